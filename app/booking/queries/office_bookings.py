"""One booking of an office, its history, and the bookings a caller may mean. The office is always asked for (T5)."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Select

from app.booking.models.bookings import Booking, BookingStateRow
from app.booking.queries.bookings import record_of
from app.booking.queries.lines import lines_numbered, lines_of
from app.booking.queries.retention import shows_contact
from app.booking.rules.places import place_name
from app.booking.rules.state import state_at
from app.booking.terms.bookings import BookingRecord
from app.booking.terms.lines import Line, PastState
from app.booking.terms.states import BookingState
from app.db import blind_index, db
from app.kernel.calendar import ONE_DAY
from app.kernel.folding import fold_search, kana_key, mail_key
from app.kernel.moments import at
from app.kernel.numbers import folded_number

__all__ = ["folded_number", "place_name", "state_at"]


def booking_id_at(office_id: str, number: str, now: datetime) -> int | None:
    """The id of a stored number, if the booking is the office's; None for another's as for one that is not there.

    Nor is one there whose contact data are past their date (DESIGN 3.11).
    """
    row = db.session.execute(_numbered((Booking.id, Booking.starts_at), office_id, number)).first()
    return row.id if row and shows_contact(office_id, row.starts_at, now) else None


def find_booking_at(office_id: str, number: str, now: datetime) -> BookingRecord | None:
    """The booking of a stored number, opened, under the same conditions."""
    row = db.session.scalar(_numbered((Booking,), office_id, number))
    return record_of(row) if row and shows_contact(office_id, row.starts_at, now) else None


def history_of(booking_id: int) -> tuple[PastState, ...]:
    """Every change of state that was written, oldest first."""
    rows = db.session.scalars(
        db.select(BookingStateRow).where(BookingStateRow.booking_id == booking_id).order_by(BookingStateRow.id)
    )
    return tuple(
        PastState(
            before=BookingState(row.from_state),
            after=BookingState(row.to_state),
            at=row.at,
            written_at=row.written_at,
            by_whom=row.by_whom,
            by=row.by_account_id,
            reason=row.reason,
        )
        for row in rows
    )


def found_by_number(office_id: str, number: str, now: datetime) -> tuple[Line, ...]:
    """The booking of a folded number."""
    return lines_numbered(office_id, (number,), now)


def found_by_phone(office_id: str, phone: str, now: datetime, limit: int) -> tuple[Line, ...]:
    """Bookings with exactly this telephone (E.164), found by its HMAC."""
    return lines_of(office_id, Booking.phone_key == blind_index("booking phone", phone), now, limit)


def found_by_mail(office_id: str, mail: str, now: datetime, limit: int) -> tuple[Line, ...]:
    """Bookings with exactly this folded mail address, found by its HMAC."""
    return lines_of(office_id, Booking.mail_key == blind_index("booking mail", mail_key(mail)), now, limit)


def found_by_kana(office_id: str, kana: str, first: date, last: date, now: datetime, limit: int) -> tuple[Line, ...]:
    """Bookings of the days from `first` to `last` whose furigana holds `kana`; spaces and dots do not matter.

    Where the office asks for no furigana the name is compared. Both are sealed, so each of the office's bookings of
    these days is opened and compared (DESIGN 3.10).
    """
    wanted = kana_key(fold_search(kana))
    asked = db.select(Booking.id, Booking.name_kana, Booking.name).where(Booking.office_id == office_id)
    days = asked.where(Booking.starts_at >= at(first, time.min), Booking.starts_at < at(last + ONE_DAY, time.min))
    rows = db.session.execute(days.order_by(Booking.starts_at.desc(), Booking.id))
    ids = [row.id for row in rows if wanted in kana_key(fold_search(row.name_kana or row.name))][:limit]
    return lines_of(office_id, Booking.id.in_(ids), now, limit) if ids else ()


def _numbered(wanted: tuple[Any, ...], office_id: str, number: str) -> Select[Any]:
    return db.select(*wanted).where(Booking.office_id == office_id, Booking.number == number)
