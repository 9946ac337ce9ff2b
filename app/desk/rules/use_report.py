"""What a report on the use of pages may tell: never the use of single bookings (MYK-29, NGS-49, KRS-35)."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from app.booking.terms.use_log import Cell
from app.desk.terms.use_report import FEW, Told
from app.kernel.calendar import ONE_DAY

LEAST = 5
"""A count is told only where the uses of at least so many bookings are in it."""

Key = TypeVar("Key")


def told(cells: Mapping[Key, Cell]) -> dict[Key, Told]:
    """The counts that may be told; `FEW` for those of fewer than five bookings.

    Where only one would be left out, the next smallest is left out as well: else a total known from elsewhere would
    give it away.
    """
    hidden = {key for key, cell in cells.items() if cell.bookings < LEAST}
    shown = [key for key in cells if key not in hidden]
    if len(hidden) == 1 and shown:
        hidden.add(min(shown, key=lambda key: cells[key].count))
    return {key: FEW if key in hidden else cell.count for key, cell in cells.items()}


def month_of(day: date) -> tuple[date, date]:
    """First and last day of a day's month. Reports are of whole months: two that overlap would tell the difference."""
    first = day.replace(day=1)
    return first, next_month(first) - ONE_DAY


def next_month(first: date) -> date:
    """The first day of the month after."""
    return (first.replace(day=28) + 4 * ONE_DAY).replace(day=1)
