"""Telling those booked in hours that an office shuts, inside somebody's transaction."""

from collections.abc import Iterable
from datetime import datetime

from app.booking.effects.mails import post_mails
from app.booking.models.bookings import Booking
from app.booking.queries.bookings import appointment_of, facts_of
from app.booking.rules.state import ground_against_withdrawal
from app.booking.terms.bookings import ToldBy
from app.booking.terms.changes import Occasion
from app.db import db
from app.kernel.moments import day_of
from app.offices.queries.offices import get_office, policy_in_force
from app.offices.terms import Channel


def tell_of_closure(kind: str, ids: Iterable[int], cause: str, now: datetime) -> int:
    """Post the mail `kind` to those of these bookings, each in its own way and once for a cause; how many are told.

    On MyPage who is told there (MYK-23); nobody who is told by telephone (NGS-25): the desk calls. Whether this booking
    may be withdrawn on the site is said as it is (KNG-38, MYK-25, NGS-37, KRS-31).
    """
    rows = db.session.scalars(db.select(Booking).where(Booking.id.in_(tuple(ids))).order_by(Booking.id))
    mailed = [row for row in rows if row.told_by != ToldBy.TELEPHONE]
    for row in mailed:
        _post(kind, row, cause, now)
    return len(mailed)


def _post(kind: str, row: Booking, cause: str, now: datetime) -> None:
    policy = policy_in_force(row.office_id, day_of(row.starts_at))
    occasion = Occasion(
        cause=cause,
        now=now,
        not_after=row.starts_at,
        words={"on_site": ground_against_withdrawal(facts_of(row), policy, Channel(row.channel), now) is None},
        on_page_of=row.account_id if row.told_by == ToldBy.MYPAGE else None,
    )
    post_mails((kind,), appointment_of(row), get_office(row.office_id), policy, occasion)
