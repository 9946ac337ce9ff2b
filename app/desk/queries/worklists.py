"""What an office has to see to, gathered list by list."""

from datetime import date, datetime, timedelta

from app.booking.queries.lines import (
    banned_with,
    lines_missed,
    lines_numbered,
    lines_of_days,
    lines_without_message,
    lines_without_outcome,
)
from app.booking.terms.lines import Line
from app.booking.terms.slots import Situation
from app.booking.terms.states import UNDECIDED, BookingState
from app.desk.queries.day import dressed, session_days
from app.desk.terms.day import DayLine, Lack
from app.desk.terms.worklists import MISSED_DAYS, InTrouble, Worklists
from app.kernel.moments import day_of
from app.notices import queries as notices

HOLDING = UNDECIDED | {BookingState.CONFIRMED}


def worklists_of(situation: Situation, until: date, now: datetime) -> Worklists:
    """Every list of the office; `situation` must know the days from today to `until`."""
    office_id = situation.office.id
    coming = [
        line for line in lines_of_days(office_id, day_of(now), until, now) if line.starts_at > now and _holds(line)
    ]
    outside = [each for each in dressed(coming, situation, now, seats=True) if each.outside]
    missed = lines_missed(office_id, now - timedelta(days=MISSED_DAYS), now)
    return Worklists(
        without_url=without_url(situation, now),
        outside=tuple(each for each in outside if not each.kept),
        kept=tuple(each for each in outside if each.kept),
        without_outcome=lines_without_outcome(office_id, now),
        in_trouble=in_trouble(office_id, now),
        missed=tuple(reversed(missed)),
        banned=banned_with(line.id for line in missed),
    )


def without_url(situation: Situation, now: datetime) -> tuple[DayLine, ...]:
    """Bookings without 伝達事項, those due first at the top, each with when and why (KNG-30)."""
    of_day = session_days(situation, now)
    waiting = []
    for line in lines_without_message(situation.office.id, now):
        day = of_day(day_of(line.starts_at))
        waiting.append(DayLine(line=line, lacks=Lack.MEETING_INFO, due=day.due, overdue=day.overdue))
    return tuple(sorted(waiting, key=lambda each: (each.due.value if each.due else date.max, each.line.starts_at)))


def in_trouble(office_id: str, now: datetime) -> tuple[InTrouble, ...]:
    """Mails of the office's bookings that a server refused or that need a human, the oldest first."""
    troubled = notices.deliveries_in_trouble()
    numbers = {delivery.booking_number for delivery in troubled if delivery.booking_number}
    lines = {line.number: line for line in lines_numbered(office_id, numbers, now)}
    return tuple(InTrouble(each, lines[each.booking_number]) for each in troubled if each.booking_number in lines)


def _holds(line: Line) -> bool:
    return line.state in HOLDING
