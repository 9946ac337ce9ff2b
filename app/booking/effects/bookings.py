"""What may be done to bookings inside somebody's transaction; site and desk call the same. Nothing commits."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from app.booking.effects.instant_end import close_request
from app.booking.effects.new_rows import booking_values
from app.booking.models.bookings import Booking, BookingStateRow
from app.booking.models.guards import OfficeDay, PersonDay
from app.booking.queries.bookings import record_of
from app.booking.queries.facts import index_of
from app.booking.rules.mails import OF_NO_USE
from app.booking.rules.person import number_of_day
from app.booking.terms.application import Application, PersonKey
from app.booking.terms.bookings import BookingRecord, PersonFacts
from app.booking.terms.changes import Accepted, ByWhom, Change
from app.booking.terms.states import ENDED, RELEASED
from app.db import db
from app.kernel.moments import day_of
from app.notices import effects as notices
from app.offices.terms import Policy

ADDING = db.insert(Booking.__table__).returning(Booking.__table__.columns.id)
"""Built once, as every press asks it; a new booking is no object of the ORM, which would double the price."""


def lock_day(office_id: str, day: date) -> None:
    """Hold the day until the transaction ends; first of all for whoever changes its seats (DESIGN 3.1)."""
    db.lock(OfficeDay, office_id=office_id, day=day)


def add_booking(application: Application, accepted: Accepted, policy: Policy, now: datetime) -> BookingRecord:
    """Write an application that was accepted, with its seat; without one where it holds none.

    Raises `IntegrityError` where the seat is held already: the constraint behind the rule (DESIGN 3.1).
    """
    values = booking_values(application, accepted, policy, now)
    booking_id = db.session.connection().execute(ADDING, values).scalar_one()
    return record_of(Booking(**values, id=booking_id))


def take_day(
    booking: BookingRecord, keys: Iterable[PersonKey], known: PersonFacts, policy: Policy, *, reason: str | None = None
) -> None:
    """Count the booking for its person and day (KNG-17), where the office has a limit (DESIGN 3.2).

    With the folded reason for which staff take one too many (Q-02).
    Raises `IntegrityError` where another has taken that number meanwhile: the constraint behind the rule.
    """
    if policy.daily_limit is None:
        return
    same = {"office_id": booking.office_id, "day": day_of(booking.starts_at), "booking_id": booking.id}
    numbers = {index: number_of_day(known.bookings_by_key.get(index, ())) for index in map(index_of, keys)}
    rows = [{**same, "key": index, "nth": number, "reason": reason} for index, number in numbers.items()]
    db.session.execute(db.insert(PersonDay).values(rows))


def locked_booking(number: str) -> Booking | None:
    """The row of a number under the lock of its day, read anew; None where there is none."""
    place = db.session.execute(db.select(Booking.office_id, Booking.starts_at).where(Booking.number == number)).first()
    if place is None:
        return None
    lock_day(place.office_id, day_of(place.starts_at))
    found = db.select(Booking).where(Booking.number == number).with_for_update()
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def locked_bookings(office_id: str, day: date, ids: Collection[int]) -> Sequence[Booking]:
    """Those of the bookings that are the office's on that day, under its lock, read anew; in order of time."""
    lock_day(office_id, day)
    found = db.select(Booking).where(Booking.id.in_(ids), Booking.office_id == office_id).with_for_update()
    ordered = found.order_by(Booking.starts_at, Booking.id).execution_options(populate_existing=True)
    return db.session.scalars(ordered).all()


def change_state(row: Booking, change: Change, now: datetime) -> None:
    """Bring a locked booking into another state; a state that releases gives seat and day back (DESIGN 3.2).

    Mails about the coming consultation that have not gone out are taken back in the same transaction (DESIGN 3.4).
    What time did was to be read before it was written, so it makes no page outdated.
    """
    db.session.add(
        BookingStateRow(
            booking_id=row.id,
            from_state=row.state,
            to_state=change.to,
            at=change.at,
            written_at=now,
            by_whom=change.by_whom,
            by_account_id=change.by_account_id,
            reason=change.reason,
        )
    )
    row.state = change.to
    if change.by_whom is not ByWhom.TIME:
        row.revision += 1
    if change.to in ENDED:
        close_request(row, now)
    if change.to in RELEASED:
        release(row)
        notices.void(booking_number=row.number, kinds=OF_NO_USE, now=now)


def release(row: Booking) -> None:
    """Give back the seat and the person's day."""
    row.holds_seat = False
    db.session.execute(db.delete(PersonDay).where(PersonDay.booking_id == row.id))
