"""What the database holds after a storm, for the checker of histories."""

from collections import Counter, defaultdict

from app.booking.models.bookings import Booking
from app.booking.models.guards import PersonDay
from app.db import db
from app.notices.models import Outbox
from app.notices.terms import OPEN
from app.web.clock import jst
from tests.faults.history import Kept, Truth


def truth(copies: Counter[str]) -> Truth:
    """Bookings with all that belongs to them, and the mails that arrived."""
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
        message_ids=frozenset(row.message_id for row in rows),
        open_mails=open_mails(),
        copies=copies,
    )


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
