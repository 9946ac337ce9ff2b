"""What time alone makes of a booking, and what may still be done with it."""

from datetime import date, datetime, timedelta
from typing import TypeGuard

from app.booking.terms.application import WithdrawalRefusal
from app.booking.terms.changes import ByWhom, Change
from app.booking.terms.states import UNDECIDED, WITHDRAWABLE, BookingState, MessageView, StateChange, StateFacts
from app.kernel.moments import day_of
from app.offices.terms import CancelChannel, CancelCutoff, Channel, Policy

ONE_DAY = timedelta(days=1)


def state_at(facts: StateFacts, now: datetime) -> BookingState:
    """The state of a booking at `now`, whether or not a routine has written it down (DESIGN 3.8)."""
    change = change_by_time(facts, now)
    return change.state if change else facts.state


def change_by_time(facts: StateFacts, now: datetime) -> StateChange | None:
    """The change that time has brought about by `now` and that is not yet in `facts`.

    A confirmed booking is deemed cancelled ten minutes after its start (`dates.deemed_cancelled_at`), if nobody was
    admitted or in contact before that (KNG-41, Q-53); an undecided one is invalid once its limit is over (MYK-20).
    """
    if facts.state in UNDECIDED and _reached(facts.lapses_from, now):
        return StateChange(state=BookingState.INVALID, at=facts.lapses_from)
    if facts.state is BookingState.CONFIRMED and _reached(facts.missed_from, now) and not _is_present(facts):
        return StateChange(state=BookingState.DEEMED_CANCELLED, at=facts.missed_from)
    return None


def may_be_confirmed(facts: StateFacts, at: datetime) -> bool:
    """Whether a booking may be confirmed as of `at`: while it waits, and before its limit (MYK-20, NGS-15, KRS-24)."""
    return facts.state in UNDECIDED and not _reached(facts.lapses_from, at)


def ground_against_withdrawal(
    facts: StateFacts, policy: Policy, channel: Channel, now: datetime
) -> WithdrawalRefusal | None:
    """Why the applicant may not withdraw on the site at `now`; None where it works.

    Possible until the booked time, its first second excluded, where the office has set that end (KNG-38); only where
    the office lets people cancel on the site, or, for some, where the booking was made there (MYK-25).
    """
    if facts.state is BookingState.CANCELLED:
        return WithdrawalRefusal.ALREADY_WITHDRAWN
    if not _cancels_on_site(policy, channel):
        return WithdrawalRefusal.NOT_ON_SITE
    if policy.cancel_cutoff is CancelCutoff.UNTIL_START and now >= facts.starts_at:
        return WithdrawalRefusal.ALREADY_STARTED
    return None if state_at(facts, now) in WITHDRAWABLE else WithdrawalRefusal.NOT_LIVE


def is_call_asked(policy: Policy, starts_at: datetime, now: datetime) -> bool:
    """Whether a withdrawal at `now` asks for a telephone call as well: on the consultation day (KNG-40, Q-09)."""
    return policy.same_day_cancel_call and day_of(now) == day_of(starts_at)


def is_call_still_asked(policy: Policy, starts_at: datetime, withdrawn: Change) -> bool:
    """Whether a booking that was taken back still asks for a call: as its withdrawal on the site did (KNG-40).

    However late that is read; a booking taken back by telephone has had its call.
    """
    return withdrawn.by_whom is ByWhom.APPLICANT and is_call_asked(policy, starts_at, withdrawn.at)


def is_called_off(withdrawn: Change) -> bool:
    """Whether the office took the booking back for itself: it then says why, as no caller has to."""
    return withdrawn.by_whom is ByWhom.STAFF and withdrawn.reason is not None


def last_enquiry_day(starts_at: datetime) -> date:
    """The last day on which number and password open a booking: the day after the consultation (SECURITY R1)."""
    return day_of(starts_at) + ONE_DAY


def may_be_looked_up(starts_at: datetime, now: datetime) -> bool:
    """Whether the enquiry is still open at `now` (KNG-29)."""
    return day_of(now) <= last_enquiry_day(starts_at)


def message_view(facts: StateFacts, *, entered: bool, now: datetime) -> MessageView:
    """What the applicant sees of 伝達事項: the URL belongs to a consultation still to be had (KNG-31, KNG-34)."""
    if state_at(facts, now) not in {BookingState.REQUESTED, BookingState.CONFIRMED, BookingState.IN_SESSION}:
        return MessageView.GONE
    return MessageView.SHOWN if entered else MessageView.NOT_YET


def _cancels_on_site(policy: Policy, channel: Channel) -> bool:
    if CancelChannel.SITE in policy.cancel_channels:
        return True
    return CancelChannel.SITE_IF_BOOKED_THERE in policy.cancel_channels and channel is Channel.SITE


def _reached(moment: datetime | None, now: datetime) -> TypeGuard[datetime]:
    return moment is not None and moment <= now


def _is_present(facts: StateFacts) -> bool:
    if facts.contacted_at is None or facts.missed_from is None:
        return facts.excused
    return facts.excused or facts.contacted_at < facts.missed_from
