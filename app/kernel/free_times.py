"""Free times are computed, never stored: one pure function for picker, form and the press under lock."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from app.kernel.calendar import Calendar
from app.kernel.hours import Window, fits, overlaps
from app.kernel.moments import at, by, day_of
from app.kernel.slots import DayFacts, DayTimes, Grid, Mark, SlotTime, Why, WhyClosed


def free_times(day: date, *, grid: Grid, facts: DayFacts, calendar: Calendar, now: datetime) -> DayTimes:
    """The start times of `day` with mark, free seats and, where shut, why (KNG-13 to KNG-16, MYK-13, KRS-03).

    Offered are only the starts the office has set that lie wholly inside its windows, on its weekdays,
    on open days of `calendar` with official holidays, up to `facts.last_day`, until `facts.closes`.
    An opening overrides the calendar, a closing overrides everything. `now` is aware.
    """
    why = _why_closed_day(day, grid, facts, calendar, now)
    windows = _windows(grid, facts, opened_only=_is_closed_by_plan(day, grid, calendar))
    starts = sorted(start for start in set(grid.starts) if fits(start, grid.session_minutes, windows))
    return DayTimes(
        day=day,
        times=tuple(_slot(day, start, why, grid, facts, now) for start in starts),
        closes=facts.closes,
        why=why,
    )


def _why_closed_day(day: date, grid: Grid, facts: DayFacts, calendar: Calendar, now: datetime) -> Why | None:
    if day < day_of(now):
        return Why(kind=WhyClosed.PAST)
    if day > facts.last_day:
        return Why(kind=WhyClosed.BEYOND_WINDOW)
    if not calendar.is_official(day):
        return Why(kind=WhyClosed.NOT_OFFICIAL)
    return _why_not_open(day, grid, facts, calendar) or _why_too_late(facts, now)


def _why_not_open(day: date, grid: Grid, facts: DayFacts, calendar: Calendar) -> Why | None:
    for closing in facts.closings:
        if closing.window is None:
            return Why(kind=WhyClosed.CLOSED_BY_OFFICE, text=closing.reason)
    if facts.openings:
        return None
    closed = calendar.closed_reason(day)
    if closed is not None:
        return Why(kind=WhyClosed.CLOSED_DAY, closed=closed)
    if day.weekday() not in grid.weekdays:
        return Why(kind=WhyClosed.NOT_A_WEEKDAY_OF_THE_OFFICE)
    return None


def _why_too_late(facts: DayFacts, now: datetime) -> Why | None:
    if facts.closes is None or by(now, facts.closes.value):
        return None
    return Why(kind=WhyClosed.DEADLINE_OVER)


def _is_closed_by_plan(day: date, grid: Grid, calendar: Calendar) -> bool:
    return calendar.knows(day) and (not calendar.is_open(day) or day.weekday() not in grid.weekdays)


def _windows(grid: Grid, facts: DayFacts, *, opened_only: bool) -> tuple[Window, ...]:
    opened = tuple(opening.window for opening in facts.openings if opening.window)
    return opened if opened_only and opened else grid.windows + opened


def _slot(day: date, start: time, why_day: Why | None, grid: Grid, facts: DayFacts, now: datetime) -> SlotTime:
    starts_at = at(day, start)
    ends_at = starts_at + timedelta(minutes=grid.session_minutes)
    why = why_day or _why_closed_time(starts_at, start, grid, facts, now)
    if why is not None:
        return SlotTime(starts_at=starts_at, ends_at=ends_at, mark=Mark.CLOSED, why=why)
    seats, offered = _seats(start, grid, facts)
    free = tuple(_free_seats(starts_at, seats, offered, grid, facts))
    taken = None if free else Why(kind=WhyClosed.TAKEN)
    mark = _mark(len(free), offered)
    return SlotTime(starts_at=starts_at, ends_at=ends_at, mark=mark, free_seats=free, why=taken)


def _why_closed_time(starts_at: datetime, start: time, grid: Grid, facts: DayFacts, now: datetime) -> Why | None:
    if starts_at <= now:
        return Why(kind=WhyClosed.PAST)
    for closing in facts.closings:
        if closing.window is not None and closing.window.meets(start, grid.session_minutes):
            return Why(kind=WhyClosed.CLOSED_BY_OFFICE, text=closing.reason)
    ends_at = starts_at + timedelta(minutes=grid.session_minutes)
    for stop in facts.stops:
        if stop.shuts(starts_at, ends_at, now):
            return Why(kind=WhyClosed.STOPPED, text=stop.reason)
    return Why(kind=WhyClosed.NO_SEATS) if _seats(start, grid, facts)[0] == 0 else None


def _seats(start: time, grid: Grid, facts: DayFacts) -> tuple[int, int]:
    """All seats of a start, and how many of them this audience may take, held ones included."""
    overrides = {override.start: override for override in facts.overrides}
    found = overrides.get(start, overrides.get(None))
    seats = grid.seats if found is None else found.seats
    offered = grid.offered if found is None or found.offered is None else found.offered
    return seats, min(seats, offered)


def _free_seats(starts_at: datetime, seats: int, offered: int, grid: Grid, facts: DayFacts) -> Iterator[int]:
    """Seats no held session overlaps; one held under an older grid or capacity still takes its share."""
    minutes = grid.session_minutes
    held = [seat for seat in facts.held if overlaps(starts_at, minutes, seat.starts_at, seat.minutes)]
    taken = {seat.seat_no for seat in held}
    left = max(offered - len(taken), 0)
    yield from [number for number in range(1, seats + 1) if number not in taken][:left]


def _mark(free: int, offered: int) -> Mark:
    if free == 0:
        return Mark.FULL
    return Mark.FEW if free == 1 and offered > 1 else Mark.FREE
