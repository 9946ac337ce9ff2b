"""Bookings of one office as lists: of some days, waiting for something, found by what a caller tells.

Every function takes the office and answers for it alone (SECURITY T5).
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select

from app.booking.models.bookings import Booking, StaffMessage
from app.booking.models.desk_records import CallTask
from app.booking.models.guards import Ban
from app.booking.queries.bookings import facts_of
from app.booking.queries.retention import shows_contact, visible_lines
from app.booking.rules.places import place_name
from app.booking.rules.state import state_at
from app.booking.terms.application import Place
from app.booking.terms.bookings import SessionKind, ToldBy
from app.booking.terms.lines import Line, PersonLine
from app.booking.terms.states import UNDECIDED, BookingState
from app.columns import opened
from app.db import db
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import at
from app.offices.terms import Channel

_LINES = (
    db.select(
        Booking.id,
        Booking.number,
        Booking.state,
        Booking.starts_at,
        Booking.lapses_from,
        Booking.missed_from,
        Booking.contacted_at,
        Booking.excused,
        Booking.minutes,
        Booking.seat_no,
        Booking.name_kana,
        db.type_coerce(Booking.name, db.LargeBinary).label("sealed_name"),
        Booking.topic,
        Booking.revision,
        Booking.channel,
        Booking.applied_at,
        Booking.session_kind,
        Booking.counselor_id,
        Booking.told_by,
        Booking.companion.is_not(None).label("has_companion"),
        StaffMessage.booking_id.is_not(None).label("has_message"),
    )
    .outerjoin(StaffMessage, StaffMessage.booking_id == Booking.id)
    .where(Booking.office_id == db.bindparam("office"))
    .order_by(Booking.starts_at, Booking.seat_no, Booking.id)
)
_BOOKED = _LINES.where(Booking.channel != Channel.INSTANT)
"""Those for a time to come: what instant use waits for stands in its own queue."""

_OF_DAYS = _LINES.where(Booking.starts_at >= db.bindparam("since"), Booking.starts_at < db.bindparam("until"))
"""Built once: they stand behind the page that is open all day."""


def lines_of_days(office_id: str, first: date, last: date, now: datetime) -> tuple[Line, ...]:
    """Every booking of the days from `first` to `last`, whatever became of it, in order of time and seat."""
    asked = {"since": at(first, time.min), "until": at(last + ONE_DAY, time.min)}
    return _read(_OF_DAYS, office_id, now, asked)


def ids_of_days(office_id: str, first: date, last: date) -> Select[tuple[int]]:
    """The SELECT of these bookings' ids, for others to ask with."""
    return db.select(Booking.id).where(_is_of_days(office_id, first, last))


def numbers_of_days(office_id: str, first: date, last: date) -> Select[tuple[str]]:
    """The same of their numbers."""
    return db.select(Booking.number).where(_is_of_days(office_id, first, last))


def _is_of_days(office_id: str, first: date, last: date) -> ColumnElement[bool]:
    begins = (Booking.starts_at >= at(first, time.min), Booking.starts_at < at(last + ONE_DAY, time.min))
    return db.and_(Booking.office_id == office_id, *begins)


def lines_without_message(office_id: str, now: datetime) -> tuple[Line, ...]:
    """Confirmed bookings that are not over and have no 伝達事項 yet, the next one first (KNG-30)."""
    waiting = _BOOKED.where(Booking.state == BookingState.CONFIRMED, StaffMessage.booking_id.is_(None))
    found = _read(waiting.where(Booking.starts_at > now - ONE_DAY), office_id, now)
    return tuple(line for line in found if line.state is BookingState.CONFIRMED and now < line.ends_at)


def lines_undecided(office_id: str, now: datetime) -> tuple[Line, ...]:
    """Bookings that still wait for a confirmation, the next one first (NGS-22, KRS-28, MYK-20)."""
    found = _read(_LINES.where(Booking.state.in_(sorted(UNDECIDED)), Booking.starts_at > now), office_id, now)
    return tuple(line for line in found if line.state in UNDECIDED)


def lines_lapsed(office_id: str, since: datetime, now: datetime) -> tuple[Line, ...]:
    """Bookings that nobody confirmed by their limit, which was over at or after `since`, written down or not."""
    states = (*sorted(UNDECIDED), BookingState.INVALID)
    asked = _BOOKED.where(Booking.state.in_(states), Booking.lapses_from >= since, Booking.lapses_from <= now)
    return tuple(line for line in _read(asked, office_id, now) if line.state is BookingState.INVALID)


