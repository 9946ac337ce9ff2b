"""Which booked sessions no longer fit what the office has set, and what a change does to its times (DESIGN 3.1)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time

from app.booking.rules.slots import closings_in, openings_in, overrides_for, public_grid, seats_on
from app.booking.terms.outside import DayChange, Outside, OutsideWhy
from app.booking.terms.slots import Situation
from app.kernel.calendar import ONE_DAY
from app.kernel.free_times import free_times
from app.kernel.moments import at, day_of, hour_of
from app.kernel.slots import DayFacts, DayTimes, Held, WhyClosed
from app.offices.terms import Closure, ClosureKind, Policy

_OUTSIDE = {
    WhyClosed.CLOSED_DAY: OutsideWhy.CLOSED_DAY,
    WhyClosed.NOT_A_WEEKDAY_OF_THE_OFFICE: OutsideWhy.CLOSED_DAY,
    WhyClosed.CLOSED_BY_OFFICE: OutsideWhy.CLOSED_BY_OFFICE,
}


def why_outside(session: Held, situation: Situation) -> Outside | None:
    """Why a booked session does not fit what is set for its day; None where it does.

    Asked is what the office has set, not whether the time could still be booked.
    """
    day = day_of(session.starts_at)
    policy = situation.policy_on(day)
    slot = next((time for time in times_set(day, situation).times if time.starts_at == session.starts_at), None)
    if policy is None or slot is None:
        return Outside(why=OutsideWhy.NO_SUCH_TIME)
    if slot.why is not None and slot.why.kind in _OUTSIDE:
        return Outside(why=_OUTSIDE[slot.why.kind], text=slot.why.text)
    return None if session.minutes == policy.session_minutes else Outside(why=OutsideWhy.OTHER_LENGTH)


def left_outside(session: Held, situation: Situation) -> Outside | None:
    """Why a booked session waits for the desk: it does not fit, or more are booked at its time than there are seats.

    `situation` must know its day.
    """
    outside = why_outside(session, situation)
    if outside is not None:
        return outside
    day = day_of(session.starts_at)
    over = crowded(situation.on(day).held, seats_on(day, situation)[0])
    return Outside(why=OutsideWhy.MORE_THAN_SEATS) if session in over else None


def crowded(sessions: Iterable[Held], capacity: int) -> tuple[Held, ...]:
    """The sessions at times for which more are booked than `capacity` seats, in order of time."""
    booked = sorted(sessions, key=lambda session: (session.starts_at, session.seat_no))
    starts = {session.starts_at for session in booked}
    moments = [moment for moment in starts if sum(_runs(other, moment) for other in booked) > capacity]
    return tuple(
        session for session in booked if any(session.starts_at <= moment < session.ends_at for moment in moments)
    )


def with_policy(situation: Situation, policy: Policy, since: date) -> Situation:
    """The situation as it would be with `policy` from `since` until the next policy that is planned already."""
    standing = [row for row in situation.policies if row[0] != since]
    before = [(first, min(last or since, since - ONE_DAY), held) for first, last, held in standing if first < since]
    after = [row for row in standing if row[0] > since]
    until = after[0][0] - ONE_DAY if after else None
    return replace(situation, policies=(*before, (since, until, policy), *after))


def changes_of_times(days: Iterable[date], before: Situation, after: Situation) -> tuple[DayChange, ...]:
    """Every day of `days` on which the office's times differ, with what comes and what goes."""
    return tuple(change for day in days if (change := _change(day, before, after)).appearing or change.vanishing)


def _change(day: date, before: Situation, after: Situation) -> DayChange:
    old, new = (_open_starts(day, situation) for situation in (before, after))
    return DayChange(day=day, appearing=tuple(sorted(new - old)), vanishing=tuple(sorted(old - new)))


def _open_starts(day: date, situation: Situation) -> frozenset[datetime]:
    return frozenset(slot.starts_at for slot in times_set(day, situation).times if slot.why is None)


def times_set(day: date, situation: Situation) -> DayTimes:
    """The times of a day as the office has set them: no limit of application, no horizon, nobody's booking."""
    policy = situation.policy_on(day)
    if policy is None:
        return DayTimes(day=day, times=())
    known = situation.on(day)
    facts = DayFacts(
        last_day=day,
        closings=closings_in(known.closures),
        openings=openings_in(known.closures),
        overrides=overrides_for(known.seats),
    )
    eve = at(day - ONE_DAY, time.min)
    return free_times(day, grid=public_grid(policy), facts=facts, calendar=situation.calendar, now=eve)


def _runs(session: Held, moment: datetime) -> bool:
    return session.starts_at <= moment < session.ends_at


def is_shut_by(session: Held, closure: Closure) -> bool:
    """Whether a booked session lies, with any moment of it, in the hours a closure shuts."""
    if closure.kind is not ClosureKind.CLOSED or day_of(session.starts_at) != closure.day:
        return False
    return closure.window is None or closure.window.meets(hour_of(session.starts_at), session.minutes)
