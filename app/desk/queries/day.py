"""A day of an office as the desk sees it: few statements, however many bookings."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from app.booking.queries.dates import meeting_info_due
from app.booking.queries.lines import lines_of_days
from app.booking.queries.outside import outside_of
from app.booking.queries.row_acts import acts_of_line
from app.booking.terms.lines import Line
from app.booking.terms.outside import HeldBooking, Outside
from app.booking.terms.slots import Situation
from app.booking.terms.states import RELEASED, BookingState
from app.desk.queries.notes import with_needs
from app.desk.rules.day import acts_in_row, is_overdue, lack_of, waiting_for
from app.desk.terms.day import DayLine, Lack
from app.kernel.moments import day_of
from app.kernel.steps import Computed
from app.notices import queries as notices
from app.notices.terms import Delivery

AHEAD = frozenset({BookingState.REQUESTED, BookingState.AWAITING_REPLY, BookingState.CONFIRMED})
DueOf = Callable[[date], Computed[date] | None]


def day_lines(situation: Situation, first: date, last: date, now: datetime) -> tuple[DayLine, ...]:
    """The bookings of the days from `first` to `last`, in order of time, each with what is to be said about it.

    `situation` must know these days' closures.
    """
    lines = lines_of_days(situation.office.id, first, last, now)
    return dressed(lines, situation, now, needs=with_needs(line.id for line in lines))


def dressed(
    lines: Collection[Line], situation: Situation, now: datetime, *, needs: Collection[int] = ()
) -> tuple[DayLine, ...]:
    """The lines with what they lack, what is wrong with them and which of their mails did not arrive."""
    troubled = _troubled(lines)
    outside = _outside(lines, situation, now)
    due_of = due_dates(situation)
    plain = (_dressed(line, due_of, outside, troubled, needs, now) for line in lines)
    return tuple(_with_acts(each, situation, now) for each in plain)


def due_dates(situation: Situation) -> DueOf:
    """For a session day, when 伝達事項 must be there; None where no policy says. Each day is computed once."""

    @cache
    def due_of(day: date) -> Computed[date] | None:
        policy = situation.policy_on(day)
        return meeting_info_due(day, policy, situation.calendar) if policy else None

    return due_of


def _dressed(
    line: Line,
    due_of: DueOf,
    outside: dict[int, Outside],
    troubled: dict[str, list[Delivery]],
    needs: Collection[int],
    now: datetime,
) -> DayLine:
    lack = lack_of(line, now)
    due = due_of(day_of(line.starts_at)) if lack is Lack.MEETING_INFO else None
    return DayLine(
        line=line,
        lacks=lack,
        due=due,
        overdue=due is not None and is_overdue(due.value, now),
        waiting=waiting_for(line, now),
        outside=outside.get(line.id),
        troubled=tuple(troubled.get(line.number, ())),
        needs=line.id in needs,
    )


def _with_acts(each: DayLine, situation: Situation, now: datetime) -> DayLine:
    policy = situation.policy_on(day_of(each.line.starts_at))
    acts = acts_in_row(each.line, acts_of_line(each.line, policy, now), now) if policy else ()
    return replace(each, acts=acts)


def _troubled(lines: Iterable[Line]) -> dict[str, list[Delivery]]:
    found: defaultdict[str, list[Delivery]] = defaultdict(list)
    numbers = [line.number for line in lines]
    for delivery in notices.deliveries_in_trouble(numbers) if numbers else ():
        found[delivery.booking_number or ""].append(delivery)
    return found


def _outside(lines: Iterable[Line], situation: Situation, now: datetime) -> dict[int, Outside]:
    """Of the bookings still to come, those that what is set no longer fits; asked once for each time."""
    ahead = [line for line in lines if line.starts_at > now and line.state in AHEAD]
    times = {(line.starts_at, line.minutes): _held(line) for line in ahead}
    found = {
        (each.booking.session.starts_at, each.booking.session.minutes): each.outside
        for each in outside_of(times.values(), situation)
    }
    return {line.id: found[time] for line in ahead if (time := (line.starts_at, line.minutes)) in found}


def _held(line: Line) -> HeldBooking:
    return HeldBooking(id=line.id, number=line.number, session=line.session, name_kana=line.name_kana)


def count_standing(lines: Iterable[DayLine]) -> int:
    """How many of the bookings take place or have taken place: all but those given back."""
    gone = RELEASED | {BookingState.DEEMED_CANCELLED}
    return sum(each.line.state not in gone for each in lines)
