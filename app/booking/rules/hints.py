"""Slips in a mail address that a person would want to be asked about (SECURITY T30)."""

from difflib import get_close_matches

USUAL = (
    "gmail.com",
    "yahoo.co.jp",
    "yahoo.ne.jp",
    "icloud.com",
    "me.com",
    "docomo.ne.jp",
    "ezweb.ne.jp",
    "au.com",
    "softbank.ne.jp",
    "i.softbank.jp",
    "ymobile.ne.jp",
    "y-mobile.ne.jp",
    "rakumail.jp",
    "uqmobile.jp",
    "outlook.jp",
    "outlook.com",
    "hotmail.com",
    "hotmail.co.jp",
    "live.jp",
    "nifty.com",
    "biglobe.ne.jp",
    "ocn.ne.jp",
)
CLOSE = 0.8


def meant_domain(mail: str) -> str | None:
    """The usual domain that the address's own may have been meant for; None where there is nothing to ask."""
    domain = mail.rpartition("@")[2].lower()
    if domain in USUAL:
        return None
    return next(iter(get_close_matches(domain, USUAL, n=1, cutoff=CLOSE)), None)
