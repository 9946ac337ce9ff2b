"""The second factor: time-based codes of an authenticator application (RFC 6238)."""

import io

import pyotp

STEP_SECONDS = 30
ISSUER = "まどぐち"
CODE_DIGITS = 6


def new_secret() -> str:
    """A fresh secret, 160 bits in base32."""
    return pyotp.random_base32()


def step_at(seconds: float) -> int:
    """The number of the 30-second step a moment of the machine's time lies in."""
    return int(seconds // STEP_SECONDS)


def code_fits(secret: str, code: str, seconds: float) -> bool:
    """Whether `code` is the one of the current step; no step before or after counts (ASVS 6.5.5)."""
    return pyotp.TOTP(secret, interval=STEP_SECONDS).verify(code, for_time=int(seconds), valid_window=0)


def address_of(secret: str, mail: str) -> str:
    """The otpauth address an authenticator reads."""
    return pyotp.TOTP(secret, interval=STEP_SECONDS).provisioning_uri(name=mail, issuer_name=ISSUER)


def picture_of(address: str) -> bytes:
    """The address as a QR code, an SVG document."""
    import segno  # only who sets up a second factor sees a picture

    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=5, border=4, light="#ffffff", nl=False)
    return out.getvalue()


def spaced(secret: str) -> str:
    """The secret in groups of four, for typing it in."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
