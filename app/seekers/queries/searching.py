"""Finding records for an agency: as many rows are read among a million as among ten thousand (SECURITY T7).

A search begins at the agency's place of the day and goes round once, by one index in its order: of a word's first two
signs, of one choice, or of all records. It stops after `ROWS_A_QUERY` and one more.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from app.accounts.queries.people import is_closed
from app.db import db
from app.kernel.moments import day_of
from app.seekers.models.records import SeekerBlock, SeekerChoice, SeekerGram, SeekerRecord
from app.seekers.rules.searching import first_of_day, grams, smallest_group
from app.seekers.terms.records import ROWS_A_QUERY, ChoiceKind, Filters, WageUnit


def search(filters: Filters, agency_id: int, now: datetime) -> list[int]:
    """The records found, in the agency's order of the day: at most `ROWS_A_QUERY`, and one more where there are more.

    Fewer than the smallest group are none, and the database says so (SECURITY T7).
    """
    hits = found(filters, agency_id, now).cte("hits")
    enough = select(func.count()).select_from(hits).scalar_subquery() >= smallest_group(filters)
    ids = select(hits.c.record_id).where(enough).order_by(hits.c.half, hits.c.shuffle, hits.c.record_id)
    return list(db.session.scalars(ids))


def found(filters: Filters, agency_id: int, now: datetime) -> Select[Any]:
    """The SELECT of everything a search may show: from the place of the day to the end, then from the beginning."""
    start = first_of_day(day_of(now), agency_id)
    halves = (_half(filters, agency_id, now, place, start) for place in (0, 1))
    both = union_all(*(select(half.subquery()) for half in halves)).subquery()
    ordered = select(both).order_by(both.c.half, both.c.shuffle, both.c.record_id)
    return ordered.limit(ROWS_A_QUERY + 1)


def _half(filters: Filters, agency_id: int, now: datetime, place: int, start: int) -> Select[Any]:
    shuffle, record_id, led = _led_by(filters)
    rows = select(literal(place).label("half"), shuffle.label("shuffle"), record_id.label("record_id"))
    if record_id is not SeekerRecord.id:
        rows = rows.join(SeekerRecord, SeekerRecord.id == record_id)
    rows = rows.where(led, shuffle >= start if place == 0 else shuffle < start, _is_offered(now))
    blocked = exists().where(SeekerBlock.record_id == SeekerRecord.id, SeekerBlock.agency_id == agency_id)
    return rows.where(~blocked, *_asked(filters)).order_by(shuffle, record_id).limit(ROWS_A_QUERY + 1)


def _led_by(filters: Filters) -> tuple[Any, Any, ColumnElement[bool]]:
    """The index a search goes along: its place and record columns, and what it is read by."""
    if filters.words:
        gram = aliased(SeekerGram)
        return gram.shuffle, gram.record_id, gram.gram == grams(filters.words[0])[0]
    for kind, codes in _chosen(filters):
        if len(codes) == 1:
            choice = aliased(SeekerChoice)
            return choice.shuffle, choice.record_id, and_(choice.kind == kind.value, choice.code == codes[0])
    return SeekerRecord.shuffle, SeekerRecord.id, SeekerRecord.shuffle >= 0


def _chosen(filters: Filters) -> list[tuple[ChoiceKind, list[str]]]:
    """What was chosen of each kind, the kind with the smallest parts first."""
    kinds = (
        (ChoiceKind.AREA, filters.areas),
        (ChoiceKind.OCCUPATION, filters.occupations),
        (ChoiceKind.EMPLOYMENT, filters.employments),
        (ChoiceKind.HOURS, filters.hours),
    )
    return [(kind, sorted(str(each) for each in codes)) for kind, codes in kinds if codes]


def _asked(filters: Filters) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [_has_choice(kind, codes) for kind, codes in _chosen(filters)]
    asked += [_has_gram(each) for word in filters.words for each in grams(word)]
    if filters.age_bands:
        asked.append(SeekerRecord.age_band.in_(sorted(filters.age_bands)))
    if filters.wage_at_most is not None:
        monthly = and_(SeekerRecord.wage_unit == WageUnit.MONTH.value, SeekerRecord.wage <= filters.wage_at_most)
        asked.append(or_(SeekerRecord.wage.is_(None), monthly))
    return asked


def _has_choice(kind: ChoiceKind, codes: list[str]) -> ColumnElement[bool]:
    choice = aliased(SeekerChoice)
    return exists().where(choice.record_id == SeekerRecord.id, choice.kind == kind.value, choice.code.in_(codes))


def _has_gram(piece: str) -> ColumnElement[bool]:
    gram = aliased(SeekerGram)
    return exists().where(gram.gram == piece, gram.shuffle == SeekerRecord.shuffle, gram.record_id == SeekerRecord.id)


def _is_offered(now: datetime) -> ColumnElement[bool]:
    """What `is_offered` says, for the database (AGY-002)."""
    stays = or_(SeekerRecord.withdrawn_at.is_(None), SeekerRecord.withdrawn_at > now)
    lasts = and_(SeekerRecord.offered_at <= now, SeekerRecord.valid_until >= day_of(now), stays)
    return and_(lasts, ~is_closed(SeekerRecord.account_id))
