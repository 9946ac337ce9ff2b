"""What free times follow from: office with policies and calendar; seats, closures and stops. Two statements, or one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.booking.queries.facts import (
    FactRow,
    all_facts,
    closures_in,
    day_facts,
    held_in,
    office_facts,
    office_in,
    person_in,
    seats_in,
    stops_in,
)
from app.booking.terms.application import PersonKey
from app.booking.terms.bookings import PersonFacts
from app.booking.terms.slots import DaySeats, DaySituation, Situation
from app.kernel.moments import day_of
from app.kernel.slots import Held
from app.offices.queries.standing import Standing, office_on
from app.offices.terms import Closure


def office_situation(slug: str, today: date, *, around: tuple[date, ...] = ()) -> Situation:
    """The office of a slug with its policies and terms from `today` on; 404 for an unknown slug.

    Its calendar knows every year, or where that is enough those `around` some days.
    """
    return _situation(office_on(slug, today, today, around))


def situation_since(slug: str, today: date, first: date, *, around: tuple[date, ...]) -> Situation:
    """The same with its days from `first` on, in one statement.

    Seats are held no further ahead than may be booked and closures are few: all that come cost less than asking
    for the last day that may be booked first.
    """
    rows = office_facts(slug, today, first, around)
    return _filled(_situation(office_in(rows)), rows)


def with_days(situation: Situation, first: date, last: date) -> Situation:
    """The same with closures, held seats and stops of the days from `first` to `last`."""
    return _filled(situation, day_facts(situation.office.id, first, last))


def situation_for(slug: str, day: date, today: date, keys: Iterable[PersonKey]) -> tuple[Situation, PersonFacts]:
    """All that a decision of `today` on an application for `day` stands on, as the transaction sees it."""
    situation = office_situation(slug, today, around=(today, day))
    rows = all_facts(situation.office.id, day, keys)
    return _filled(situation, rows), person_in(rows)


def _situation(standing: Standing) -> Situation:
    office, policies, terms_id, calendar = standing
    return Situation(office=office, policies=policies, terms_version_id=terms_id, calendar=calendar)


def _filled(situation: Situation, rows: Sequence[FactRow]) -> Situation:
    days = _days(closures_in(rows, situation.office.id), held_in(rows), seats_in(rows))
    return replace(situation, days=days, stops=stops_in(rows))


def _days(closures: Iterable[Closure], held: Iterable[Held], own: Mapping[date, DaySeats]) -> dict[date, DaySituation]:
    shut: defaultdict[date, list[Closure]] = defaultdict(list)
    seats: defaultdict[date, list[Held]] = defaultdict(list)
    for closure in closures:
        shut[closure.day].append(closure)
    for seat in held:
        seats[day_of(seat.starts_at)].append(seat)
    return {
        day: DaySituation(closures=tuple(shut.get(day, ())), held=tuple(seats.get(day, ())), seats=own.get(day))
        for day in shut.keys() | seats.keys() | own.keys()
    }
