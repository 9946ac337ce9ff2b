"""When an office answers its telephone (KNG-60)."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.kernel.answering import weekdays_off
from app.kernel.calendar import Calendar
from app.kernel.holidays import seed_holidays
from app.offices.rules.contact import answers_at, last_answered
from app.offices.rules.shipped import shipped_profiles

CALENDAR = Calendar(seed_holidays())
POLICY = shipped_profiles()["kanagawa"].policy


@pytest.mark.rule("KNG-60")
@pytest.mark.parametrize(
    "moment, answered",
    [
        ("2026-05-13T08:29:59", False),
        ("2026-05-13T08:30:00", True),
        ("2026-05-13T11:59:59", True),
        ("2026-05-13T12:00:00", False),
        ("2026-05-13T12:30:00", False),
        ("2026-05-13T13:00:00", True),
        ("2026-05-13T17:14:59", True),
        ("2026-05-13T17:15:00", False),
        ("2026-05-06T10:00:00", False),
        ("2026-05-09T10:00:00", False),
        ("2026-12-29T10:00:00", False),
        ("2026-12-28T10:00:00", True),
    ],
)
def test_the_telephone_is_answered_in_its_hours_on_open_days(moment: str, answered: bool) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Asia/Tokyo"))
    assert answers_at(POLICY, CALENDAR, now) is answered


def test_an_office_without_hours_never_answers() -> None:
    now = datetime(2026, 5, 13, 10, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert not answers_at(replace(POLICY, contact_hours=()), CALENDAR, now)


@pytest.mark.rule("KNG-60")
@pytest.mark.parametrize(
    "told, off",
    [
        ({0, 1, 2, 3, 4}, (5, 6)),
        ({1, 3}, (0, 2, 4, 5, 6)),
        ({0, 1, 2, 3, 4, 5}, (5, 6)),
        (set(), (5, 6)),
    ],
)
def test_it_is_not_answered_on_the_days_that_the_office_has_not_set(told: set[int], off: tuple[int, ...]) -> None:
    assert weekdays_off(replace(POLICY, contact_weekdays=frozenset(told))) == off


@pytest.mark.rule("NGS-15", "KRS-24")
@pytest.mark.parametrize(
    "until, last",
    [
        ("2026-05-12T23:59:59", "2026-05-12T17:15:00"),
        ("2026-05-12T17:15:00", "2026-05-12T17:15:00"),
        ("2026-05-12T17:14:59", "2026-05-12T12:00:00"),
        ("2026-05-12T11:59:59", "2026-05-11T17:15:00"),
        ("2026-05-10T23:59:59", "2026-05-08T17:15:00"),
        ("2026-05-06T23:59:59", "2026-05-01T17:15:00"),
        ("2027-01-03T23:59:59", "2026-12-28T17:15:00"),
    ],
)
def test_what_is_booked_by_telephone_is_booked_while_it_is_answered(until: str, last: str) -> None:
    moments = [datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Tokyo")) for text in (until, last)]
    assert last_answered(POLICY, CALENDAR, moments[0]) == moments[1]


def test_an_office_without_hours_has_no_last_call() -> None:
    now = datetime(2026, 5, 13, 10, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert last_answered(replace(POLICY, contact_hours=()), CALENDAR, now) is None
