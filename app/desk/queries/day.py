"""A day of an office as the desk sees it: few statements, however many bookings."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from functools import cache

from app.booking.queries.dates import confirmation_day, exception_until, invitation_due, meeting_info_due
from app.booking.queries.lines import ids_of_days, lines_of_days, numbers_of_days
from app.booking.queries.row_acts import open_acts_of_line
from app.booking.terms.lines import Line
from app.booking.terms.slots import Situation
from app.booking.terms.states import RELEASED, BookingState
from app.desk.queries.exceptions import Decided, decided, outside_among
from app.desk.queries.notes import with_needs
from app.desk.rules.day import acts_in_row, is_overdue, lack_of, waiting_for
from app.desk.terms.day import DayLine, Lack, SessionDay
from app.kernel.moments import day_of
from app.kernel.steps import Computed
from app.notices import queries as notices
from app.notices.terms import Delivery


def day_lines(situation: Situation, first: date, last: date, now: datetime) -> tuple[DayLine, ...]:
    """The bookings of the days from `first` to `last`, in order of time, each with what is to be said about it.

    `situation` must know these days' closures.
    """
    asked = (situation.office.id, first, last)
    troubled = notices.deliveries_in_trouble(numbers_of_days(*asked))
    needs = with_needs(ids_of_days(*asked))
    return dressed(lines_of_days(*asked, now), situation, now, needs=needs, troubled=troubled)


def dressed(
    lines: Collection[Line],
    situation: Situation,
    now: datetime,
    *,
    needs: Collection[int] = (),
    troubled: Iterable[Delivery] = (),
    seats: bool = False,
) -> tuple[DayLine, ...]:
    """The lines with what they lack and what is wrong with them; `troubled` are mails that did not arrive.

    With `seats` it is asked as well whether more are booked than there are seats.
    """
    of_day, mails = session_days(situation, now), _by_number(troubled)
    outside = decided(outside_among(lines, situation, now, seats=seats))
    return tuple(_dressed(line, of_day(day_of(line.starts_at)), outside, mails, needs, now) for line in lines)


def session_days(situation: Situation, now: datetime) -> Callable[[date], SessionDay]:
    """For a day, what its bookings share; each day is computed once."""

    @cache
    def of_day(day: date) -> SessionDay:
        policy = situation.policy_on(day)
        if policy is None:
            return SessionDay()
        due = meeting_info_due(day, policy, situation.calendar)
        return SessionDay(policy=policy, calendar=situation.calendar, due=due, overdue=is_overdue(due.value, now))

    return of_day


def _dressed(
    line: Line,
    day: SessionDay,
    outside: Decided,
    troubled: dict[str, list[Delivery]],
    needs: Collection[int],
    now: datetime,
) -> DayLine:
    lack = lack_of(line, now)
    due = due_of(line, lack, day)
    left, kept = outside.get(line.id, (None, None))
    return DayLine(
        line=line,
        lacks=lack,
        due=due,
        overdue=due is not None and is_overdue(due.value, now),
        waiting=waiting_for(line, now),
        outside=left,
        kept=kept,
        troubled=tuple(troubled.get(line.number, ())),
        needs=line.id in needs,
        acts=open_acts_of_line(acts_in_row(line, now), line, day.policy, now) if day.policy else (),
    )


def due_of(line: Line, lack: Lack | None, day: SessionDay) -> Computed[date] | None:
    """By when what a line lacks must be there, with the steps; None where nothing presses.

    The URL by the day's own limit (KNG-30), an invitation by when one may wait for it (KRS-28, NGS-22), a reply by the
    limit of the booking (MYK-20). What was taken after that limit waits until its own.
    """
    if day.policy is None or day.calendar is None or lack in (None, Lack.OUTCOME, Lack.ANSWER):
        return None
    session_day = day_of(line.starts_at)
    if lack in (Lack.REPLY, Lack.INVITATION) and line.facts.lapses_from == line.starts_at:
        return exception_until(line.starts_at)
    if lack is Lack.REPLY:
        return confirmation_day(session_day, day.policy, day.calendar)
    if lack is Lack.INVITATION and line.applied_at is not None:
        found = invitation_due(session_day, day_of(line.applied_at), day.policy, day.calendar)
        return Computed(found.value, found.rule, found.steps) if found.value else day.due
    return day.due


def _by_number(deliveries: Iterable[Delivery]) -> dict[str, list[Delivery]]:
    found: defaultdict[str, list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        found[delivery.booking_number or ""].append(delivery)
    return found


def count_standing(lines: Iterable[DayLine]) -> int:
    """How many of the bookings take place or have taken place: all but those given back."""
    gone = RELEASED | {BookingState.DEEMED_CANCELLED}
    return sum(each.line.state not in gone for each in lines)
