"""Booking the next session at a session, inside somebody's transaction (MYK-23, NGS-25, KRS-30)."""

from dataclasses import fields, replace

from app.booking.effects.acts import Taken
from app.booking.effects.bookings import add_booking, take_day
from app.booking.effects.messages import put_message, usable_address
from app.booking.effects.telling import tell_way_in
from app.booking.models.bookings import Booking
from app.booking.models.desk_records import CallTask
from app.booking.queries.accounts import account_of
from app.booking.queries.bookings import record_of
from app.booking.queries.fixing import Wanted, wanted_time
from app.booking.rules.fixing import ground_against_fixing, ground_of_followers, has_full_day
from app.booking.rules.meeting import message_with
from app.booking.rules.person import keys_of_booking, keys_of_the_day
from app.booking.rules.telling import ways_of_telling
from app.booking.terms.application import Application
from app.booking.terms.bookings import BookingRecord, ToldBy
from app.booking.terms.changes import Accepted
from app.booking.terms.fixing import NextBooking
from app.booking.terms.people import Particulars
from app.booking.terms.sessions import ActRefusal
from app.booking.terms.states import BookingState
from app.db import db
from app.offices.effects.offices import record_consent
from app.offices.terms import Channel, ConsentKind


def book_next(taken: Taken, wish: NextBooking) -> BookingRecord | ActRefusal:
    """The next booking of the person of a session: it stands at once, and the person is told; or why not.

    The caller holds both days, and the office for an address. Where that comes later, so does what tells of it.
    """
    record, now = record_of(taken.row), taken.now
    previous = replace(record, account_id=account_of(record))
    keys = keys_of_booking(previous)
    wanted = wanted_time(previous.office_id, wish.starts_at, keys, now)
    if wanted is None:
        return ActRefusal.NO_SUCH_TIME
    ground = _ground(previous, wish, wanted, taken)
    if ground is not None:
        return ground
    address = usable_address(wish.url, previous.office_id, wanted.policy, now) if wish.url else ""
    if isinstance(address, ActRefusal):
        return address
    row = _add(previous, wish, wanted, taken)
    reason = wish.reason if has_full_day(wanted.known, wanted.policy) else None
    take_day(record_of(row), keys_of_the_day(keys), wanted.known, wanted.policy, reason=reason)
    taken.row.revision += 1
    if wish.told_by is ToldBy.TELEPHONE:
        db.session.add(CallTask(booking_id=row.id, asked_at=now))
    if address:
        put_message(row, message_with(address, wish.words), by=taken.by, now=now)
        tell_way_in(row, wanted.policy, now)
    return record_of(row)


def tick_call(taken: Taken) -> None:
    """The person was told by telephone (NGS-25)."""
    waiting = db.update(CallTask).where(CallTask.booking_id == taken.row.id, CallTask.done_at.is_(None))
    db.session.execute(waiting.values(done_at=taken.now, done_by=taken.by))
    taken.row.revision += 1


def _ground(previous: BookingRecord, wish: NextBooking, wanted: Wanted, taken: Taken) -> ActRefusal | None:
    if wish.told_by not in ways_of_telling(wanted.policy, has_account=previous.account_id is not None):
        return ActRefusal.WAY_NOT_OFFERED
    fixed = ground_against_fixing(wanted.slot, wanted.closes, wanted.policy, wish.reason, taken.now)
    return fixed or ground_of_followers(wanted.known, wanted.policy, wish.reason)


def _add(previous: BookingRecord, wish: NextBooking, wanted: Wanted, taken: Taken) -> Booking:
    """The booking with its consent, which is deemed, and what is known of the person already."""
    slot, version, account_id = wanted.slot, wanted.situation.terms_version_id, previous.account_id
    if slot is None or version is None:
        raise ValueError("a next booking without time or terms was accepted")
    accepted = Accepted(
        office_id=previous.office_id,
        seat_no=slot.free_seats[0],
        state=BookingState.CONFIRMED,
        channel=Channel.AT_SESSION,
        calendar=wanted.situation.calendar,
        terms_version_id=version,
        language=previous.language,
        account_id=account_id,
        counselor_id=taken.by,
        session_kind=wish.session_kind,
        follows_id=previous.id,
        told_by=wish.told_by,
    )
    booking = add_booking(_application(previous, wish), accepted, wanted.policy, taken.now)
    record_consent(version, ConsentKind.DEEMED, now=taken.now, booking_number=booking.number, account_id=account_id)
    return db.session.get_one(Booking, booking.id)


def _application(previous: BookingRecord, wish: NextBooking) -> Application:
    said = {field.name: getattr(previous, field.name) for field in fields(Particulars)}
    return Application(
        **{**said, "nominated_counselor_id": None},
        starts_at=wish.starts_at,
        applicant_type=previous.applicant_type,
        name=previous.name,
        name_kana=previous.name_kana,
        email=previous.email,
        phone=previous.phone,
        typed_phone=previous.phone,
        residence=previous.residence,
        workplace=previous.workplace,
        topic=previous.topic,
        content=wish.content,
    )
