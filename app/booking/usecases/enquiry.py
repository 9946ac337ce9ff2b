"""申込内容照会: number and password, or a mailed code, open one booking for one browser (KNG-29, SECURITY R1, T13)."""

from datetime import datetime

from app.audit import effects as audit
from app.booking.effects.codes import add_code, use_code
from app.booking.effects.guests import bind_guest, release_guest
from app.booking.effects.mails import code_letter
from app.booking.queries.codes import opened_by, opened_by_code
from app.booking.queries.enquiry import Lock, lock_of
from app.booking.queries.guests import guest_identity
from app.booking.rules.state import may_be_looked_up
from app.booking.terms.outcomes import CodeAsked, NotOpened, Opened
from app.db import db
from app.kernel.folding import fold_digits
from app.kernel.numbers import folded_number
from app.kernel.sealing import folded_password, same_secret
from app.notices import effects as notices
from app.web.limiter import Exceeded, Limit, spend


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
def ask_for_code(typed_number: str, *, by_link: bool, now: datetime, real_now: datetime) -> CodeAsked:
    """Mail a code to the address of the booking, where the number is that of one that needs no password.

    Whatever the number, the answer is the same and costs the same (SECURITY T2, T13): a mail that goes nowhere is
    written and taken back. A number gets five mails a day, and five more by the link in its own mails, so that
    strangers cannot shut the owner out.
    """
    number = folded_number(typed_number)
    found = opened_by_code(number)
    known = found if found and may_be_looked_up(found.starts_at, now) else None
    made = add_code(known.id if known else None, real_now)
    letter = code_letter(made.code, known, now)
    counted = spend(Limit.RESEND_BY_ACCOUNT, f"booking {number}{' by link' if by_link else ''}", now)
    with db.session.begin_nested() as posted:
        notices.post_together(letter)
        audit.record("booking.code_mailed", by=None, subject=f"booking:{known.number if known else number}", now=now)
        if known is None or isinstance(counted, Exceeded):
            posted.rollback()
    return CodeAsked(made.token)


@db.write
def open_by_code(token: str, typed_code: str, *, now: datetime, real_now: datetime) -> Opened | NotOpened:
    """Open the booking where the code fits, is not older than ten minutes and was not tried five times before."""
    code = fold_digits(typed_code)
    booking_id = use_code(token, code if isinstance(code, str) else "", real_now)
    booking = opened_by(booking_id) if booking_id is not None else None
    if booking is None or not may_be_looked_up(booking.starts_at, now):
        return NotOpened()
    by = guest_identity(booking.number)
    audit.record("booking.looked_up", by=by, subject=f"booking:{booking.number}", now=now)
    return Opened(booking.number, bind_guest(booking.id, by_password=True, real_now=real_now))


@db.write
def end_enquiry(token: str) -> None:
    """Forget the browser: 「終了する（この端末から消去）」."""
    release_guest(token)


def _is_open(lock: Lock, now: datetime) -> bool:
    return lock.starts_at is not None and may_be_looked_up(lock.starts_at, now)
