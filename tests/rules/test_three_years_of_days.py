"""Every day of 2026 to 2028 against an independent computation (plain_calendar.py)."""

from datetime import date, time, timedelta

import pytest

from app.agencies.rules.dates import (
    document_deadline,
    id_free_from,
    mail_address_wait,
    placement_window,
    reapply_from,
    service_open,
)
from app.booking.rules.dates import booking_close, invitation_due, invitation_expected, meeting_info_due, reminder_day
from app.kernel.calendar import Calendar
from app.kernel.holidays import seed_holidays
from app.kernel.moments import at
from app.offices.rules.shipped import shipped_profiles
from app.oversight.rules.dates import overdue, report_reminder, suspension_end
from app.seekers.rules.keeping import kept_until
from tests.rules import plain_calendar as plain

CALENDAR = Calendar(seed_holidays())
DAYS = plain.days()
BEFORE_THE_LAST_MONTHS = [day for day in DAYS if day < date(2028, 6, 1)]


def policy(slug):
    return shipped_profiles()[slug].policy


def differing(computed, expected, days=DAYS):
    """Each day on which the two disagree, with both answers."""
    answers = ((day, computed(day), expected(day)) for day in days)
    return [answer for answer in answers if answer[1] != answer[2]]


def test_the_three_years_are_whole():
    assert (len(DAYS), DAYS[0], DAYS[-1]) == (1096, plain.FIRST, plain.LAST)


@pytest.mark.rule("KNG-13")
def test_open_days():
    assert differing(CALENDAR.is_open, lambda day: not plain.closed(day)) == []


def test_rolling_back_and_forward():
    assert differing(CALENDAR.roll_back, plain.back_to_open) == []
    assert differing(CALENDAR.roll_forward, plain.on_to_open) == []


@pytest.mark.rule("KNG-19", "MYK-12")
@pytest.mark.parametrize("slug, hour", [("kanagawa", time(16)), ("miyakonojo", time(23, 59, 59))])
def test_limits_two_open_days_before(slug, hour):
    ours = policy(slug)
    assert (
        differing(
            lambda day: booking_close(day, ours, CALENDAR).value,
            lambda day: at(plain.second_open_day_before(day), hour),
        )
        == []
    )


@pytest.mark.rule("NGS-15", "KRS-24")
@pytest.mark.parametrize("slug", ["nagasaki_main", "nagasaki_young", "kurashiki_chuo", "kurashiki_wakamono"])
def test_limits_on_the_calendar_day_before(slug):
    ours = policy(slug)
    assert (
        differing(
            lambda day: booking_close(day, ours, CALENDAR).value,
            lambda day: at(plain.yesterday(day), time(23, 59, 59)),
        )
        == []
    )


@pytest.mark.rule("KNG-30", "KNG-32", "KNG-33")
def test_meeting_information_and_reminder():
    ours = policy("kanagawa")
    assert (
        differing(
            lambda day: meeting_info_due(day, ours, CALENDAR).value,
            lambda day: plain.back_to_open(plain.yesterday(day)),
        )
        == []
    )
    assert differing(lambda day: reminder_day(day, ours, CALENDAR).value, plain.yesterday) == []


@pytest.mark.rule("KRS-12")
def test_invitations_expected():
    assert (
        differing(
            lambda day: invitation_expected(day, CALENDAR).value,
            lambda day: plain.on_to_open(plain.tomorrow(day)),
        )
        == []
    )


@pytest.mark.rule("KRS-28")
@pytest.mark.parametrize("days_ahead", [1, 2, 3, 7, 12])
def test_invitations_due(days_ahead):
    ours = policy("kurashiki_wakamono")
    ahead = timedelta(days=days_ahead)
    assert (
        differing(
            lambda day: invitation_due(day + ahead, day, ours, CALENDAR).value,
            lambda day: min(plain.on_to_open(plain.tomorrow(day)), day + ahead - timedelta(days=1)),
        )
        == []
    )


