"""Agreeing to the terms of an office on one's own page, before any request (NGS-41, Q-44)."""

from datetime import date, datetime

from app.accounts.effects.people import lock_account
from app.audit import effects as audit
from app.booking.queries.mine import newest_terms
from app.booking.rules.consents import ConsentRefusal, ground_against_consent
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.offices.effects.offices import record_consent
from app.offices.queries.consents import consent_of
from app.offices.terms import ConsentKind


@db.write
def agree_to_terms(by: Identity, terms_set: str, read: date, *, now: datetime) -> ConsentRefusal | None:
    """Keep that the person agrees to the version of the day `read`; saying it twice is saying it once.

    Refused where another version is in force by now. Raises `LookupError` for a set that binds no office.
    """
    newest = newest_terms(terms_set, day_of(now))
    if by.account_id is None or newest is None:
        raise LookupError(terms_set)
    lock_account(by.account_id)
    ground = ground_against_consent(read.toordinal(), newest.effective_on.toordinal())
    if ground is not None:
        return ground
    if consent_of(by.account_id, terms_set) != newest:
        record_consent(newest.id, ConsentKind.EXPLICIT, now=now, account_id=by.account_id)
        subject = f"terms:{terms_set}:{newest.effective_on}"
        audit.record("booking.terms_agreed", by=by, subject=subject, now=now)
    return None
