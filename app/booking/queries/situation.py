"""What free times follow from, in two statements: office with policies and calendar; seats, closures and stops."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.booking.queries.facts import FactRow, all_facts, closures_in, day_facts, held_in, person_in, seats_in, stops_in
from app.booking.terms.application import PersonKey
from app.booking.terms.bookings import PersonFacts
from app.booking.terms.slots import DaySeats, DaySituation, Situation
from app.kernel.moments import day_of
from app.kernel.slots import Held
from app.offices.queries import offices
from app.offices.terms import Closure


def office_situation(slug: str, today: date, *, around: tuple[date, ...] = ()) -> Situation:
    """The office of a slug with its policies and terms from `today` on; 404 for an unknown slug.

    Its calendar knows every year, or where that is enough those `around` some days.
    """
    office, policies, terms_id, calendar = offices.office_on(slug, today, today, around)
    return Situation(office=office, policies=policies, terms_version_id=terms_id, calendar=calendar)


def with_days(situation: Situation, first: date, last: date) -> Situation:
    """The same with closures, held seats and stops of the days from `first` to `last`."""
    return _filled(situation, day_facts(situation.office.id, first, last))


def situation_for(slug: str, day: date, today: date, keys: Iterable[PersonKey]) -> tuple[Situation, PersonFacts]:
    """All that a decision of `today` on an application for `day` stands on, as the transaction sees it."""
    situation = office_situation(slug, today, around=(today, day))
    rows = all_facts(situation.office.id, day, keys)
    return _filled(situation, rows), person_in(rows)


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
