"""Which days offices are open, and how to step over the others.

Closed days are those of the Act on Holidays of Administrative Organs (昭和63年法律第91号) art. 1:
Saturdays, Sundays, national holidays, 29 December to 3 January. The calendar never decides in which
direction a limit moves: each rule picks `roll_back`, `roll_forward` or neither and cites its clause.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from app.kernel.holidays import Holiday

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


class ClosedBy(Enum):
    """Why a day is closed; the first that holds is told."""

    HOLIDAY = "holiday"
    YEAR_END = "year_end"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True)
class ClosedReason:
    """Why one day is closed; `name` is the holiday's, else empty."""

    by: ClosedBy
    name: str = ""


class CalendarEnds(Exception):
    """A day was asked for that lies outside the years the holiday rows know."""

    def __init__(self, day: date, first_day: date, last_day: date) -> None:
        super().__init__(f"{day} is not between {first_day} and {last_day}")
        self.day = day
        self.first_day = first_day
        self.last_day = last_day


class Calendar:
    """Open and closed days, from holiday rows.

    Holidays are announced by whole years, so the rows know everything from 1 January of the first
    row's year to 31 December of the last row's; outside, every question raises `CalendarEnds`.
    Without `official_until`, official days end with the year of the last official row.
    """

    def __init__(self, holidays: Iterable[Holiday], official_until: date | None = None) -> None:
        self._holidays = {holiday.day: holiday for holiday in holidays}
        if not self._holidays:
            raise ValueError("A calendar without a single holiday row would call every holiday open.")
        self.first_day = date(min(self._holidays).year, 1, 1)
        self.last_day = date(max(self._holidays).year, 12, 31)
        self.official_until = min(official_until or self._end_of_official_rows(), self.last_day)
        self._closed: dict[date, ClosedReason | None] = {}

    def knows(self, day: date) -> bool:
        """Whether `day` lies inside the years of the rows, so that asking about it does not raise."""
        return self.first_day <= day <= self.last_day

    def closed_reason(self, day: date) -> ClosedReason | None:
        """Why offices are closed on `day`; None when they are open."""
        if not self.knows(day):
            raise CalendarEnds(day, self.first_day, self.last_day)
        if day not in self._closed:  # asked again and again, and the rows never change
            self._closed[day] = self._why_closed(day)
        return self._closed[day]

    def _why_closed(self, day: date) -> ClosedReason | None:
        if day in self._holidays:
            return ClosedReason(ClosedBy.HOLIDAY, self._holidays[day].name)
        if (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3):
            return ClosedReason(ClosedBy.YEAR_END)
        return {SATURDAY: ClosedReason(ClosedBy.SATURDAY), SUNDAY: ClosedReason(ClosedBy.SUNDAY)}.get(day.weekday())

    def is_open(self, day: date) -> bool:
        """Whether `day` is an open day (開庁日, 稼働日, 平日)."""
        return self.closed_reason(day) is None

    def is_official(self, day: date) -> bool:
        """Whether the holidays around `day` are announced and no longer a forecast."""
        return day <= self.official_until

    def open_days_before(self, day: date, count: int) -> date:
        """The `count`-th open day before `day`, which is itself not counted; `count` is 1 or more."""
        return self._nth_open(self._days_before, day, count)

    def open_days_after(self, day: date, count: int) -> date:
        """The `count`-th open day after `day`, which is itself not counted; `count` is 1 or more."""
        return self._nth_open(self._days_after, day, count)

    def next_open_day(self, day: date) -> date:
        """The first open day after `day` (翌開庁日, 翌稼働日)."""
        return self.open_days_after(day, 1)

    def roll_back(self, day: date) -> date:
        """`day` if open, else the nearest open day before it."""
        return day if self.is_open(day) else self.open_days_before(day, 1)

    def roll_forward(self, day: date) -> date:
        """`day` if open, else the nearest open day after it."""
        return day if self.is_open(day) else self.open_days_after(day, 1)

    def _nth_open(self, walk: Callable[[date], Iterator[date]], day: date, count: int) -> date:
        if count < 1:
            raise ValueError("Open days are counted from one.")
        open_days = filter(self.is_open, walk(day))
        return [next(open_days) for _ in range(count)][-1]

    def _days_before(self, day: date) -> Iterator[date]:
        while True:
            day -= ONE_DAY
            yield day

    def _days_after(self, day: date) -> Iterator[date]:
        while True:
            day += ONE_DAY
            yield day

    def _end_of_official_rows(self) -> date:
        official = [day for day, holiday in self._holidays.items() if holiday.official]
        return date(max(official).year, 12, 31) if official else self.first_day - ONE_DAY
