"""The page of a booking for whoever holds it: the browser that booked or looked it up, or its account."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Response, make_response, render_template

from app.booking.queries.bookings import find_booking, message_of, withdrawal_of
from app.booking.queries.nominees import nominees_of
from app.booking.queries.sessions import referral_of
from app.booking.rules.dates import invitation_due, meeting_info_due, reminder_day, still_ahead
from app.booking.rules.meeting import opens_at, words_in
from app.booking.rules.state import (
    ground_against_withdrawal,
    is_call_asked,
    is_call_still_asked,
    is_called_off,
    message_view,
    state_at,
)
from app.booking.rules.ways import confirmation_of
from app.booking.terms.bookings import BookingRecord
from app.booking.terms.states import RELEASED, UNDECIDED, BookingState
from app.booking.views.said import sections_of, tool_of
from app.kernel.calendar import Calendar
from app.kernel.moments import day_of
from app.offices.queries import offices
from app.offices.terms import ConfirmationMode, JoinEarly, Office, Policy, RecordingAct

WAITS_FOR = {
    ConfirmationMode.ON_CONFIRMATION_MAIL: "mail",
    ConfirmationMode.ON_USER_REPLY: "reply",
    ConfirmationMode.ARRANGED_BY_STAFF: "arrangement",
    ConfirmationMode.ON_INVITATION_RECEIVED: "invitation",
}
TO_COME = UNDECIDED | {BookingState.CONFIRMED}
OF_A_SCREEN = frozenset({RecordingAct.PHOTO, RecordingAct.SCREENSHOT, RecordingAct.AUDIO, RecordingAct.VIDEO})
ONE_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Entry:
    """Our own way into a consultation that nobody may join early, and what the office adds to it (KRS-13)."""

    is_open: bool
    words: str


def booking_page(number: str, *, opened: bool, by_account: bool, moment: datetime) -> Response:
    """What the holder of a booking sees.

    伝達事項 and own words only where the booking was opened, not where it has just been made (KNG-29, KNG-44).
    """
    booking = find_booking(number)
    if booking is None:
        return not_here()
    page = "booking/booking.html" if opened else "booking/done.html"
    words = whole_context(booking, moment)
    own = _own(booking, words["policy"], moment) if opened else {}
    return make_response(render_template(page, **own, **{**words, "by_account": by_account}))


def _own(booking: BookingRecord, policy: Policy, moment: datetime) -> dict[str, object]:
    """What only the person is shown."""
    message = message_of(booking.id)
    sections = sections_of(booking, policy, nominees_of(booking.office_id, policy, moment))
    rows = [row for part in sections.values() for row in part]
    return {
        "message": message,
        "message_view": message_view(booking.facts, entered=message is not None, now=moment),
        "entry": entry_of(booking, policy, message or "", moment),
        "banned_acts": [act for act in policy.recording_ban if act in OF_A_SCREEN],
        "referral": referral_of(booking.id),
        "said_of": {"open": [row for row in rows if row[1] and row[1] != booking.content]},
    }


def entry_of(booking: BookingRecord, policy: Policy, message: str, moment: datetime) -> Entry | None:
    """The way in by our own link, where the office lets nobody in before the time; None where the address is shown."""
    if policy.join_early is not JoinEarly.FORBIDDEN:
        return None
    return Entry(is_open=opens_at(booking.facts, policy, moment), words=words_in(message))


def not_here() -> Response:
    """The same answer for a booking that is another's and for one that does not exist (DESIGN 3.12)."""
    return make_response(render_template("booking/not_here.html"), 404)


def whole_context(booking: BookingRecord, moment: datetime) -> dict[str, object]:
    """The words of a booking's page, office and policy read for it."""
    office = offices.get_office(booking.office_id)
    policy = offices.policy_in_force(office.id, day_of(booking.starts_at))
    return context(booking, office, policy, offices.calendar_of(office.id), moment)


def context(
    booking: BookingRecord, office: Office, policy: Policy, calendar: Calendar, moment: datetime
) -> dict[str, object]:
    """Everything the pages of a booking speak of, save 伝達事項 and own words."""
    session_day, state = day_of(booking.starts_at), state_at(booking.facts, moment)
    return {
        **_withdrawing(booking, state, policy, moment),
        "booking": booking,
        "state": state,
        "released": state in RELEASED,
        "is_to_come": state in TO_COME,
        "office": office,
        "policy": policy,
        "tool": tool_of(booking, policy),
        "by_account": False,
        "info_due": still_ahead(meeting_info_due(session_day, policy, calendar).value, day_of(moment)),
        "reminder_on": still_ahead(reminder_day(session_day, policy, calendar).value, day_of(moment)),
        **_waiting(booking, policy, calendar, moment),
    }


def _withdrawing(booking: BookingRecord, state: BookingState, policy: Policy, moment: datetime) -> dict[str, object]:
    """Whether the booking may be taken back, or how it was, and whether a call is asked for besides (KNG-40)."""
    withdrawn = withdrawal_of(booking.id) if state is BookingState.CANCELLED else None
    asked = is_call_still_asked(policy, booking.starts_at, withdrawn) if withdrawn else None
    return {
        "called_off": withdrawn is not None and is_called_off(withdrawn),
        "against_withdrawal": ground_against_withdrawal(booking.facts, policy, booking.channel, moment),
        "call_asked": is_call_asked(policy, booking.starts_at, moment) if asked is None else asked,
    }


def _waiting(booking: BookingRecord, policy: Policy, calendar: Calendar, moment: datetime) -> dict[str, object]:
    """What an undecided booking waits for, until when, and by when its invitation is there (KRS-12, KRS-28)."""
    undecided = state_at(booking.facts, moment) in UNDECIDED
    mode = confirmation_of(booking.channel, policy) if undecided else None
    lapses = booking.facts.lapses_from
    return {
        "waits_for": WAITS_FOR.get(mode) if mode else None,
        "last_moment": lapses - ONE_SECOND if lapses else None,
        "invited_by": invitation_due(day_of(booking.starts_at), day_of(booking.applied_at), policy, calendar).value,
    }
