"""Reading the log of use: the booking a page is about, counts for a report, and what an extract under law may hold."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select

from app.accounts.queries.people import active_accounts, find_account_by_mail
from app.booking.models.bookings import Booking
from app.booking.models.desk_records import ReplyLink
from app.booking.models.instant import InstantRequest
from app.booking.models.sessions import SessionRow
from app.booking.models.use_log import UseLog, UseLogDevice
from app.booking.queries.replies import token_key
from app.booking.terms.states import BookingState, StateFacts
from app.booking.terms.use_log import Cell, Device, IdentifiableUse, Used
from app.db import db
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import at, day_of, hour_of
from app.offices.queries.announcements import first_office
from app.offices.queries.consents import consents_of
from app.offices.queries.retention import use_kept_since

Whose = str | int
"""The number of a booking, or the id of an account."""

FORGOTTEN = ""
FACTS = tuple(StateFacts.__dataclass_fields__)
"""What a state follows from, by the names of the columns."""


def use_of_booking(number: str) -> Used | None:
    """The booking of a number; None where there is none."""
    return _used(_asked().where(Booking.number == number))


def use_of_link(token: str) -> Used | None:
    """The booking that a link for a reply asks about; None for a token nobody was sent."""
    asked = _asked().join(ReplyLink, ReplyLink.booking_id == Booking.id)
    return _used(asked.where(ReplyLink.token == token_key(token)))


def use_of_request(account_id: int, office_id: str, now: datetime) -> Used | None:
    """What an account asked of an office today to have at once; None where it asked nothing."""
    asked = _asked().join(InstantRequest, InstantRequest.booking_id == Booking.id)
    own = asked.where(InstantRequest.account_id == account_id, Booking.office_id == office_id)
    return _used(own.where(Booking.applied_at >= at(day_of(now), time.min)).order_by(Booking.id.desc()).limit(1))


def use_of_account(account_id: int) -> Used | None:
    """The booking an account applied for last: its office is the one whose terms were agreed to last.

    Where nothing was booked yet, the account itself at the first office of the terms it agreed to last; None where it
    has agreed to none: nobody records its use.
    """
    mine = _asked().where(Booking.account_id == account_id)
    booked = _used(mine.order_by(Booking.applied_at.desc(), Booking.id.desc()).limit(1))
    return booked or _of_consent(account_id)


def uses_by_hour(office_id: str, first: date, last: date, today: date) -> dict[int, Cell]:
    """Uses by the hour of the day in Japan, of the days from `first` to `last` that are still kept."""
    return _counted(UseLog.hour, _kept(office_id, first, last, today))


def uses_by_day(office_id: str, first: date, last: date, today: date) -> dict[date, Cell]:
    """Uses by the day."""
    return _counted(UseLog.day, [*_kept(office_id, first, last, today), UseLog.hour.is_not(None)])


def uses_by_state(office_id: str, first: date, last: date, today: date) -> dict[BookingState, Cell]:
    """Uses by the state their booking had."""
    found = _counted(UseLog.booking_state, _kept(office_id, first, last, today))
    return {state: found[state] for state in BookingState if state in found}


def sessions_by_hour(office_id: str, first: date, last: date, *, ends: bool) -> dict[int, Cell]:
    """Consultations by the hour in which they began, or ended; each is one booking's."""
    moment = SessionRow.ended_at if ends else SessionRow.admitted_at
    asked = db.select(moment).join(Booking, Booking.id == SessionRow.booking_id).where(Booking.office_id == office_id)
    within = asked.where(moment >= at(first, time.min), moment < at(last + ONE_DAY, time.min))
    hours = [hour_of(each).hour for each in db.session.scalars(within.order_by(moment))]
    return {hour: Cell(count=hours.count(hour), bookings=hours.count(hour)) for hour in sorted(set(hours))}


def identifiable_uses(
    office_id: str, whose: Whose, first: date, last: date, today: date
) -> tuple[IdentifiableUse, ...]:
    """The recorded uses of a booking, or of an account and all it booked at the office, with their devices.

    The oldest first. For a statutory extract alone (MYK-30).
    """
    asked = (
        db.select(UseLog, UseLogDevice)
        .outerjoin(Booking, Booking.id == UseLog.booking_id)
        .outerjoin(UseLogDevice, db.and_(UseLogDevice.use_log_id == UseLog.id, _is_still_known()))
        .where(_is_of(whose), *_kept(office_id, first, last, today))
        .order_by(UseLog.day, UseLog.id)
    )
    return tuple(_identifiable(use, device) for use, device in db.session.execute(asked))


def account_with_uses(office_id: str, mail: str, today: date) -> int | None:
    """The account of a folded address of which the office has something on record; None for any other."""
    account = find_account_by_mail(mail)
    if account is None:
        return None
    asked = db.select(UseLog.id).outerjoin(Booking, Booking.id == UseLog.booking_id)
    kept = asked.where(_is_of(account.id), *_kept(office_id, date.min, today, today))
    return account.id if db.session.execute(kept.limit(1)).first() else None


def _is_of(whose: Whose) -> ColumnElement[bool]:
    if isinstance(whose, str):
        return Booking.number == whose
    return db.or_(UseLog.account_id == whose, Booking.account_id == whose)


def _is_still_known() -> ColumnElement[bool]:
    """Of a closed account nothing identifies a device any more, whether or not a routine has seen to it."""
    return db.or_(UseLog.account_id.is_(None), UseLog.account_id.in_(active_accounts()))


def _of_consent(account_id: int) -> Used | None:
    last = next(iter(consents_of(account_id)), None)
    bound = first_office(last.version.terms_set) if last else None
    return Used(office_id=bound, account_id=account_id) if bound else None


def _asked() -> Select[Any]:
    """Plain columns only: nothing sealed is opened to record a use."""
    return db.select(Booking.id, Booking.office_id, *(getattr(Booking, name) for name in FACTS))


def _used(asked: Select[Any]) -> Used | None:
    row = db.session.execute(asked).first()
    if row is None:
        return None
    facts = {name: getattr(row, name) for name in FACTS} | {"state": BookingState(row.state)}
    return Used(booking_id=row.id, office_id=row.office_id, facts=StateFacts(**facts))


def _kept(office_id: str, first: date, last: date, today: date) -> list[ColumnElement[bool]]:
    """What is past its date is invisible, whether or not a routine has purged it (DESIGN 3.11)."""
    since = max(first, use_kept_since(office_id, today))
    return [UseLog.office_id == office_id, UseLog.day >= since, UseLog.day <= last]


def _counted(column: Any, where: Iterable[ColumnElement[bool]]) -> dict[Any, Cell]:
    behind = db.func.count(db.distinct(UseLog.booking_id)) + db.func.count(db.distinct(UseLog.account_id))
    asked = db.select(column, db.func.count(), behind).where(column.is_not(None), *where)
    rows = db.session.execute(asked.group_by(column).order_by(column))
    return {key: Cell(count=count, bookings=bookings) for key, count, bookings in rows}


def _identifiable(use: UseLog, device: UseLogDevice | None) -> IdentifiableUse:
    known = device is not None and (device.agent, device.network) != (FORGOTTEN, FORGOTTEN)
    return IdentifiableUse(
        day=use.day,
        at=use.at,
        method=use.method,
        route=use.route,
        state=BookingState(use.booking_state) if use.booking_state else None,
        device=Device(agent=device.agent, network=device.network) if device and known else None,
    )
