"""Tokens for an agency's own system: made, shown once, ended (AGY-141)."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.accounts.effects.acting import by_right
from app.agencies.effects.participation import lock_agency
from app.audit.effects import record
from app.db import db
from app.job_offers.models.offers import JobOfferToken
from app.job_offers.queries.access import receiver, token_key
from app.job_offers.rules.duties import MOST_TOKENS
from app.job_offers.terms.acts import AccessRefusal, DutyRefusal
from app.kernel.roles import Identity

TOKEN_BYTES, REF_BYTES = 32, 9


@dataclass(frozen=True)
class Made:
    """A token that was just made: the only time its secret is seen."""

    secret: str


@db.write
@by_right
def make_token(agency_id: int, name: str, *, by: Identity, now: datetime) -> Made | AccessRefusal | DutyRefusal:
    """A new token of 256 random bits; kept as an HMAC only."""
    lock_agency(agency_id)
    known = receiver(agency_id, now)
    if known is None or by.account_id is None:
        raise LookupError(agency_id)
    if known.refusal is not None:
        return known.refusal
    live = select(func.count()).where(JobOfferToken.agency_id == agency_id, JobOfferToken.ended_at.is_(None))
    if (db.session.scalar(live) or 0) >= MOST_TOKENS:
        return DutyRefusal.TOO_MANY_TOKENS
    secret, ref = secrets.token_urlsafe(TOKEN_BYTES), secrets.token_hex(REF_BYTES)
    kept = {"agency_id": agency_id, "name": name, "made_at": now, "made_by": by.account_id}
    db.session.add(JobOfferToken(ref=ref, token_hash=token_key(secret), **kept))
    record("job_offers.token_made", by=by, subject=f"job_offer_token:{ref}", now=now)
    return Made(secret)


@db.write
@by_right
def end_token(agency_id: int, ref: str, *, by: Identity, now: datetime) -> bool:
    """Let a token of the agency open nothing any more; False for another's and for none."""
    lock_agency(agency_id)
    own = select(JobOfferToken).where(JobOfferToken.agency_id == agency_id, JobOfferToken.ref == ref)
    row = db.session.scalars(own.execution_options(populate_existing=True)).first()
    if row is None:
        return False
    if row.ended_at is None:
        row.ended_at, row.ended_by = now, by.account_id
        record("job_offers.token_ended", by=by, subject=f"job_offer_token:{ref}", now=now)
    return True
