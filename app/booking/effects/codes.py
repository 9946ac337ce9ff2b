"""Codes by mail that open a booking, inside somebody's transaction (SECURITY 1.4)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.booking.models.guards import EnquiryCode
from app.booking.queries.codes import code_index, token_index
from app.db import db

DIGITS = 8
LIVES = timedelta(minutes=10)
MOST_TRIES = 5
"""Of one code; afterwards another one is asked for."""


@dataclass(frozen=True)
class NewCode:
    """What the mail tells, and what the browser that asked keeps."""

    code: str
    token: str


def add_code(booking_id: int | None, real_now: datetime) -> NewCode:
    """A code of its own for the browser that asks; without a booking one that opens nothing. Only HMACs are kept."""
    made = NewCode(code=f"{secrets.randbelow(10**DIGITS):0{DIGITS}}", token=secrets.token_urlsafe(32))
    db.session.add(
        EnquiryCode(
            token=token_index(made.token),
            booking_id=booking_id,
            code=code_index(made.token, made.code),
            tries=0,
            ends_at=real_now + LIVES,
        )
    )
    return made


def use_code(token: str, code: str, real_now: datetime) -> int | None:
    """The id of the booking that the code opens, once; None where it is wrong, too late, or tried too often.

    The try is counted before it is looked at, by one statement, so that no crowd of tries gets in between.
    """
    mine = EnquiryCode.token == token_index(token)
    counted = db.session.execute(
        db.update(EnquiryCode)
        .where(mine, EnquiryCode.tries < MOST_TRIES, EnquiryCode.ends_at > real_now)
        .values(tries=EnquiryCode.tries + 1)
    )
    if not counted.rowcount:
        return None
    fits = (mine, EnquiryCode.code == code_index(token, code))
    booking_id = db.session.scalar(db.select(EnquiryCode.booking_id).where(*fits))
    if booking_id is not None:
        db.session.execute(db.delete(EnquiryCode).where(mine))
    return booking_id


def forget_codes_of(booking_id: int) -> None:
    """Forget every code that opens the booking: it went to an address that was replaced (SECURITY T30)."""
    db.session.execute(db.delete(EnquiryCode).where(EnquiryCode.booking_id == booking_id))


def forget_codes_until(real_now: datetime) -> int:
    """Forget every code whose time was over at `real_now`; how many."""
    return int(db.session.execute(db.delete(EnquiryCode).where(EnquiryCode.ends_at <= real_now)).rowcount)
