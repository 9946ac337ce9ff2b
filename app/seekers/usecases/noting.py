"""Noting whom a search found, and ringing where two searches differ by few (SECURITY T7)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, update

from app.audit import effects as audit
from app.db import blind_index, claim, db
from app.kernel.moments import day_of
from app.seekers.models.searches import SearchTrace, SearchWatch
from app.seekers.queries.tracing import is_noted, traces_of
from app.seekers.rules.searching import is_traced, key_of, tell_apart
from app.seekers.terms.records import Filters


def note_found(agency_id: int, filters: Filters, record_ids: Sequence[int], now: datetime) -> int:
    """Note whom a search found, once a day for each search; how many pairs it makes that differ by few people.

    What cannot be one of such a pair is not noted.
    """
    found = frozenset(record_ids)
    asked = blind_index("search", f"{agency_id}:{key_of(filters)}")
    if not is_traced(found) or is_noted(agency_id, day_of(now), asked):
        return 0
    return _note(agency_id, asked, found, now)


@db.write
def _note(agency_id: int, asked: str, found: frozenset[int], now: datetime) -> int:
    day = day_of(now)
    db.lock(SearchWatch, agency_id=agency_id, day=day)
    earlier = traces_of(agency_id, day)
    told = " ".join(map(str, sorted(found)))
    if not claim(SearchTrace, agency_id=agency_id, day=day, asked=asked, found=told):
        return 0
    pairs = sum(tell_apart(found, each) for each in earlier.values())
    if pairs:
        _ring(agency_id, pairs, now)
    return pairs


def _ring(agency_id: int, pairs: int, now: datetime) -> None:
    watch = update(SearchWatch).where(SearchWatch.agency_id == agency_id, SearchWatch.day == day_of(now))
    counted = {"pairs": SearchWatch.pairs + pairs, "rang_at": func.coalesce(SearchWatch.rang_at, now)}
    if db.session.scalar(watch.values(counted).returning(SearchWatch.pairs)) == pairs:
        audit.record("seekers.searches_close", by=None, subject=f"agency:{agency_id}", now=now)


@db.write
def forget_traces(now: datetime) -> int:
    """Forget whom the searches of earlier days found, and the days on which nothing rang; how many searches."""
    today = day_of(now)
    db.session.execute(delete(SearchWatch).where(SearchWatch.day < today, SearchWatch.pairs == 0))
    return int(db.session.execute(delete(SearchTrace).where(SearchTrace.day < today)).rowcount)  # type: ignore[attr-defined]
