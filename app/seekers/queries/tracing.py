"""Reading whom an agency's searches of a day found, and where pairs of them rang (SECURITY T7)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select

from app.db import db
from app.seekers.models.searches import SearchTrace, SearchWatch

Agencies = Select[tuple[int]] | None
"""The agencies to count, as a SELECT of their ids; None for all."""


def is_noted(agency_id: int, day: date, asked: str) -> bool:
    """Whether this search of an agency was noted on a JST day."""
    return db.session.get(SearchTrace, (agency_id, day, asked)) is not None


def traces_of(agency_id: int, day: date) -> dict[str, frozenset[int]]:
    """Whom each noted search of an agency found on a JST day, by what it asked."""
    rows = select(SearchTrace.asked, SearchTrace.found).where(SearchTrace.agency_id == agency_id)
    of_day = rows.where(SearchTrace.day == day).order_by(SearchTrace.asked)
    return {asked: frozenset(map(int, found.split())) for asked, found in db.session.execute(of_day)}


def close_searches_by_agency(agencies: Agencies, first: date, last: date) -> dict[int, int]:
    """How many pairs of searches of each agency differed by few people, on the JST days of a span."""
    return dict(db.session.execute(close_searches(agencies, first, last).order_by(SearchWatch.agency_id)).all())


def close_searches(agencies: Agencies, first: date, last: date) -> Select[tuple[int, int]]:
    """The same as a SELECT of `agency_id` and `pairs`, for whoever reads more beside it."""
    rows = select(SearchWatch.agency_id, func.sum(SearchWatch.pairs).label("pairs"))
    return rows.where(*_rang(agencies, first, last)).group_by(SearchWatch.agency_id)


def close_searches_by_day(agency_id: int, first: date, last: date) -> Sequence[tuple[date, int]]:
    """The days of a span on which an agency's searches rang, with how many pairs."""
    own = select(SearchWatch.day, SearchWatch.pairs).where(SearchWatch.agency_id == agency_id)
    rows = db.session.execute(own.where(*_rang(None, first, last)).order_by(SearchWatch.day))
    return [(day, pairs) for day, pairs in rows]


def agencies_ringing(day: date) -> int:
    """How many agencies' searches rang on a JST day."""
    return db.session.scalar(select(func.count()).select_from(SearchWatch).where(*_rang(None, day, day))) or 0


def _rang(agencies: Agencies, first: date, last: date) -> list[ColumnElement[bool]]:
    rang = [SearchWatch.pairs > 0, SearchWatch.day.between(first, last)]
    return rang if agencies is None else [*rang, SearchWatch.agency_id.in_(agencies)]
