"""What a caller asks the desk to change in a booking, inside somebody's transaction."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType

from app.booking.effects.acts import Taken
from app.booking.effects.addresses import set_address
from app.booking.effects.bookings import change_state
from app.booking.effects.codes import forget_codes_of
from app.booking.effects.completion import still_to_come
from app.booking.effects.guests import release_guests_of
from app.booking.effects.mails import password_fill, post_mails
from app.booking.effects.telling import tell_way_in, withdraw_links
from app.booking.models.bookings import Booking
from app.booking.queries.bookings import appointment_of, message_of
from app.booking.rules.mails import COMPLETION, CONFIRMED_BY_MAIL, ENQUIRY_CODE, PASSWORD, mails_on_withdrawal
from app.booking.terms.changes import ByWhom, Change, Occasion
from app.booking.terms.sessions import ActRefusal
from app.booking.terms.states import BookingState
from app.columns import installed_keys
from app.notices import effects as notices
from app.notices.queries import deliveries_taken
from app.offices.queries import offices

NOTHING_MORE: Mapping[str, object] = MappingProxyType({})


def withdraw(taken: Taken) -> None:
    """Take the booking back: seat and day are free, the person is told (KNG-39).

    No further call is asked for, also on the day itself: this was the call (KNG-40).
    """
    row, now = taken.row, taken.now
    change_state(row, Change(to=BookingState.CANCELLED, at=now, by_whom=ByWhom.STAFF, by_account_id=taken.by), now)
    _post(taken, mails_on_withdrawal(taken.policy), "withdrawn")


def replace_address(taken: Taken, email: str) -> ActRefusal | None:
    """Put a folded address in the place of a wrong one, with a new password (SECURITY T30).

    Whoever got the old password or a code can open nothing any more. What has not gone out to them goes to the new
    address, as far as it is still of use; what has, and without which nobody comes, is told there anew: number and
    enquiry, and the way in (KNG-27, KNG-31, MYK-22).
    """
    row = taken.row
    if email == row.email:
        return ActRefusal.ADDRESS_UNCHANGED
    set_address(row, email, taken.policy.daily_limit, taken.now)
    row.revision += 1
    release_guests_of(row.id)
    forget_codes_of(row.id)
    if taken.policy.enquiry_password:
        row.password_key_id, row.password_nonce = installed_keys().booking_password.current, secrets.token_hex(8)
    told = {each.kind for each in deliveries_taken(row.number)}
    _redirect(taken, f"address:{row.revision}", again=tuple(kind for kind in (COMPLETION,) if kind in told))
    _tell_anew(taken, told)
    return None


def send_again(row: Booking, mail: int, now: datetime) -> bool:
    """Send a mail in trouble once more, to the address the booking has now (SECURITY T30); False where it cannot be."""
    fill = password_fill(appointment_of(row)) if row.password_nonce is not None else None
    return notices.send_again(mail, row.number, now, to=row.email, fill=fill)


def _tell_anew(taken: Taken, told: Collection[str]) -> None:
    """Tell the way in at the new address, as far as the old one could have been told.

    No link that went to the old one counts as a reply.
    """
    row = taken.row
    if row.state == BookingState.AWAITING_REPLY or message_of(row.id) or CONFIRMED_BY_MAIL in told:
        withdraw_links(row, taken.now)
        tell_way_in(row, taken.policy, taken.now)


def _redirect(taken: Taken, cause: str, *, again: tuple[str, ...]) -> None:
    """Send what has not arrived to the new address, the kinds of `again` also where they have gone to the old one.

    Where passwords are used, the new one in any case.
    """
    row = taken.row
    fill = password_fill(appointment_of(row)) if taken.policy.enquiry_password else None
    notices.redirect(row.number, row.email, cause=cause, now=taken.now, fill=fill, but=(PASSWORD, ENQUIRY_CODE))
    kinds = (*again, PASSWORD) if fill is not None else again
    calendar = offices.calendar_of(row.office_id)
    _post(taken, kinds, cause, words=still_to_come(row.starts_at, taken.policy, calendar, taken.now))


def _post(taken: Taken, kinds: tuple[str, ...], cause: str, words: Mapping[str, object] = NOTHING_MORE) -> None:
    row = taken.row
    occasion = Occasion(cause=cause, now=taken.now, words=words)
    post_mails(kinds, appointment_of(row), offices.get_office(row.office_id), taken.policy, occasion)
