"""What the database holds after a storm, for the checker of histories."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from app.booking.models.bookings import Booking
from app.booking.models.guards import PersonDay
from app.db import db
from app.notices.models import Outbox
from app.notices.terms import OPEN, State
from app.web.clock import jst
from tests.faults.history import Arrived, Kept, Posted, Truth
from tests.faults.sink import Taken

WORD = re.compile(r"[0-9A-Z]{6,20}")


def truth(taken: Iterable[Taken]) -> Truth:
    """Bookings with all that belongs to them, the notices posted, and the copies that arrived."""
    db.session.rollback()
    db.session.expire_all()
    mails = defaultdict(list)
    rows = db.session.scalars(db.select(Outbox).order_by(Outbox.id)).all()
    for row in rows:
        mails[row.booking_number].append(row.kind)
    days = Counter(db.session.scalars(db.select(PersonDay.booking_id)))
    bookings = db.session.scalars(db.select(Booking).order_by(Booking.id)).all()
    return Truth(
        bookings=tuple(kept(booking, days[booking.id], mails[booking.number]) for booking in bookings),
        posted=tuple(posted(row) for row in rows),
        arrived=tuple(arrived(copy, {booking.number for booking in bookings}) for copy in taken),
    )


def posted(row: Outbox) -> Posted:
    """A notice as the checker reads it."""
    state = State(row.state)
    return Posted(
        message_id=row.message_id,
        person=row.recipient or "",
        number=row.booking_number or "",
        is_open=state in OPEN,
        is_sent=state is State.SENT,
    )


def arrived(copy: Taken, numbers: set[str]) -> Arrived:
    """A copy as the checker reads it."""
    text = copy.message.get_payload(decode=True).decode()
    return Arrived(copy.message_id, copy.recipients[0], frozenset(WORD.findall(text)) & numbers)


def kept(booking: Booking, person_days: int, mails: list[str]) -> Kept:
    """A booking as the checker reads it."""
    return Kept(
        number=booking.number,
        person=booking.email,
        slot=f"{jst(booking.starts_at):%Y-%m-%dT%H:%M}",
        seat=booking.seat_no,
        holds_seat=booking.holds_seat,
        person_days=person_days,
        mails=tuple(sorted(mails)),
    )


def open_mails() -> int:
    """How many mails may still go out."""
    db.session.rollback()
    states = [state.value for state in OPEN]
    return db.session.scalar(db.select(db.func.count()).select_from(Outbox).where(Outbox.state.in_(states))) or 0
