"""申込内容照会: number and password open one booking for one browser (KNG-29, SECURITY R1, T13)."""

from datetime import datetime

from app.audit import effects as audit
from app.booking.effects.guests import bind_guest, release_guest
from app.booking.queries.enquiry import Lock, lock_of
from app.booking.queries.guests import guest_identity
from app.booking.rules.number import folded_number
from app.booking.rules.state import may_be_looked_up
from app.booking.terms.outcomes import NotOpened, Opened
from app.db import db
from app.kernel.sealing import folded_password, same_secret


@db.write
def open_enquiry(typed_number: str, typed_password: str, *, now: datetime, real_now: datetime) -> Opened | NotOpened:
    """Open the booking where number and password fit and the password has not ended.

    A wrong number costs the same as a wrong password and reads the same. Guessing is limited by the view's counters,
    which count before this is asked.
    """
    number = folded_number(typed_number)
    lock = lock_of(number)
    fits = same_secret(folded_password(typed_password), lock.password)
    if number is None or not fits or not _is_open(lock, now) or lock.booking_id is None:
        return NotOpened()
    by = guest_identity(number)
    audit.record("booking.looked_up", by=by, subject=f"booking:{number}", now=now)
    return Opened(number, bind_guest(lock.booking_id, by_password=True, real_now=real_now))


@db.write
def end_enquiry(token: str) -> None:
    """Forget the browser: 「終了する（この端末から消去）」."""
    release_guest(token)


def _is_open(lock: Lock, now: datetime) -> bool:
    return lock.starts_at is not None and may_be_looked_up(lock.starts_at, now)
