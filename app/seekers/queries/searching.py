"""Finding records for an agency: as many rows are read among a million as among ten thousand (SECURITY T7).

A search goes along one index (`leads`), that of two signs of a word, of one kind of choice, or of all records, from a
few places at once, others for each agency and day, and takes what lies next to them: `ROWS_A_QUERY` and one more. The
people found stand in an order of their own, too.
"""

from datetime import datetime
from typing import Any, NamedTuple

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
from app.seekers.queries.leads import Lead, lead_along
from app.seekers.rules.searching import Arc, arcs_of, in_order, smallest_group
from app.seekers.terms.records import ROWS_A_QUERY, ChoiceKind, Filters, WageUnit


class Hits(NamedTuple):
    """The records found; `whole` is false where others may be there that the search did not come to."""

    ids: list[int]
    whole: bool


def search(filters: Filters, agency_id: int, now: datetime) -> Hits:
    """The records found, in the agency's order of the day: at most `ROWS_A_QUERY`, and one more where there are more.

    Fewer than the smallest group are none, and the database says so (SECURITY T7). The order follows from a key: nobody
    reckons another agency's from its own.
    """
    secret = blind_index("order of a search", f"{day_of(now).isoformat()}:{agency_id}")
    arcs = arcs_of(secret)
    lead, passed = lead_along(filters, arcs)
    hits = found(filters, agency_id, now, lead, passed).cte("hits")
    enough = select(func.count()).select_from(hits).scalar_subquery() >= smallest_group(filters)
    ids = in_order(secret, db.session.scalars(select(hits.c.record_id).where(enough).order_by(hits.c.record_id)))
    return Hits(ids, whole=passed == arcs or len(ids) > ROWS_A_QUERY)


def found(filters: Filters, agency_id: int, now: datetime, lead: Lead, arcs: tuple[Arc, ...]) -> Select[Any]:
    """The SELECT of everything a search may show: of each arc what lies next to its start."""
    read = (_along(arc, lead, filters, agency_id, now) for arc in arcs)
    every = union_all(*(select(each.subquery()) for each in read)).subquery()
    return select(every.c.record_id).order_by(every.c.away, every.c.record_id).limit(ROWS_A_QUERY + 1)


def _along(arc: Arc, lead: Lead, filters: Filters, agency_id: int, now: datetime) -> Select[Any]:
    away = (lead.shuffle + literal(arc.away, BigInteger)).label("away")
    rows = select(away, lead.record_id.label("record_id"))
    if lead.record_id is not SeekerRecord.id:
        rows = rows.join(SeekerRecord, SeekerRecord.id == lead.record_id)
    rows = rows.where(lead.read_by, lead.shuffle.between(arc.low, arc.high - 1), _is_offered(now))
    blocked = exists().where(SeekerBlock.record_id == SeekerRecord.id, SeekerBlock.agency_id == agency_id)
    rows = rows.where(_seldom_out(blocked), *_asked(filters, lead))
    return rows.order_by(lead.shuffle, lead.record_id).limit(ROWS_A_QUERY + 1)


def _asked(filters: Filters, lead: Lead) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [_has_choice(kind, codes) for kind, codes in lead.chosen]
    asked += [_has_gram(each) for each in lead.grams]
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
