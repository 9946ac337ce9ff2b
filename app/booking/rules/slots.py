"""Free times of an office as the public sees them: its policy and what else is known, handed to the kernel."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.booking.rules.dates import booking_close, booking_window_end
from app.booking.rules.intake import may_waive
from app.booking.terms.slots import DaySeats, DaySituation, Situation
from app.kernel.calendar import Calendar, CalendarEnds
from app.kernel.free_times import free_times
from app.kernel.moments import day_of
from app.kernel.slots import Closing, DayFacts, DayTimes, Grid, Opening, SeatOverride, SlotTime
from app.kernel.steps import Computed
from app.offices.terms import Closure, ClosureKind, Policy

DAYS_OF_WEEK = 7
MARGIN = 2 * DAYS_OF_WEEK
NEAREST = 5


def public_grid(policy: Policy) -> Grid:
    """The grid with the seats that the public may take; seat numbers run over the whole capacity (DESIGN 3.1)."""
    return Grid(
        session_minutes=policy.session_minutes,
        weekdays=policy.weekdays,
        windows=policy.windows,
        starts=policy.slot_starts,
        seats=policy.capacity,
        offered=policy.public_capacity,
    )


def times_of_day(day: date, situation: Situation, now: datetime, *, every_seat: bool = False) -> DayTimes:
    """The times of `day` with marks and reasons (KNG-13 to KNG-16, KNG-19); a day without a policy has none.

    With `every_seat` those the site may not take count as well, as where one books by telephone alone.
    """
    policy = situation.policy_on(day)
    if policy is None:
        return DayTimes(day=day, times=())
    known = situation.on(day)
    facts, grid = _facts(day, known, policy, situation.calendar, now), public_grid(policy)
    if every_seat:
        facts = replace(facts, overrides=overrides_for(known.seats, desk=True))
        grid = replace(grid, offered=policy.capacity)
    return free_times(day, grid=grid, facts=facts, calendar=situation.calendar, now=now)


def desk_times_of_day(day: date, situation: Situation, now: datetime) -> DayTimes:
    """The same as staff may give them to a caller: every seat, and a time whose limit is over where it may be waived.

    `closes` still tells the limit (KNG-19); waiving it takes a reason (Q-02).
    """
    policy = situation.policy_on(day)
    if policy is None:
        return DayTimes(day=day, times=())
    known = situation.on(day)
    facts = replace(
        _facts(day, known, policy, situation.calendar, now), overrides=overrides_for(known.seats, desk=True)
    )
    grid = replace(public_grid(policy), offered=policy.capacity)
    asked = replace(facts, closes=None) if may_waive(policy) else facts
    return replace(free_times(day, grid=grid, facts=asked, calendar=situation.calendar, now=now), closes=facts.closes)


def slot_at(starts_at: datetime, situation: Situation, now: datetime) -> SlotTime | None:
    """The time that begins at `starts_at`; None where the office has set none there (KNG-15)."""
    times = times_of_day(day_of(starts_at), situation, now).times
    return next((time for time in times if time.starts_at == starts_at), None)


def week_of(day: date) -> tuple[date, ...]:
    """The seven days of the week of `day`, from Monday."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=number) for number in range(DAYS_OF_WEEK))


def window_of(situation: Situation, now: datetime) -> tuple[date, date]:
    """The first and last day that may be looked through for a free time."""
    today = day_of(now)
    policy = situation.policy_on(today)
    return today, max(booking_window_end(today, policy, situation.calendar), today) if policy else today


def first_free(days: Iterable[date], situation: Situation, now: datetime) -> SlotTime | None:
    """The earliest free time of `days`, which come in order."""
    return next(_free(days, situation, now), None)


def nearest_free(wanted: datetime, days: Iterable[date], situation: Situation, now: datetime) -> tuple[SlotTime, ...]:
    """The five free times nearest to `wanted`, in order of time (DESIGN 3.1, SECURITY R3)."""
    nearest = sorted(_free(days, situation, now), key=lambda time: abs(time.starts_at - wanted))[:NEAREST]
    return tuple(sorted(nearest, key=lambda time: time.starts_at))


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every day from `first` to `last`, both included."""
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def is_shown(day: date, calendar: Calendar) -> bool:
    """Whether the calendar knows the whole week of `day` and what is counted back from it."""
    margin = timedelta(days=MARGIN)
    return calendar.first_day + margin <= day <= calendar.last_day - margin


def closings_in(closures: Iterable[Closure]) -> tuple[Closing, ...]:
    """The hours and days shut among the closures of a day."""
    shut = (closure for closure in closures if closure.kind is ClosureKind.CLOSED)
    return tuple(Closing(reason=closure.reason, window=closure.window) for closure in shut)


def openings_in(closures: Iterable[Closure]) -> tuple[Opening, ...]:
    """The hours opened by exception among the closures of a day."""
    opened = (closure for closure in closures if closure.kind is ClosureKind.EXTRA_OPEN)
    return tuple(Opening(reason=closure.reason, window=closure.window) for closure in opened)


def overrides_for(seats: DaySeats | None, *, desk: bool = False) -> tuple[SeatOverride, ...]:
    """The seats of a day that has its own number of them, as the public may take them, or with `desk` all."""
    if seats is None:
        return ()
    return (SeatOverride(seats=seats.capacity, offered=seats.capacity if desk else seats.public_capacity),)


def seats_on(day: date, situation: Situation) -> tuple[int, int]:
    """How many seats `day` has, and how many of them the public may take; none without a policy."""
    own, policy = situation.on(day).seats, situation.policy_on(day)
    if policy is None:
        return 0, 0
    capacity, public = (own or policy).capacity, (own or policy).public_capacity
    return capacity, min(capacity, public)


def _free(days: Iterable[date], situation: Situation, now: datetime) -> Iterator[SlotTime]:
    for day in days:
        yield from (time for time in times_of_day(day, situation, now).times if time.is_free)


def _facts(day: date, known: DaySituation, policy: Policy, calendar: Calendar, now: datetime) -> DayFacts:
    return DayFacts(
        last_day=booking_window_end(day_of(now), policy, calendar),
        closes=_close(day, policy, calendar),
        closings=closings_in(known.closures),
        openings=openings_in(known.closures),
        stops=known.stops,
        overrides=overrides_for(known.seats),
        held=known.held,
    )


def _close(day: date, policy: Policy, calendar: Calendar) -> Computed[datetime] | None:
    """The last moment for the day; None before the first day the calendar can count back from."""
    try:
        return booking_close(day, policy, calendar)
    except CalendarEnds:
        return None
