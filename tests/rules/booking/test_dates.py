"""The dates of a booking by policy values: boundaries in threes, and no office has a name in a rule."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.booking.rules.dates import (
    booking_close,
    booking_window_end,
    deemed_cancelled_at,
    invitation_due,
    meeting_info_due,
    reminder_day,
    unconfirmed_from,
)
from app.kernel.calendar import Calendar, CalendarEnds
from app.kernel.holidays import seed_holidays
from app.kernel.moments import JST, at, by
from app.kernel.steps import StepKind
from app.offices.rules.shipped import shipped_profiles
from app.offices.terms import LeadKind, MeetingInfoMail, Reminder

CALENDAR = Calendar(seed_holidays())
KANAGAWA = shipped_profiles()["kanagawa"].policy
NAGASAKI = shipped_profiles()["nagasaki_main"].policy
KURASHIKI = shipped_profiles()["kurashiki_chuo"].policy
session_days = st.dates(date(2026, 1, 10), date(2027, 12, 31))


def in_time(now, session_day, policy):
    return by(now, booking_close(session_day, policy, CALENDAR).value)


@pytest.mark.rule("KNG-19")
@pytest.mark.parametrize(
    "now, accepted",
    [
        (datetime(2026, 5, 8, 23, 59, 59, tzinfo=JST), True),
        (datetime(2026, 5, 11, 15, 59, 59, tzinfo=JST), True),
        (datetime(2026, 5, 11, 16, 0, 0, tzinfo=JST), True),
        (datetime(2026, 5, 11, 16, 0, 0, 999_999, tzinfo=JST), True),
        (datetime(2026, 5, 11, 16, 0, 1, tzinfo=JST), False),
        (datetime(2026, 5, 11, 7, 0, 0, tzinfo=UTC), True),
        (datetime(2026, 5, 11, 7, 0, 1, tzinfo=UTC), False),
        (datetime(2026, 5, 12, 9, 0, 0, tzinfo=JST), False),
    ],
)
def test_four_o_clock_itself_is_in_time_and_one_second_later_is_not(now, accepted):
    assert in_time(now, date(2026, 5, 13), KANAGAWA) is accepted


@pytest.mark.rule("NGS-15", "KRS-24")
@pytest.mark.parametrize("policy", [NAGASAKI, KURASHIKI])
@pytest.mark.parametrize(
    "now, accepted",
    [
        (datetime(2026, 5, 12, 23, 59, 59, tzinfo=JST), True),
        (datetime(2026, 5, 12, 14, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 5, 13, 0, 0, 0, tzinfo=JST), False),
        (datetime(2026, 5, 13, 9, 0, 0, tzinfo=JST), False),
    ],
)
def test_the_day_before_counts_to_its_last_second_in_japan(policy, now, accepted):
    assert in_time(now, date(2026, 5, 13), policy) is accepted


@pytest.mark.rule("MYK-20")
def test_what_is_unconfirmed_lapses_in_the_second_after_the_limit():
    policy = shipped_profiles()["miyakonojo"].policy
    limit = booking_close(date(2026, 5, 13), policy, CALENDAR).value
    lapsed = unconfirmed_from(date(2026, 5, 13), policy, CALENDAR).value
    assert lapsed - limit == timedelta(seconds=1)
    assert not by(lapsed, limit)


@pytest.mark.rule("KNG-41", "MYK-26", "NGS-38")
@pytest.mark.rule("KRS-32")
@pytest.mark.parametrize("slug", shipped_profiles())
def test_ten_minutes_after_the_start_nobody_is_waited_for(slug):
    starts_at = at(date(2026, 5, 13), time(10))
    assert deemed_cancelled_at(starts_at, shipped_profiles()[slug].policy) == at(date(2026, 5, 13), time(10, 10))


@pytest.mark.parametrize(
    "kind, days, cutoff, limit",
    [
        (LeadKind.OPEN_DAYS, 1, time(16), datetime(2026, 5, 1, 16, tzinfo=JST)),
        (LeadKind.OPEN_DAYS, 3, time(12), datetime(2026, 4, 28, 12, tzinfo=JST)),
        (LeadKind.CALENDAR_DAYS, 1, time(17), datetime(2026, 5, 6, 17, tzinfo=JST)),
        (LeadKind.CALENDAR_DAYS, 3, time(12), datetime(2026, 5, 4, 12, tzinfo=JST)),
    ],
)
def test_any_lead_an_office_sets_is_followed(kind, days, cutoff, limit):
    eighth = replace(KANAGAWA, lead_kind=kind, lead_days=days, lead_cutoff=cutoff)
    assert booking_close(date(2026, 5, 7), eighth, CALENDAR).value == limit


@pytest.mark.rule("KNG-32")
def test_an_office_that_sends_reminders_sends_them_the_day_before_and_others_never():
    assert reminder_day(date(2026, 5, 11), KANAGAWA, CALENDAR).value == date(2026, 5, 10)
    assert reminder_day(date(2026, 5, 11), replace(KANAGAWA, reminder=Reminder.NONE), CALENDAR).value is None


@pytest.mark.rule("KRS-28")
@pytest.mark.parametrize(
    "applied, due",
    [
        (date(2026, 6, 10), date(2026, 6, 11)),
        (date(2026, 6, 11), date(2026, 6, 12)),
        (date(2026, 6, 12), date(2026, 6, 14)),
        (date(2026, 6, 13), date(2026, 6, 14)),
        (date(2026, 6, 14), date(2026, 6, 14)),
    ],
)
def test_the_earlier_of_both_limits_of_an_invitation_is_taken(applied, due):
    assert invitation_due(date(2026, 6, 15), applied, KURASHIKI, CALENDAR).value == due


@pytest.mark.parametrize("way", [MeetingInfoMail.BY_PREVIOUS_OPEN_DAY, MeetingInfoMail.IN_CONFIRMATION_MAIL])
def test_an_office_without_invitations_has_no_date_for_them(way):
    policy = replace(KURASHIKI, meeting_info_mail=way)
    answer = invitation_due(date(2026, 6, 15), date(2026, 6, 1), policy, CALENDAR)
    assert answer.value is None
    assert [step.kind for step in answer.steps] == [StepKind.NONE_SET]


def test_a_closed_session_day_says_so_among_the_steps():
    steps = meeting_info_due(date(2026, 5, 9), KANAGAWA, CALENDAR).steps
    assert [step.kind for step in steps][:2] == [StepKind.SESSION_DAY, StepKind.SESSION_DAY_CLOSED]


@pytest.mark.parametrize(
    "today, horizon, last",
    [
        (date(2026, 5, 11), 60, date(2026, 7, 10)),
        (date(2027, 12, 1), 30, date(2027, 12, 31)),
        (date(2027, 12, 1), 31, date(2027, 12, 31)),
        (date(2028, 1, 4), 60, date(2027, 12, 31)),
    ],
)
def test_the_booking_window_never_passes_the_official_holidays(today, horizon, last):
    assert booking_window_end(today, replace(KANAGAWA, horizon_days=horizon), CALENDAR) == last


def test_past_the_last_holiday_row_a_limit_is_refused():
    with pytest.raises(CalendarEnds):
        booking_close(date(2041, 5, 13), NAGASAKI, CALENDAR)


@given(session_day=session_days, policy=st.sampled_from([KANAGAWA, NAGASAKI, KURASHIKI]))
def test_a_limit_lies_before_its_session_day_and_grows_with_it(session_day, policy):
    limit = booking_close(session_day, policy, CALENDAR).value
    assert limit < at(session_day, time.min)
    assert limit <= booking_close(session_day + timedelta(days=1), policy, CALENDAR).value


@given(session_day=session_days)
def test_information_and_reminder_come_after_the_limit_of_two_open_days(session_day):
    limit = booking_close(session_day, KANAGAWA, CALENDAR).value.date()
    info = meeting_info_due(session_day, KANAGAWA, CALENDAR).value
    reminder = reminder_day(session_day, KANAGAWA, CALENDAR).value
    assert limit < info <= reminder < session_day
