"""Dated rows: one is in force, or the question is refused."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.kernel.dated import NothingInForce, SeveralInForce, holds_on, in_force


@dataclass(frozen=True)
class Row:
    in_force_from: date
    in_force_until: date | None
    name: str


OLD = Row(date(2025, 4, 1), date(2026, 3, 31), "old")
NEW = Row(date(2026, 4, 1), None, "new")


@pytest.mark.parametrize(
    "day, name",
    [
        (date(2025, 4, 1), "old"),
        (date(2026, 3, 30), "old"),
        (date(2026, 3, 31), "old"),
        (date(2026, 4, 1), "new"),
        (date(2026, 4, 2), "new"),
        (date(9999, 12, 31), "new"),
    ],
)
@pytest.mark.parametrize("rows", [(OLD, NEW), (NEW, OLD)])
def test_the_row_of_the_day_is_in_force_in_whatever_order_rows_come(rows, day, name):
    assert in_force(rows, day).name == name


@pytest.mark.parametrize(
    "rows, day", [((), date(2026, 1, 1)), ((OLD, NEW), date(2025, 3, 31)), ((OLD,), date(2026, 4, 1))]
)
def test_no_row_is_never_replaced_by_the_nearest(rows, day):
    with pytest.raises(NothingInForce):
        in_force(rows, day)


def test_two_rows_on_one_day_are_refused():
    with pytest.raises(SeveralInForce):
        in_force((OLD, NEW, NEW), date(2026, 4, 1))


def test_a_row_holds_on_its_first_and_last_day():
    assert [
        holds_on(OLD, day) for day in (date(2025, 3, 31), date(2025, 4, 1), date(2026, 3, 31), date(2026, 4, 1))
    ] == [
        False,
        True,
        True,
        False,
    ]
