"""Writing cases, in the transaction of whoever opens or ends one."""

from datetime import datetime

from app.db import db
from app.oversight.effects.requests import new_number
from app.oversight.models.cases import Case
from app.oversight.rules.cases import ground_against_closing
from app.oversight.terms.asking import NewCase
from app.oversight.terms.requests import CaseKind
from app.oversight.terms.watchers import Watcher


def add_case(agency_id: int, new: NewCase, watcher: Watcher, now: datetime) -> str:
    """A new case; its number."""
    row = Case(
        number=new_number(),
        agency_id=agency_id,
        kind=new.kind.value,
        ground=new.ground.value,
        facts=new.facts,
        opened_at=now,
        opened_by=watcher.account_id,
        organisation_id=watcher.organisation_id,
        mandatory_info_id=new.mandatory_info_id,
    )
    db.session.add(row)
    db.session.flush()
    return row.number


def close_decided_case(case_id: int | None, outcome: str, *, by: int, now: datetime) -> None:
    """Close the case of a decision that ended its matter; one not yet referred stays open (AGY-073)."""
    row = db.session.get(Case, case_id) if case_id else None
    if row is None:
        return
    closed = row.closed_at is not None
    if ground_against_closing(CaseKind(row.kind), row.referred_on, outcome, closed=closed) is None:
        row.closed_at, row.closed_by, row.outcome = now, by, outcome
        db.session.flush()
