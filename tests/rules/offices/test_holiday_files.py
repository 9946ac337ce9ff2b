"""The file of the Cabinet Office, as it is and as it must not be; what it changes (DESIGN 4)."""

from datetime import date

import pytest

from app.kernel.holidays import Holiday, HolidayFileRefused, seed_holidays
from app.offices.rules.holiday_files import plan_of, read_holidays

HEAD = "国民の祝日・休日月日,国民の祝日・休日名称\r\n"


def file_of(*years: int, drop: tuple[date, ...] = (), add: tuple[tuple[date, str], ...] = ()) -> bytes:
    """A file of these years, as it is published."""
    days = [(each.day, each.name) for year in years for each in seed_holidays(year, year) if each.day not in drop]
    lines = [
        f"{day.year}/{day.month}/{day.day},{'休日' if name in ('振替休日', '国民の休日') else name}\r\n"
        for day, name in sorted([*days, *add])
    ]
    return (HEAD + "".join(lines)).encode("cp932")


TABLE = seed_holidays(2025, 2030)


def test_years_that_were_forecast_become_official() -> None:
    plan = plan_of(TABLE, read_holidays(file_of(2026, 2027, 2028)))
    assert {each.day.year for each in plan.confirmed} == {2028}
    assert (plan.added, plan.removed, plan.renamed) == ((), (), ())
    assert plan.official_until == date(2028, 12, 31)


def test_a_day_that_moved_comes_and_goes() -> None:
    old, new = date(2028, 3, 20), date(2028, 3, 21)
    plan = plan_of(TABLE, read_holidays(file_of(2028, drop=(old,), add=((new, "春分の日"),))))
    assert plan.added == (Holiday(day=new, name="春分の日", official=True),)
    assert [each.day for each in plan.removed] == [old]


def test_years_before_the_table_are_left_out() -> None:
    assert plan_of(TABLE, read_holidays(file_of(2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026))).added == ()


@pytest.mark.parametrize(
    "contents, word",
    [
        (b"", "一つも"),
        ("題\r\n2026-01-01,元日".encode("cp932"), "2行目"),
        ("題\r\n2026/2/30,元日".encode("cp932"), "2行目"),
        ("題\r\n2026/1/1".encode("cp932"), "2行目"),
        ("題\r\n2026/1/1,元日".encode("cp932"), "2026年"),
        ("題\r\n2026/1/1,元".encode("cp932") + b"\x81", "文字コード"),
    ],
)
def test_a_file_that_is_none_is_refused_by_its_line(contents: bytes, word: str) -> None:
    with pytest.raises(HolidayFileRefused, match=word):
        read_holidays(contents)
