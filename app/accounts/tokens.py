"""Tokens that people carry: made here, kept only as an HMAC (SECURITY 4, ASVS 7.2.3)."""

import secrets

from app.accounts.terms import CheckPurpose, LinkPurpose
from app.db import blind_index
from app.kernel.folding import mail_key

TOKEN_BYTES = 32
REF_BYTES = 9


def new_token() -> str:
    """256 random bits for a cookie or a link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_ref() -> str:
    """A short name for a sign-in in an address; it opens nothing."""
    return secrets.token_urlsafe(REF_BYTES)


def sign_in_hash(token: str) -> str:
    """What is kept of a sign-in's token."""
    return blind_index("sign_in", token)


def link_hash(purpose: LinkPurpose, token: str) -> str:
    """What is kept of a link's token; of another purpose it is another value, so no link does two things."""
    return blind_index(f"account_link {purpose.value}", token)


def check_hash(purpose: CheckPurpose, token: str) -> str:
    """What is kept of the token of an address check; of another purpose it is another value."""
    return blind_index(f"address_check {purpose.value}", token)


def mail_index(mail: str) -> str:
    """What an account is found by: the blind index of a folded mail address, case folded."""
    return blind_index("account_mail", mail_key(mail))
