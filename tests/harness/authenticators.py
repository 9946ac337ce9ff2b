"""The codes an authenticator shows, read while there is time left to send them."""

import time

import pyotp

from app.accounts.authenticator import STEP_SECONDS


def code_in_hand(secret: str, seconds: int) -> str:
    """The code of the current step once `seconds` of it are left: the next step takes no old one (ASVS 6.5.5)."""
    while STEP_SECONDS - time.time() % STEP_SECONDS < seconds:
        time.sleep(0.1)
    return pyotp.TOTP(secret).now()
