"""Dates are read in every notation people in Japan write."""

from datetime import date

import pytest

from app.kernel.written_dates import read_date

APRIL = date(2026, 4, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2026-04-01",
        "2026/4/1",
        "2026.4.1",
        "2026年4月1日",
        "２０２６年４月１日",
        "２０２６／０４／０１",
        "2026年4月1日（水）",
        "2026年4月1日(水曜日)",
        "20260401",
        "西暦2026年4月1日",
        "令和8年4月1日",
        "令和８年 ４月 １日",
        "令和八年四月一日",
        "R8.4.1",
        "r8/4/1",
        "Ｒ８．４．１",
        "R08-04-01",
        "令8.4.1",
        "二〇二六年四月一日",
        "  2026 / 4 / 1 ",
        "2026－4－1",
        "2026—4—1",
        "2026ー4ー1",
    ],
)
def test_one_day_in_every_notation(written: str) -> None:
    assert read_date(written) == APRIL


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和元年4月30日", None),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("平成33年3月31日", date(2021, 3, 31)),
        ("H31.4.30", date(2019, 4, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("平成元年1月7日", None),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("令和十年十二月三十一日", date(2028, 12, 31)),
        ("令和二十年十一月二日", date(2038, 11, 2)),
        ("令和10年2月29日", date(2028, 2, 29)),
        ("令和8年2月29日", None),
    ],
)
def test_eras_begin_on_their_day_and_count_on(written: str, day: date | None) -> None:
    assert read_date(written) == day


@pytest.mark.parametrize(
    "written",
    [
        "",
        "8.4.1",
        "8年4月1日",
        "26/4/1",
        "2026/4",
        "2026/13/1",
        "2026/4/31",
        "令和0年4月1日",
        "2026-04-01まで",
        "4月1日",
        "二千二十六年四月一日",
        "あした",
        "2026-04-01T10:00",
        "X8.4.1",
        "九九九九九年一月一日",
        "9" * 500,
        "十" * 40 + "年1月1日",
    ],
)
def test_what_is_not_one_day_is_nothing(written: str) -> None:
    assert read_date(written) is None
