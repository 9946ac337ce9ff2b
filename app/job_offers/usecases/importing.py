"""Taking in what Hello Work gives: some lines in one commit (AGY-001, AGY-032, AGY-033)."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.audit.effects import record
from app.db import db
from app.job_offers.effects.offers import keep_offer, next_changes, withdraw_offer
from app.job_offers.models.offers import JobOffer, JobOfferVersion
from app.job_offers.rules.providing import verdict_on
from app.job_offers.terms.offers import KnownOffer, NewOffer, Verdict

CHANGES = frozenset({Verdict.ADDED, Verdict.CHANGED, Verdict.WITHDRAWN})


class Rehearsed(Exception):
    """Takes a rehearsal back; carries what it came to."""

    def __init__(self, verdicts: list[Verdict]) -> None:
        super().__init__()
        self.verdicts = verdicts


@db.write
def import_offers(offers: Sequence[NewOffer], *, office_id: str | None, now: datetime) -> list[Verdict]:
    """Take these offers in; what became of each."""
    return _import(offers, office_id, now)


@db.write
def _rehearse(offers: Sequence[NewOffer], office_id: str | None, now: datetime) -> None:
    raise Rehearsed(_import(offers, office_id, now))


def rehearse_import(offers: Sequence[NewOffer], *, office_id: str | None, now: datetime) -> list[Verdict]:
    """What would become of each; nothing is written."""
    try:
        _rehearse(offers, office_id, now)
    except Rehearsed as done:
        return done.verdicts
    return []


def _import(offers: Sequence[NewOffer], office_id: str | None, now: datetime) -> list[Verdict]:
    change_no = next_changes(len(offers))
    rows, held = _held([each.number for each in offers])
    verdicts = []
    for new in offers:
        row = rows.get(new.number)
        known = KnownOffer(items=held.get(new.number, {}), withdrawn_at=row.withdrawn_at) if row else None
        verdict = verdict_on(new, known)
        verdicts.append(verdict)
        if verdict is Verdict.WITHDRAWN and row is not None:
            withdraw_offer(row, change_no, now)
        elif verdict in CHANGES:
            keep_offer(new, row, change_no, office_id=office_id, now=now)
            rows[new.number], held[new.number] = _row(new.number), dict(new.items)
        change_no += verdict in CHANGES
    counts: dict[str, object] = {each.value: verdicts.count(each) for each in Verdict if each in verdicts}
    record("job_offers.imported", by=None, subject="job_offers:all", now=now, office_id=office_id, detail=counts)
    return verdicts


def _row(number: str) -> JobOffer:
    return db.session.scalars(select(JobOffer).where(JobOffer.number == number)).one()


def _held(numbers: Sequence[str]) -> tuple[dict[str, JobOffer], dict[str, dict[str, str]]]:
    newest = (JobOfferVersion.offer_id == JobOffer.id) & (JobOfferVersion.version == JobOffer.version)
    wanted = select(JobOffer, JobOfferVersion.items).join(JobOfferVersion, newest)
    found = db.session.execute(wanted.where(JobOffer.number.in_(numbers)).order_by(JobOffer.id)).all()
    return {row.number: row for row, _ in found}, {row.number: json.loads(told) for row, told in found}
