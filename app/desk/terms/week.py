"""A week by counselor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.booking.terms.lines import Line


@dataclass(frozen=True, kw_only=True)
class WeekRow:
    """The bookings of one counselor by day; `account_id` None stands for those nobody is down for."""

    account_id: int | None
    by_day: Mapping[date, tuple[Line, ...]]
    on_duty: frozenset[date]
