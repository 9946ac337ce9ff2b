"""A report on the use of pages lets nobody make out a single booking."""

from datetime import date

import pytest

from app.booking.terms.use_log import Cell
from app.desk.rules.use_report import LEAST, month_of, next_month, told


def cells(**bookings: int) -> dict[str, Cell]:
    """Three uses by each of so many bookings."""
    return {hour: Cell(count=3 * many, bookings=many) for hour, many in bookings.items()}


@pytest.mark.rule("MYK-29", "NGS-49", "KRS-35")
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (cells(), {}),
        (cells(nine=LEAST), {"nine": 15}),
        (cells(nine=LEAST - 1), {"nine": None}),
        (cells(nine=1), {"nine": None}),
        (cells(nine=4, ten=4, eleven=9), {"nine": None, "ten": None, "eleven": 27}),
        (cells(nine=4, ten=6, eleven=9), {"nine": None, "ten": None, "eleven": 27}),
        (cells(nine=9, ten=6, eleven=1), {"nine": 27, "ten": None, "eleven": None}),
        (cells(nine=5, ten=6), {"nine": 15, "ten": 18}),
    ],
    ids=[
        "nothing",
        "five bookings",
        "four bookings",
        "one booking",
        "two few ones",
        "one few one takes the next with it",
        "the smallest of the others",
        "nothing few",
    ],
)
def test_a_count_behind_which_few_bookings_stand_is_not_told(given, expected) -> None:
    assert told(given) == expected


def test_many_uses_of_one_booking_are_still_one_booking() -> None:
    assert told({9: Cell(count=400, bookings=1), 10: Cell(count=50, bookings=20), 11: Cell(count=30, bookings=20)}) == {
        9: None,
        10: 50,
        11: None,
    }


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 5, 11), date(2026, 5, 1), date(2026, 5, 31)),
        (date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        (date(2028, 2, 1), date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_a_report_is_of_a_whole_month(day, first, last) -> None:
    assert month_of(day) == (first, last)


def test_after_december_comes_january() -> None:
    assert next_month(date(2026, 12, 1)) == date(2027, 1, 1)
