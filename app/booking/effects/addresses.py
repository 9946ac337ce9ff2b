"""A mail address in the place of another one: in the booking's row, and where its day is counted by it."""

from datetime import datetime

from app.booking.effects.bookings import locked_booking
from app.booking.effects.new_rows import mail_key_of
from app.booking.models.bookings import Booking
from app.booking.models.guards import PersonDay
from app.booking.queries.facts import index_of
from app.booking.rules.person import number_of_day
from app.booking.terms.application import KeyKind, PersonKey
from app.db import db
from app.kernel.folding import mail_key
from app.kernel.moments import day_of
from app.offices.queries import offices

ADDRESS_OF_ANOTHER = "訂正したアドレスに、同じ日の予約がある"
"""Why a booking whose address was corrected may be one more that day."""


def set_address(row: Booking, email: str, daily_limit: int | None, at: datetime) -> None:
    """Let a locked booking have a folded address from `at` on, and count for it (KNG-17)."""
    _count_for(row, email, daily_limit)
    row.email, row.mail_key, row.address_set_at = email, mail_key_of(email), at


def put_address_back(booking_id: int, email: str, password: tuple[str | None, str | None], at: datetime) -> bool:
    """Correct the address again as it was corrected at `at`, with the key and nonce of the password that went there.

    For a database of before (SECURITY F15). What it knows already is left alone.
    False where there is no such booking.
    """
    number = db.session.scalar(db.select(Booking.number).where(Booking.id == booking_id))
    row = locked_booking(number) if number is not None else None
    if row is None:
        return False
    if row.address_set_at is None or row.address_set_at < at:
        set_address(row, email, offices.policy_in_force(row.office_id, day_of(row.starts_at)).daily_limit, at)
        row.password_key_id, row.password_nonce = password
        db.session.flush()
    return True


def _count_for(row: Booking, email: str, daily_limit: int | None) -> None:
    """Count the booking's day for the new address instead of the old one (KNG-17), beside what is counted already.

    One too many for the day is so by the desk's doing, and keeps why (Q-02).
    """
    old, new = (index_of(PersonKey(KeyKind.MAIL, mail_key(address))) for address in (row.email, email))
    if old == new:
        return
    same = (PersonDay.office_id == row.office_id, PersonDay.day == day_of(row.starts_at), PersonDay.key == new)
    number = number_of_day(db.session.scalars(db.select(PersonDay.nth).where(*same)).all())
    own = db.update(PersonDay).where(PersonDay.booking_id == row.id, PersonDay.key == old)
    db.session.execute(own.values(key=new, nth=number))
    if daily_limit is not None and number > daily_limit:
        kept = db.update(PersonDay).where(PersonDay.booking_id == row.id, PersonDay.reason.is_(None))
        db.session.execute(kept.values(reason=ADDRESS_OF_ANOTHER))
