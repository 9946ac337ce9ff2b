"""Taking a booking back for the office that cannot hold it, inside somebody's transaction (DESIGN 3.1)."""

from app.booking.effects.acts import Taken
from app.booking.effects.bookings import change_state
from app.booking.effects.mails import post_mails
from app.booking.queries.bookings import appointment_of
from app.booking.rules.mails import CALLED_OFF
from app.booking.terms.bookings import ToldBy
from app.booking.terms.changes import ByWhom, Change, Occasion
from app.booking.terms.states import BookingState
from app.offices.queries import offices

REASON = "設定に合わなくなったため、窓口から取り消した"
"""What the history of the booking says; a caller's own withdrawal has no reason."""


def call_off(taken: Taken) -> None:
    """Seat and day are free, and the person is told in the way they chose: by mail, or on their MyPage.

    Nobody is mailed who is told by telephone (NGS-25): whoever presses has called.
    """
    row, now = taken.row, taken.now
    change = Change(to=BookingState.CANCELLED, at=now, by_whom=ByWhom.STAFF, by_account_id=taken.by, reason=REASON)
    change_state(row, change, now)
    if row.told_by == ToldBy.TELEPHONE:
        return
    page = row.account_id if row.told_by == ToldBy.MYPAGE else None
    occasion = Occasion(cause="called_off", now=now, on_page_of=page)
    post_mails((CALLED_OFF,), appointment_of(row), offices.get_office(row.office_id), taken.policy, occasion)


def keep(taken: Taken) -> None:
    """The booking stays as it is; a page from before this knows less, so it may not press any more."""
    taken.row.revision += 1
