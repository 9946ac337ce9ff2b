"""An agency that asks on and on to find out who somebody is: no rule is broken, and what is let through is printed.

The people are spread as people are (SECURITY T7): a few occupations and areas have most of them, many have one or two.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert, select

from app.db import db
from app.seekers.effects.acquisitions import pseudonym
from app.seekers.models.records import SeekerChoice, SeekerRecord
from app.seekers.models.searches import SearchWatch
from app.seekers.queries.searching import search
from app.seekers.rules.searching import (
    MOST_FILTERS,
    SHUFFLE_RANGE,
    SMALLEST_GROUP,
    filters_used,
    ground_against_search,
)
from app.seekers.terms.records import AREAS, ROWS_A_QUERY, AgeBand, Employment, Filters, Hours, Occupation
from app.seekers.usecases.noting import note_found
from tests import letters

SIZES = (2_000, 10_000, 50_000)
A_DAY = 300
"""So many searches an agency has a day; the attacker is given all of them in one."""
AGREED = 0.8
"""So many of the people let their age band be seen."""
Person = tuple[str, str, str | None, str, str]
"""Occupation, area, age band, employment, hours: all that an agency sees of somebody who writes nothing freely."""


def drawn(draw: random.Random, words: Sequence[str]) -> str:
    """One of the words, the n-th n times as seldom as the first (Zipf)."""
    return draw.choices(words, [1 / place for place in range(1, len(words) + 1)])[0]


def person(draw: random.Random) -> Person:
    """Somebody."""
    band = drawn(draw, list(AgeBand)) if draw.random() < AGREED else None
    rest = drawn(draw, list(Employment)), drawn(draw, list(Hours))
    return drawn(draw, list(Occupation)), drawn(draw, AREAS), band, *rest


@db.write
def crowd(size: int) -> dict[int, Person]:
    """So many people with a record each."""
    draw = random.Random(7)
    same = {"experience": "", "qualifications": "", "wishes": "", "wage": None, "wage_unit": "month"}
    same |= {"account_id": None, "withdrawn_at": None, "offered_at": datetime(2026, 4, 1, tzinfo=UTC)}
    same["valid_until"] = date(2026, 12, 31)
    people = [person(draw) for _ in range(size)]
    rows = [
        {**same, "seeker_index": f"{place:064d}", "shuffle": draw.randrange(SHUFFLE_RANGE), "age_band": each[2]}
        for place, each in enumerate(people)
    ]
    columns = SeekerRecord.id, SeekerRecord.seeker_index, SeekerRecord.shuffle
    made = db.session.execute(insert(SeekerRecord).returning(*columns), rows).all()
    chosen = []
    for record_id, index, shuffle in made:
        occupation, area, _, employment, hours = people[int(index)]
        kinds = {"occupation": occupation, "area": area, "employment": employment, "hours": hours}
        chosen += [{"record_id": record_id, "kind": k, "code": c, "shuffle": shuffle} for k, c in kinds.items()]
    db.session.execute(insert(SeekerChoice), chosen)
    return {record_id: people[int(index)] for record_id, index, _ in made}


KINDS: dict[str, Sequence[str]] = {
    "areas": AREAS,
    "occupations": list(Occupation),
    "employments": list(Employment),
    "hours": list(Hours),
    "age_bands": list(AgeBand),
}


def narrower(filters: Filters) -> list[Filters]:
    """The same question with one thing more, as far as so many may be asked at once."""
    free = [kind for kind in KINDS if not getattr(filters, kind)] if filters_used(filters) < MOST_FILTERS else []
    return [replace(filters, **{kind: frozenset({word})}) for kind in free for word in KINDS[kind]]


class Attacker:
    """Asks for an area, and of whatever finds several people for less and less; what it learnt so far.

    In turns at random, to see many people, and next to its last question, to see whom one thing more leaves out.
    """

    def __init__(self, agency_id: int, people: dict[int, Person]) -> None:
        self.agency_id, self.people, self.draw = agency_id, people, random.Random(11)
        self.open = [Filters(areas=frozenset({area})) for area in AREAS]
        self.known, self.goes_on = set(self.open), False
        self.seen, self.alone, self.below = set[int](), set[int](), 0

    def ask(self, now: datetime) -> None:
        """One more search, noted as every search is."""
        filters = self.open.pop(-1 if self.goes_on else self.draw.randrange(len(self.open)))
        self.goes_on = not self.goes_on
        assert ground_against_search(filters, 1) is None
        found = search(filters, self.agency_id, now).ids[:ROWS_A_QUERY]
        note_found(self.agency_id, filters, found, now)
        db.session.rollback()
        self.below += bool(filters.areas and filters.age_bands and 0 < len(found) < SMALLEST_GROUP)
        self.seen |= set(found)
        self.alone |= set(found) if len(found) == 1 else set()
        if len(found) > 1:
            further = [each for each in narrower(filters) if each not in self.known]
            self.known |= set(further)
            self.draw.shuffle(further)
            self.open += further

    def single(self) -> int:
        """How many of those seen have a record that no other of them has."""
        same = Counter(self.people[each] for each in self.seen)
        return sum(same[self.people[each]] == 1 for each in self.seen)


@pytest.mark.timeout(3600)
@pytest.mark.rule("AGY-044")
@pytest.mark.parametrize("size", SIZES)
def test_asking_on_and_on_breaks_no_rule_and_what_it_learns_is_told(
    app, clock, size: int, figure, report, database_kind, pytestconfig
) -> None:
    if size > SIZES[0] and not pytestconfig.getoption("faults"):
        pytest.skip("only with --faults")
    clock.set("2026-05-13T10:00:00+09:00")
    hikari, minato = (letters.open_agency(key)[0].agency_id or 0 for key in ("hikari", "minato"))
    attacker, first_day = Attacker(hikari, crowd(size)), (0, 0)
    for number in range(1, figure(A_DAY, 5000) + 1):
        attacker.ask(clock.now())
        first_day = (len(attacker.alone), attacker.single()) if number == A_DAY else first_day
    shared = {pseudonym(hikari, each) for each in attacker.seen} & {pseudonym(minato, each) for each in attacker.seen}
    pairs = db.session.scalar(select(SearchWatch.pairs).where(SearchWatch.agency_id == hikari))
    report(
        f"singling out among {size:,} seekers, {database_kind}",
        searches=figure(A_DAY, 5000),
        **{
            "lists of an age and area below k": attacker.below,
            "numbers that two agencies share": len(shared),
            "pairs of searches that rang": pairs,
            "people seen": len(attacker.seen),
            "people who stood alone in a list": len(attacker.alone),
            "of these after the 300 searches of a day": first_day[0],
            "people seen whose whole record nobody else seen has": attacker.single(),
            "of these after the 300 searches of a day ": first_day[1],
            "share of all people, percent": round(100 * attacker.single() / size, 1),
        },
    )
    assert (attacker.below, len(shared)) == (0, 0)
    assert pairs
