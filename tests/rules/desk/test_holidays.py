"""Which holidays may be changed by hand, and what that changes (DESIGN 4)."""

from datetime import date

import pytest

from app.desk.rules.holidays import is_empty, mark_of, plan_of_wish
from app.desk.terms.holidays import HolidayRefusal, WantedHoliday
from app.kernel.holidays import Holiday, HolidayPlan, seed_holidays

TODAY = date(2026, 5, 11)
TABLE = seed_holidays(2025, 2030)


def plan(day: str, name: str | None, table: tuple[Holiday, ...] = TABLE) -> HolidayPlan | HolidayRefusal:
    """What is answered to a wish."""
    return plan_of_wish(WantedHoliday(day=date.fromisoformat(day), name=name), table, TODAY)


@pytest.mark.parametrize(
    "day, name, ground",
    [
        ("2026-05-10", "特別の日", HolidayRefusal.DAY_OVER),
        ("2026-05-03", None, HolidayRefusal.DAY_OVER),
        ("2031-01-06", "特別の日", HolidayRefusal.BEYOND_TABLE),
        ("2026-05-13", None, HolidayRefusal.NO_HOLIDAY),
        ("2026-11-03", "文化の日", HolidayRefusal.NOTHING_CHANGES),
    ],
)
def test_what_cannot_be_changed(day: str, name: str | None, ground: HolidayRefusal) -> None:
    assert plan(day, name) is ground


def test_no_year_is_left_with_too_few() -> None:
    of_2026 = tuple(each for each in TABLE if each.day.year == 2026)
    assert isinstance(plan("2026-11-03", None, of_2026[-11:]), HolidayPlan)
    assert plan("2026-11-03", None, of_2026[-10:]) is HolidayRefusal.TOO_FEW


@pytest.mark.parametrize("day, official", [("2026-05-11", True), ("2027-12-31", True), ("2028-01-04", False)])
def test_a_new_day_has_the_mark_of_its_year_and_the_announced_end_stays(day: str, official: bool) -> None:
    answer = plan(day, "特別の日")
    assert isinstance(answer, HolidayPlan)
    assert answer.added == (Holiday(day=date.fromisoformat(day), name="特別の日", official=official),)
    assert answer.official_until == date(2027, 12, 31)


def test_a_day_gets_another_name_or_ends() -> None:
    renamed, ended = plan("2026-11-03", "文化と自由の日"), plan("2026-11-03", None)
    assert isinstance(renamed, HolidayPlan)
    assert isinstance(ended, HolidayPlan)
    assert ([each.name for each in renamed.renamed], renamed.added, renamed.removed) == (["文化と自由の日"], (), ())
    assert ([each.name for each in ended.removed], ended.days) == (["文化の日"], ())
    assert mark_of(renamed) != mark_of(ended)
    assert mark_of(ended) == mark_of(plan("2026-11-03", None))  # type: ignore[arg-type]
    assert not is_empty(ended)
