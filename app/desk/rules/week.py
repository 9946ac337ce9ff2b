"""Whose bookings a week's are: seat by seat to the counselors who are down for the day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from app.booking.terms.lines import Line
from app.booking.terms.states import RELEASED
from app.desk.terms.week import WeekRow
from app.kernel.moments import day_of

DAYS = 7


def week_around(day: date) -> tuple[date, ...]:
    """The seven days of the week of `day`, from Monday."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=number) for number in range(DAYS))


def counselor_for(seat_no: int | None, on_duty: tuple[int, ...]) -> int | None:
    """The counselor of a seat: seat 1 is the first who is down for the day, seat 2 the second; None past the last."""
    return on_duty[seat_no - 1] if seat_no and seat_no <= len(on_duty) else None


def rows_by_counselor(lines: Iterable[Line], duty: Mapping[date, tuple[int, ...]]) -> tuple[WeekRow, ...]:
    """One row for everyone who is down for a day or holds a booking, by account, and last one for bookings of nobody.

    A booking that was arranged for somebody is theirs, whatever its seat (NGS-22). Bookings that were given back are
    nobody's work and left out.
    """
    found: defaultdict[int | None, defaultdict[date, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if line.state not in RELEASED:
            day = day_of(line.starts_at)
            found[line.counselor_id or counselor_for(line.seat_no, duty.get(day, ()))][day].append(line)
    down = {account for accounts in duty.values() for account in accounts}
    people: list[int | None] = [*sorted(down | {account for account in found if account is not None})]
    return tuple(_row(account, found[account], duty) for account in (*people, *([None] if None in found else [])))


def _row(account: int | None, by_day: Mapping[date, list[Line]], duty: Mapping[date, tuple[int, ...]]) -> WeekRow:
    return WeekRow(
        account_id=account,
        by_day={day: tuple(lines) for day, lines in by_day.items()},
        on_duty=frozenset(day for day, accounts in duty.items() if account in accounts),
    )