def lines_to_tell(office_id: str, now: datetime) -> tuple[Line, ...]:
    """Next bookings whose person was not told yet: a call that waits, or a missing address (NGS-25, MYK-23)."""
    by_call = db.and_(CallTask.booking_id.is_not(None), CallTask.done_at.is_(None))
    by_mail = db.and_(CallTask.booking_id.is_(None), StaffMessage.booking_id.is_(None))
    asked = (
        _LINES.outerjoin(CallTask, CallTask.booking_id == Booking.id)
        .where(Booking.follows_id.is_not(None), Booking.state == BookingState.CONFIRMED, Booking.starts_at > now)
        .where(db.or_(by_call, by_mail))
    )
    return _read(asked, office_id, now)


def lines_without_outcome(office_id: str, now: datetime) -> tuple[Line, ...]:
    """Bookings whose time is over and of which nobody has written what came of them, the oldest first."""
    going_on = (BookingState.CONFIRMED, BookingState.IN_SESSION)
    found = _read(_LINES.where(Booking.state.in_(going_on), Booking.starts_at < now), office_id, now)
    return tuple(line for line in found if line.state in going_on and line.ends_at <= now)


def lines_missed(office_id: str, since: datetime, now: datetime) -> tuple[Line, ...]:
    """Bookings from `since` on that count as cancelled because nobody came, written down or not (KNG-41, KNG-42).

    Not instant use, whose text knows no cancellation without contact (NGS-38 is of bookings).
    """
    states = (BookingState.CONFIRMED, BookingState.DEEMED_CANCELLED)
    asked = _LINES.where(Booking.state.in_(states), Booking.starts_at >= since, Booking.starts_at < now)
    booked = asked.where(Booking.channel != Channel.INSTANT)
    return tuple(line for line in _read(booked, office_id, now) if line.state is BookingState.DEEMED_CANCELLED)


def lines_of(office_id: str, condition: ColumnElement[bool], now: datetime, limit: int) -> tuple[Line, ...]:
    """Bookings that fulfil a condition, in order of time, at most `limit`; none whose person is past its date."""
    found = _read(_LINES.where(condition).limit(limit), office_id, now)
    return tuple(line for line in found if line.name_kana)


def lines_numbered(office_id: str, numbers: Collection[str], now: datetime) -> tuple[Line, ...]:
    """Those of the numbers that are the office's."""
    return _read(_LINES.where(Booking.number.in_(tuple(numbers))), office_id, now) if numbers else ()


def people_of_days(office_id: str, first: date, last: date, now: datetime) -> dict[str, PersonLine]:
    """Who applied for the days from `first` to `last`, by booking number; nobody is named past their date."""
    rows = db.session.scalars(db.select(Booking).where(_is_of_days(office_id, first, last)).order_by(Booking.id))
    return {row.number: _person(row, named=shows_contact(office_id, at(last, time.min), now)) for row in rows}


def banned_with(ids: Iterable[int]) -> frozenset[int]:
    """Those of the bookings that a ban which still stands comes from (KNG-42)."""
    asked = db.select(Ban.booking_id).where(Ban.booking_id.in_(tuple(ids)), Ban.lifted_at.is_(None))
    return frozenset(db.session.scalars(asked))


def _read(
    statement: Select[Any], office_id: str, now: datetime, more: dict[str, object] | None = None
) -> tuple[Line, ...]:
    rows = db.rows(statement, {"office": office_id, **(more or {})})
    return visible_lines(office_id, tuple(_line(row, now) for row in rows), now)


def _line(row: Any, now: datetime) -> Line:
    facts = facts_of(row)
    return Line(
        id=row.id,
        number=row.number,
        facts=facts,
        state=state_at(facts, now),
        minutes=row.minutes,
        seat_no=row.seat_no,
        name_kana=row.name_kana or opened(row.sealed_name, "booking.name"),
        topic=row.topic,
        has_message=row.has_message,
        revision=row.revision,
        channel=Channel(row.channel),
        applied_at=row.applied_at,
        session_kind=SessionKind(row.session_kind) if row.session_kind else None,
        has_companion=row.has_companion,
        counselor_id=row.counselor_id,
        told_by=ToldBy(row.told_by) if row.told_by else None,
    )


def _person(row: Booking, *, named: bool) -> PersonLine:
    home = Place(prefecture=row.residence_prefecture, municipality=row.residence_municipality)
    work = Place(prefecture=row.workplace_prefecture, municipality=row.workplace_municipality)
    return PersonLine(
        number=row.number,
        name=row.name if named else "",
        phone=row.phone if named else "",
        residence=place_name(home),
        workplace=place_name(work),
    )
