"""Keeping what Hello Work gave: a version for every change, withdrawn at once (AGY-001, AGY-032)."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import update

from app.db import claim, db
from app.job_offers.models.offers import JobOffer, JobOfferChanges, JobOfferVersion
from app.job_offers.terms.offers import NewOffer
from app.kernel.folding import fold_search

SEARCHED = ("number", "title", "duties", "place", "employer", "requirements")
ALL = "offers"


def next_changes(count: int) -> int:
    """The number of the first of some changes; held until the commit, so that nobody reads past one still unseen."""
    claim(JobOfferChanges, name=ALL, count=0)
    raised = update(JobOfferChanges).where(JobOfferChanges.name == ALL).values(count=JobOfferChanges.count + count)
    last: int = db.session.scalars(raised.returning(JobOfferChanges.count)).one()
    return last - count + 1


def keep_offer(new: NewOffer, row: JobOffer | None, change_no: int, *, office_id: str | None, now: datetime) -> None:
    """The newest version of an offer; the ones before it stay as they are."""
    version = row.version + 1 if row else 1
    row = row or JobOffer(number=new.number)
    row.version, row.change_no, row.changed_at, row.withdrawn_at = version, change_no, now, None
    row.office_id, row.expires_on, row.search_text = office_id, new.expires_on, search_text(new.items)
    row.occupation, row.prefecture, row.employment = new.occupation, new.prefecture, new.employment.value
    row.wage_unit, row.wage_from = new.wage_unit.value, new.wage_from
    db.session.add(row)
    db.session.flush()
    told = json.dumps(dict(new.items), ensure_ascii=False, sort_keys=True)
    db.session.add(JobOfferVersion(offer_id=row.id, version=version, items=told, received_at=now))


def withdraw_offer(row: JobOffer, change_no: int, now: datetime) -> None:
    """From now on it is provided to nobody."""
    row.withdrawn_at, row.changed_at, row.change_no = now, now, change_no


def search_text(told: Mapping[str, str]) -> str:
    """What words are looked for in, folded."""
    return fold_search("\n".join(told.get(key, "") for key in SEARCHED))
