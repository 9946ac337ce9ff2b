"""Who looked at what, by person: counts, odd hours, persons looked at too often (SECURITY T31)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.desk.rules.looks import is_at_work, lookers
from app.desk.terms.looks import OFTEN, Look, LookKind
from app.kernel.calendar import Calendar
from app.kernel.holidays import Holiday
from app.kernel.moments import JST
from app.offices.rules.shipped import shipped_profiles

START = datetime(2026, 5, 11, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def look(account=1, kind=LookKind.VIEW, *, number="A", minute=0, reason=""):
    """A look of somebody."""
    return Look(account_id=account, kind=kind, at=START + minute * MINUTE, number=number, reason=reason)


def always(_moment):
    """No hour is odd."""
    return True


def test_every_kind_of_look_is_counted_by_person():
    first = [
        look(minute=1),
        look(minute=3),
        look(number="B"),
        look(kind=LookKind.PRINT),
        look(kind=LookKind.DAY, number=""),
    ]
    named = [look(2, LookKind.SEARCH, number="", reason=why) for why in ("call", "duty", "call")]
    one, two = lookers([*named, *first], always)
    assert (one.account_id, one.looks, one.prints, one.days) == (1, 4, 1, 1)
    assert [(seen.number, seen.looks, seen.last) for seen in one.bookings] == [
        ("A", 3, START + 3 * MINUTE),
        ("B", 1, START),
    ]
    assert (two.account_id, two.looks, two.bookings, two.searches) == (2, 0, (), (("call", 2), ("duty", 1)))


@pytest.mark.parametrize(("looks", "often"), [(OFTEN - 1, 0), (OFTEN, 0), (OFTEN + 1, 1)])
def test_a_person_is_marked_from_more_than_so_many_looks_of_one(looks, often):
    (found,) = lookers([look(minute=n) for n in range(looks)], always)
    assert found.often == often
    shared = lookers([look(account, minute=n) for account in (1, 2) for n in range(OFTEN)], always)
    assert [each.often for each in shared] == [0, 0]


def test_odd_hours_are_counted_for_the_person_and_for_the_booking():
    (found,) = lookers([look(minute=n) for n in range(4)], lambda moment: moment < START + 3 * MINUTE)
    assert (found.out_of_hours, found.bookings[0].out_of_hours) == (1, 1)


@pytest.mark.parametrize(
    ("moment", "at_work"),
    [
        ("2026-05-13T08:29:59", False),
        ("2026-05-13T08:30:00", True),
        ("2026-05-13T12:30:00", True),
        ("2026-05-13T17:14:59", True),
        ("2026-05-13T17:15:00", False),
        ("2026-05-16T10:00:00", False),
        ("2026-05-06T10:00:00", False),
    ],
)
def test_work_is_from_the_first_to_the_last_hour_of_the_telephone_on_open_days(moment, at_work):
    policy = shipped_profiles()["kanagawa"].policy
    known = Calendar(
        [
            Holiday(day=datetime(year, 5, 6, tzinfo=JST).date(), name="休日", official=True)
            for year in (2025, 2026, 2027)
        ]
    )
    asked = datetime.fromisoformat(moment).replace(tzinfo=JST)
    assert is_at_work(policy, known, asked) is at_work
    assert is_at_work(replace(policy, contact_hours=()), known, asked)
