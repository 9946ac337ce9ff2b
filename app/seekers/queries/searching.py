"""Finding records for an agency: as many rows are read among a million as among ten thousand (SECURITY T7).

A search goes along one index, that of a word's first two signs, of one choice, or of all records, from a few places at
once, others for each agency and day, and takes what lies next to them: `ROWS_A_QUERY` and one more. The people found
stand in an order of their own, too.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from app.accounts.queries.people import is_closed
from app.db import blind_index, db
from app.kernel.moments import day_of
from app.seekers.models.records import SeekerBlock, SeekerChoice, SeekerGram, SeekerRecord
from app.seekers.rules.searching import Arc, arcs_of, grams, in_order, smallest_group
from app.seekers.terms.records import ROWS_A_QUERY, ChoiceKind, Filters, WageUnit

Chosen = list[tuple[ChoiceKind, list[str]]]
Asked = tuple[Filters, Chosen, list[str]]


def search(filters: Filters, agency_id: int, now: datetime) -> list[int]:
    """The records found, in the agency's order of the day: at most `ROWS_A_QUERY`, and one more where there are more.

    Fewer than the smallest group are none, and the database says so (SECURITY T7). The order follows from a key: nobody
    reckons another agency's from its own.
    """
    secret = blind_index("order of a search", f"{day_of(now).isoformat()}:{agency_id}")
    hits = found(filters, agency_id, now, secret).cte("hits")
    enough = select(func.count()).select_from(hits).scalar_subquery() >= smallest_group(filters)
    return in_order(secret, db.session.scalars(select(hits.c.record_id).where(enough).order_by(hits.c.record_id)))


def found(filters: Filters, agency_id: int, now: datetime, secret: str) -> Select[Any]:
    """The SELECT of everything a search may show: of each arc what lies next to its start."""
    arcs = (_along(arc, filters, agency_id, now) for arc in arcs_of(secret))
    every = union_all(*(select(arc.subquery()) for arc in arcs)).subquery()
    return select(every.c.record_id).order_by(every.c.away, every.c.record_id).limit(ROWS_A_QUERY + 1)


def _along(arc: Arc, filters: Filters, agency_id: int, now: datetime) -> Select[Any]:
    shuffle, record_id, led, further = _led_by(filters)
    away = (shuffle + literal(arc.away, BigInteger)).label("away")
    rows = select(away, record_id.label("record_id"))
    if record_id is not SeekerRecord.id:
        rows = rows.join(SeekerRecord, SeekerRecord.id == record_id)
    rows = rows.where(led, shuffle.between(arc.low, arc.high - 1), _is_offered(now))
    blocked = exists().where(SeekerBlock.record_id == SeekerRecord.id, SeekerBlock.agency_id == agency_id)
    return rows.where(_seldom_out(blocked), *_asked(further)).order_by(shuffle, record_id).limit(ROWS_A_QUERY + 1)


def _led_by(filters: Filters) -> tuple[Any, Any, ColumnElement[bool], Asked]:
    """The index a search goes along: its place and record columns, what it is read by, and what is asked besides.

    What it is read by is not asked again: PostgreSQL would reckon with fewer people, and read all of them at once.
    """
    pieces, chosen = [each for word in filters.words for each in grams(word)], _chosen(filters)
    if pieces:
        gram = aliased(SeekerGram)
        return gram.shuffle, gram.record_id, gram.gram == pieces[0], (filters, chosen, pieces[1:])
    for place, (kind, codes) in enumerate(chosen):
        if len(codes) == 1:
            choice, rest = aliased(SeekerChoice), chosen[:place] + chosen[place + 1 :]
            read_by = and_(choice.kind == kind.value, choice.code == codes[0])
            return choice.shuffle, choice.record_id, read_by, (filters, rest, [])
    return SeekerRecord.shuffle, SeekerRecord.id, true(), (filters, chosen, [])


def _chosen(filters: Filters) -> Chosen:
    """What was chosen of each kind, the kind with the smallest parts first."""
    kinds = (
        (ChoiceKind.AREA, filters.areas),
        (ChoiceKind.OCCUPATION, filters.occupations),
        (ChoiceKind.EMPLOYMENT, filters.employments),
        (ChoiceKind.HOURS, filters.hours),
    )
    return [(kind, sorted(str(each) for each in codes)) for kind, codes in kinds if codes]


def _asked(further: Asked) -> list[ColumnElement[bool]]:
    filters, chosen, pieces = further
    asked: list[ColumnElement[bool]] = [_has_choice(kind, codes) for kind, codes in chosen]
    asked += [_has_gram(each) for each in pieces]
    if filters.age_bands:
        asked.append(SeekerRecord.age_band.in_(sorted(filters.age_bands)))
    if filters.wage_at_most is not None:
        monthly = and_(SeekerRecord.wage_unit == WageUnit.MONTH.value, SeekerRecord.wage <= filters.wage_at_most)
        asked.append(or_(SeekerRecord.wage.is_(None), monthly))
    return asked


def _has_choice(kind: ChoiceKind, codes: list[str]) -> ColumnElement[bool]:
    choice = aliased(SeekerChoice)
    own = select(choice.record_id).where(choice.record_id == SeekerRecord.id, choice.kind == kind.value)
    return _looked_up(own.where(choice.code.in_(codes)))


def _has_gram(piece: str) -> ColumnElement[bool]:
    gram = aliased(SeekerGram)
    own = select(gram.record_id).where(gram.gram == piece, gram.shuffle == SeekerRecord.shuffle)
    return _looked_up(own.where(gram.record_id == SeekerRecord.id))


def _looked_up(own: Select[int]) -> ColumnElement[bool]:
    """Whether there is a row, looked up for each record on the way.

    Of an EXISTS PostgreSQL would make a join, and read everybody with the choice or the word before the first is found.
    """
    return own.limit(1).scalar_subquery().is_not(None)


def _is_offered(now: datetime) -> ColumnElement[bool]:
    """What `is_offered` says, for the database (AGY-002)."""
    stays = or_(SeekerRecord.withdrawn_at.is_(None), SeekerRecord.withdrawn_at > now)
    lasts = and_(SeekerRecord.offered_at <= now, SeekerRecord.valid_until >= day_of(now), stays)
    return and_(lasts, _seldom_out(is_closed(SeekerRecord.account_id)))


def _seldom_out(ground: ColumnElement[bool]) -> ColumnElement[bool]:
    """Not `ground`, asked row by row along the index.

    As a plain NOT EXISTS it is an anti-join to PostgreSQL, which often thinks that hardly anybody is left, and reads
    everybody at once.
    """
    return case((ground, false()), else_=true())