@pytest.mark.rule("AGY-097")
def test_document_deadlines():
    assert (
        differing(
            lambda day: document_deadline(day, CALENDAR).value,
            lambda day: plain.back_to_open(day + timedelta(weeks=2)),
            [day for day in DAYS if day < date(2028, 12, 17)],
        )
        == []
    )


@pytest.mark.rule("AGY-101")
def test_the_third_counted_day_of_waiting():
    def expected(day):
        for _ in range(3):
            day = plain.on_to_open(plain.tomorrow(day))
        return day

    assert differing(lambda day: mail_address_wait(day, CALENDAR).value, expected) == []


@pytest.mark.rule("AGY-082")
def test_the_month_after_a_limit():
    assert (
        differing(
            lambda day: overdue(day, CALENDAR).value,
            lambda day: plain.back_to_open(plain.last_day_of_period(plain.tomorrow(day), 1)),
            [day for day in DAYS if day < date(2028, 11, 30)],
        )
        == []
    )


@pytest.mark.rule("AGY-075")
def test_six_months_of_suspension():
    assert (
        differing(
            lambda day: suspension_end(day, CALENDAR).value,
            lambda day: plain.back_to_open(plain.last_day_of_period(day, 6)),
            BEFORE_THE_LAST_MONTHS,
        )
        == []
    )


@pytest.mark.rule("AGY-023", "AGY-014")
def test_bans_and_kept_addresses_end_without_a_move():
    assert (
        differing(
            lambda day: reapply_from(day, CALENDAR).value,
            lambda day: plain.tomorrow(plain.last_day_of_period(day, 36)),
        )
        == []
    )
    assert (
        differing(
            lambda day: id_free_from(day, CALENDAR).value,
            lambda day: plain.tomorrow(plain.last_day_of_period(plain.tomorrow(day), 60)),
        )
        == []
    )


@pytest.mark.rule("AGY-008")
def test_the_three_months_before_an_application():
    def expected(day):
        year, month = (day.year, day.month - 3) if day.month > 3 else (day.year - 1, day.month + 9)
        return plain.tomorrow(date(year, month, min(day.day, plain.length_of_month(year, month))))

    assert differing(lambda day: placement_window(day, CALENDAR).value, expected) == []


@pytest.mark.rule("AGY-053")
def test_records_not_accepted_are_kept_to_the_end_of_the_second_month_after():
    def expected(day):
        month = plain.month_later(*plain.month_later(day.year, day.month))
        return date(*month, plain.length_of_month(*month))

    assert differing(lambda day: kept_until(day, None, CALENDAR).value, expected) == []


@pytest.mark.rule("AGY-054")
def test_accepted_records_are_kept_for_the_next_fiscal_year():
    def expected(day):
        while (day.month, day.day) != (4, 1):
            day = plain.tomorrow(day)
        return date(day.year + 1, 3, 31)

    answers = differing(
        lambda day: kept_until(day, day, CALENDAR).value,
        lambda day: expected(plain.tomorrow(day)),
    )
    assert answers == []


@pytest.mark.rule("AGY-128", "AGY-129")
@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_the_reminder_goes_out_on_the_third_monday_of_march(year):
    mondays = [day for day in DAYS if (day.year, day.month) == (year, 3) and day.isoweekday() == 1]
    assert report_reminder(year, CALENDAR).value == mondays[2]


@pytest.mark.rule("AGY-119", "AGY-120")
def test_the_service_stops_every_night_and_longer_at_the_end_of_a_month():
    def expected(day):
        last = plain.tomorrow(day).month != day.month
        return [False, False, True, True, not last, not last]

    hours = [time(0), time(5, 59, 59), time(6), time(21, 29, 59), time(21, 30), time(23, 59, 59)]
    assert differing(lambda day: [service_open(at(day, hour)).value for hour in hours], expected) == []
