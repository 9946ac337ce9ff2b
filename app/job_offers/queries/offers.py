"""Reading job offers: newest versions only, withdrawn and expired ones nowhere (AGY-001, AGY-032)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select

from app.db import db
from app.job_offers.models.offers import JobOffer, JobOfferChanges, JobOfferVersion
from app.job_offers.rules.providing import is_provided
from app.job_offers.terms.offers import OfferFacts, OfferFilters
from app.kernel.moments import day_of

PAGE = 20
PIECE = 500


@dataclass(frozen=True, kw_only=True)
class OfferRecord:
    """The newest version of an offer."""

    id: int
    number: str
    version: int
    change_no: int
    changed_at: datetime
    received_at: datetime
    expires_on: date
    withdrawn_at: datetime | None
    items: dict[str, str]

    def is_provided_at(self, now: datetime) -> bool:
        """Whether it may be seen."""
        return is_provided(OfferFacts(expires_on=self.expires_on, withdrawn_at=self.withdrawn_at), now)


@dataclass(frozen=True, kw_only=True)
class OfferPage:
    """A page of a list; `following` is what to ask for after it, None on the last."""

    rows: tuple[OfferRecord, ...]
    following: int | None


def find_offer(number: str) -> OfferRecord | None:
    """An offer by its number, withdrawn or not."""
    found = _records(_newest().where(JobOffer.number == number))
    return found[0] if found else None


def page_of_offers(asked: OfferFilters, now: datetime, *, before: int | None = None) -> OfferPage:
    """A page of what is provided, what changed last first; `before` goes on where a page ended."""
    wanted = provided(asked, now).order_by(JobOffer.change_no.desc()).limit(PAGE + 1)
    rows = _records(wanted.where(JobOffer.change_no < before) if before is not None else wanted)
    return OfferPage(rows=tuple(rows[:PAGE]), following=rows[PAGE - 1].change_no if len(rows) > PAGE else None)


def each_offer(asked: OfferFilters, now: datetime) -> Iterator[OfferRecord]:
    """Everything provided that is looked for, some at a time."""
    before = None
    while True:
        wanted = provided(asked, now).order_by(JobOffer.change_no.desc()).limit(PIECE)
        rows = _records(wanted.where(JobOffer.change_no < before) if before is not None else wanted)
        yield from rows
        if len(rows) < PIECE:
            return
        before = rows[-1].change_no


def changes_after(
    change_no: int, limit: int, now: datetime, *, since: datetime | None = None, gone_too: bool = True
) -> list[OfferRecord]:
    """What changed after a change, in the order of changes; `gone_too` with what is provided no more."""
    wanted = _newest().where(JobOffer.change_no > change_no).order_by(JobOffer.change_no).limit(limit)
    if since is not None:
        wanted = wanted.where(JobOffer.changed_at >= since)
    if not gone_too:
        wanted = wanted.where(JobOffer.withdrawn_at.is_(None), JobOffer.expires_on >= day_of(now))
    return _records(wanted)


def last_change() -> int:
    """How many changes there were: equal as long as nothing changed."""
    return db.session.scalar(select(func.max(JobOfferChanges.count))) or 0


def provided(asked: OfferFilters, now: datetime) -> Select[tuple[JobOffer, JobOfferVersion]]:
    """A SELECT of what is provided and looked for."""
    wanted = _newest().where(JobOffer.withdrawn_at.is_(None), JobOffer.expires_on >= day_of(now))
    for column, value in (
        (JobOffer.occupation, asked.occupation),
        (JobOffer.prefecture, asked.prefecture),
        (JobOffer.employment, asked.employment),
        (JobOffer.wage_unit, asked.wage_unit),
    ):
        wanted = wanted.where(column == value) if value else wanted
    if asked.wage_at_least is not None:
        wanted = wanted.where(JobOffer.wage_from >= asked.wage_at_least)
    for word in asked.words.split():
        wanted = wanted.where(JobOffer.search_text.contains(word, autoescape=True))
    return wanted


def _newest() -> Select[tuple[JobOffer, JobOfferVersion]]:
    newest = (JobOfferVersion.offer_id == JobOffer.id) & (JobOfferVersion.version == JobOffer.version)
    return select(JobOffer, JobOfferVersion).join(JobOfferVersion, newest)


def _records(wanted: Select[tuple[JobOffer, JobOfferVersion]]) -> list[OfferRecord]:
    found = db.session.execute(wanted.execution_options(populate_existing=True)).all()
    return [_record(row, version) for row, version in found]


def _record(row: JobOffer, version: JobOfferVersion) -> OfferRecord:
    return OfferRecord(
        id=row.id,
        number=row.number,
        version=row.version,
        change_no=row.change_no,
        changed_at=row.changed_at,
        received_at=version.received_at,
        expires_on=row.expires_on,
        withdrawn_at=row.withdrawn_at,
        items=json.loads(version.items),
    )
