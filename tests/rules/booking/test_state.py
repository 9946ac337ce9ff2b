"""What time makes of a booking, second by second, and until when it can be taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.booking.rules.state import (
    change_by_time,
    ground_against_withdrawal,
    is_call_asked,
    is_call_still_asked,
    last_enquiry_day,
    may_be_confirmed,
    may_be_looked_up,
    message_view,
    state_at,
)
from app.booking.terms.application import WithdrawalRefusal
from app.booking.terms.changes import ByWhom, Change
from app.booking.terms.states import RELEASED, BookingState, MessageView, StateFacts
from app.kernel.moments import JST
from app.offices.rules.shipped import shipped_profiles
from app.offices.terms import CancelChannel, Channel

KANAGAWA = shipped_profiles()["kanagawa"].policy
START = datetime(2026, 5, 13, 10, tzinfo=JST)
SECOND = timedelta(seconds=1)
TEN = timedelta(minutes=10)
CONFIRMED = StateFacts(state=BookingState.CONFIRMED, starts_at=START, missed_from=START + TEN)
WAITING = replace(CONFIRMED, state=BookingState.AWAITING_REPLY, lapses_from=datetime(2026, 5, 12, tzinfo=JST))


@pytest.mark.rule("KNG-41")
@pytest.mark.parametrize(
    "after, state",
    [
        (timedelta(0), BookingState.CONFIRMED),
        (TEN - SECOND, BookingState.CONFIRMED),
        (TEN, BookingState.DEEMED_CANCELLED),
        (TEN + SECOND, BookingState.DEEMED_CANCELLED),
        (timedelta(days=40), BookingState.DEEMED_CANCELLED),
    ],
)
def test_ten_minutes_without_contact_are_a_cancellation(after: timedelta, state: BookingState) -> None:
    assert state_at(CONFIRMED, START + after) is state


@pytest.mark.rule("KNG-41")
@pytest.mark.parametrize(
    "contact, state",
    [
        (timedelta(minutes=5), BookingState.CONFIRMED),
        (TEN - SECOND, BookingState.CONFIRMED),
        (TEN, BookingState.DEEMED_CANCELLED),
        (-timedelta(hours=2), BookingState.CONFIRMED),
    ],
)
def test_contact_before_the_ten_minutes_are_over_counts_whenever_it_is_entered(
    contact: timedelta, state: BookingState
) -> None:
    facts = replace(CONFIRMED, contacted_at=START + contact)
    assert state_at(facts, START + timedelta(minutes=12)) is state


def test_staff_may_undo_a_no_show() -> None:
    assert state_at(replace(CONFIRMED, excused=True), START + timedelta(hours=3)) is BookingState.CONFIRMED


@pytest.mark.parametrize("state", sorted(set(BookingState) - {BookingState.CONFIRMED}))
def test_only_a_confirmed_booking_can_be_missed(state: BookingState) -> None:
    assert state_at(replace(CONFIRMED, state=state), START + TEN) is state


@pytest.mark.rule("MYK-20")
@pytest.mark.parametrize(
    "moment, state",
    [
        (datetime(2026, 5, 11, 23, 59, 59, tzinfo=JST), BookingState.AWAITING_REPLY),
        (datetime(2026, 5, 12, 0, 0, 0, tzinfo=JST), BookingState.INVALID),
        (datetime(2026, 5, 11, 15, 0, 0, tzinfo=UTC), BookingState.INVALID),
    ],
)
def test_what_is_not_confirmed_in_time_is_invalid(moment: datetime, state: BookingState) -> None:
    assert state_at(WAITING, moment) is state


@pytest.mark.rule("MYK-20", "NGS-15", "KRS-24")
@pytest.mark.parametrize(
    "facts, moment, possible",
    [
        (WAITING, datetime(2026, 5, 11, 23, 59, 59, tzinfo=JST), True),
        (WAITING, datetime(2026, 5, 12, 0, 0, 0, tzinfo=JST), False),
        (WAITING, datetime(2026, 5, 12, 0, 0, 1, tzinfo=JST), False),
        (replace(WAITING, state=BookingState.REQUESTED), datetime(2026, 5, 11, 23, 59, 59, tzinfo=JST), True),
        (replace(WAITING, state=BookingState.REQUESTED), datetime(2026, 5, 12, 0, 0, 0, tzinfo=JST), False),
        (CONFIRMED, datetime(2026, 5, 11, 12, 0, 0, tzinfo=JST), False),
    ],
)
def test_a_booking_is_confirmed_only_while_it_waits_and_before_its_limit(
    facts: StateFacts, moment: datetime, possible: bool
) -> None:
    assert may_be_confirmed(facts, moment) is possible


def test_a_change_knows_when_it_became_true() -> None:
    missed = change_by_time(CONFIRMED, START + timedelta(hours=5))
    lapsed = change_by_time(WAITING, START)
    assert missed
    assert missed.at == START + TEN
    assert lapsed
    assert lapsed.at == WAITING.lapses_from


def test_instant_use_has_no_time_to_miss() -> None:
    assert state_at(replace(CONFIRMED, missed_from=None), START + timedelta(days=1)) is BookingState.CONFIRMED


@pytest.mark.rule("KNG-38")
@pytest.mark.parametrize(
    "moment, refused",
    [
        (START - timedelta(days=2), None),
        (datetime(2026, 5, 13, 9, 59, 59, tzinfo=JST), None),
        (datetime(2026, 5, 13, 10, 0, 0, tzinfo=JST), WithdrawalRefusal.ALREADY_STARTED),
        (datetime(2026, 5, 13, 10, 0, 1, tzinfo=JST), WithdrawalRefusal.ALREADY_STARTED),
    ],
)
def test_a_booking_can_be_withdrawn_until_its_time(moment: datetime, refused: WithdrawalRefusal | None) -> None:
    assert ground_against_withdrawal(CONFIRMED, KANAGAWA, Channel.SITE, moment) is refused


def test_a_second_withdrawal_says_so() -> None:
    again = replace(CONFIRMED, state=BookingState.CANCELLED)
    ground = ground_against_withdrawal(again, KANAGAWA, Channel.SITE, START - TEN)
    assert ground is WithdrawalRefusal.ALREADY_WITHDRAWN


@pytest.mark.parametrize("state", sorted((RELEASED - {BookingState.CANCELLED}) | {BookingState.IN_SESSION}))
def test_what_is_over_or_running_is_not_withdrawn(state: BookingState) -> None:
    over = replace(CONFIRMED, state=state)
    assert ground_against_withdrawal(over, KANAGAWA, Channel.SITE, START - TEN) is WithdrawalRefusal.NOT_LIVE


@pytest.mark.rule("MYK-25")
@pytest.mark.parametrize(
    "channels, booked_by, possible",
    [
        ((CancelChannel.SITE,), Channel.PHONE, True),
        ((CancelChannel.PHONE, CancelChannel.SITE_IF_BOOKED_THERE), Channel.SITE, True),
        ((CancelChannel.PHONE, CancelChannel.SITE_IF_BOOKED_THERE), Channel.PHONE, False),
        ((CancelChannel.PHONE,), Channel.SITE, False),
    ],
)
def test_the_office_says_who_cancels_on_the_site(channels, booked_by: Channel, possible: bool) -> None:
    policy = replace(KANAGAWA, cancel_channels=channels)
    ground = ground_against_withdrawal(CONFIRMED, policy, booked_by, START - TEN)
    assert ground is (None if possible else WithdrawalRefusal.NOT_ON_SITE)


@pytest.mark.rule("MYK-25")
@pytest.mark.parametrize("booked_by, refused", [(Channel.SITE, None), (Channel.PHONE, WithdrawalRefusal.NOT_ON_SITE)])
def test_miyakonojo_takes_back_on_the_site_what_was_booked_there(booked_by: Channel, refused) -> None:
    policy = shipped_profiles()["miyakonojo"].policy
    assert ground_against_withdrawal(CONFIRMED, policy, booked_by, START - TEN) is refused


@pytest.mark.rule("KNG-40")
@pytest.mark.parametrize(
    "moment, asked",
    [
        (datetime(2026, 5, 12, 23, 59, 59, tzinfo=JST), False),
        (datetime(2026, 5, 13, 0, 0, 0, tzinfo=JST), True),
        (datetime(2026, 5, 12, 15, 0, 0, tzinfo=UTC), True),
        (datetime(2026, 5, 13, 9, 59, 59, tzinfo=JST), True),
    ],
)
def test_a_call_is_asked_for_on_the_day_only(moment: datetime, asked: bool) -> None:
    assert is_call_asked(KANAGAWA, START, moment) is asked
    assert not is_call_asked(replace(KANAGAWA, same_day_cancel_call=False), START, moment)
    by = {who: Change(to=BookingState.CANCELLED, at=moment, by_whom=who) for who in ByWhom}
    assert is_call_still_asked(KANAGAWA, START, by[ByWhom.APPLICANT]) is asked
    assert not is_call_still_asked(KANAGAWA, START, by[ByWhom.STAFF])


@pytest.mark.rule("KNG-29")
@pytest.mark.parametrize(
    "moment, possible",
    [
        (datetime(2026, 5, 11, tzinfo=JST), True),
        (datetime(2026, 5, 14, 23, 59, 59, tzinfo=JST), True),
        (datetime(2026, 5, 15, 0, 0, 0, tzinfo=JST), False),
    ],
)
def test_number_and_password_end_the_day_after_the_consultation(moment: datetime, possible: bool) -> None:
    assert may_be_looked_up(START, moment) is possible
    assert last_enquiry_day(START) == date(2026, 5, 14)


@pytest.mark.rule("KNG-31")
@pytest.mark.parametrize(
    "state, entered, view",
    [
        (BookingState.CONFIRMED, False, MessageView.NOT_YET),
        (BookingState.CONFIRMED, True, MessageView.SHOWN),
        (BookingState.IN_SESSION, True, MessageView.SHOWN),
        (BookingState.CANCELLED, True, MessageView.GONE),
        (BookingState.REFUSED, True, MessageView.GONE),
        (BookingState.HELD, True, MessageView.GONE),
    ],
)
def test_the_message_is_for_a_consultation_still_to_be_had(state, entered: bool, view: MessageView) -> None:
    facts = replace(CONFIRMED, state=state)
    assert message_view(facts, entered=entered, now=START - TEN) is view


def test_the_message_is_gone_once_the_booking_is_missed() -> None:
    assert message_view(CONFIRMED, entered=True, now=START + TEN) is MessageView.GONE
