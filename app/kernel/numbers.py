"""Public numbers of bookings, applications and cases: ten signs without order, the last a check (KNG-25, T13)."""

from app.kernel.sealing import PASSWORD_ALPHABET, folded_password

SIGNS = PASSWORD_ALPHABET  # Crockford's: no I, L, O, U
LENGTH = 10
BODY_BITS = 5 * (LENGTH - 1)


def public_number(bits: int) -> str:
    """The number that carries `bits`, of which the lowest 45 are used."""
    body = "".join(SIGNS[bits >> 5 * place & 31] for place in range(LENGTH - 1))
    return body + _check_sign(body)


def folded_number(typed: str) -> str | None:
    """What was typed as a booking number, in its stored form; None for what cannot be one.

    Spaces, hyphens, small letters and look-alikes are read as meant; a wrong check sign shows a slip.
    """
    number = folded_password(typed)
    if len(number) != LENGTH or set(number) - set(SIGNS):
        return None
    return number if number[-1] == _check_sign(number[:-1]) else None


def _check_sign(body: str) -> str:
    """Luhn's sum to base 32: finds every single slip and nearly every swap of neighbours."""
    total = 0
    for place, sign in enumerate(reversed(body)):
        value = SIGNS.index(sign) * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return SIGNS[-total % 32]
