"""What a search goes along, and how far: of the indexes that lead to its people the one with the fewest rows to pass.

How many rows an index has to a place of the ring is told by how far its fiftieth row lies from a start: places are
drawn, so that what is seldom lies far apart. That reads fifty rows of each, among a million as among ten thousand.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, select, true
from sqlalchemy.orm import aliased

from app.db import db
from app.seekers.models.records import SeekerChoice, SeekerGram, SeekerRecord
from app.seekers.rules.searching import Arc, arcs_within, grams
from app.seekers.terms.records import ChoiceKind, Filters

SAMPLE = 50
ROWS_PASSED = 50_000
"""What a search passes at most, about: a third of a second. Whoever asks for what hardly anybody has passes many."""

Chosen = list[tuple[ChoiceKind, list[str]]]


class Lead(NamedTuple):
    """An index: its place and record columns, what it is read by, and what of a search is then still to be asked.

    What it is read by is not asked again: PostgreSQL would reckon with fewer people, and read all of them at once.
    """

    shuffle: Any
    record_id: Any
    read_by: ColumnElement[bool]
    chosen: Chosen
    grams: tuple[str, ...]

    def asks_more(self, filters: Filters) -> bool:
        """Whether rows may be passed in vain."""
        return bool(self.chosen or self.grams or filters.age_bands or filters.wage_at_most is not None)


def lead_along(filters: Filters, arcs: tuple[Arc, ...]) -> tuple[Lead, tuple[Arc, ...]]:
    """The lead with the fewest rows to pass, and of each arc what is passed of it: all, where that is not too much."""
    ways = list(ways_along(filters))
    if not ways[0].asks_more(filters):
        return ways[0], arcs
    crowds = _crowds(ways, arcs[0].low)
    fewest = min(crowds)
    return ways[crowds.index(fewest)], arcs_within(arcs, ROWS_PASSED, fewest)


def ways_along(filters: Filters) -> Iterator[Lead]:
    """Every lead there is, the kind with the smallest parts first; along everybody at last."""
    chosen, every = _chosen(filters), tuple(each for word in filters.words for each in grams(word))
    for place, piece in enumerate(every):
        gram, others = aliased(SeekerGram), every[:place] + every[place + 1 :]
        yield Lead(gram.shuffle, gram.record_id, gram.gram == piece, chosen, others)
    for place, (kind, codes) in enumerate(chosen):
        if len(codes) == 1:
            choice, rest = aliased(SeekerChoice), chosen[:place] + chosen[place + 1 :]
            read_by = and_(choice.kind == kind.value, choice.code == codes[0])
            yield Lead(choice.shuffle, choice.record_id, read_by, rest, every)
    yield Lead(SeekerRecord.shuffle, SeekerRecord.id, true(), chosen, every)


def _chosen(filters: Filters) -> Chosen:
    """What was chosen of each kind, the kind with the smallest parts first."""
    kinds = (
        (ChoiceKind.AREA, filters.areas),
        (ChoiceKind.OCCUPATION, filters.occupations),
        (ChoiceKind.EMPLOYMENT, filters.employments),
        (ChoiceKind.HOURS, filters.hours),
    )
    return [(kind, sorted(str(each) for each in codes)) for kind, codes in kinds if codes]


def _crowds(ways: list[Lead], low: int) -> list[float]:
    """How many rows each has to a place of the ring, reckoned from where its fiftieth lies; 0 for a handful."""
    fiftieth = (
        select(way.shuffle).where(way.read_by, way.shuffle >= low).order_by(way.shuffle).limit(1).offset(SAMPLE - 1)
        for way in ways
    )
    places = db.session.execute(select(*(each.scalar_subquery() for each in fiftieth))).one()
    return [0.0 if place is None else SAMPLE / max(place - low, 1) for place in places]
