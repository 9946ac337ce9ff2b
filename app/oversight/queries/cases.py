"""Reading cases with what belongs to them, and the facts on which a stop or an end is decided."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, or_, select

from app.accounts.queries.people import organisation_names
from app.agencies.queries.lookup import agency_ids_of
from app.agencies.queries.participation import agency_of
from app.agencies.terms.participation import Ground
from app.db import db
from app.oversight.models.cases import Case, DecisionProposal
from app.oversight.terms.requests import CaseKind, Decision

MOST_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class CaseRecord:
    """A case as its page tells it."""

    id: int
    number: str
    agency_id: int
    kind: CaseKind
    ground: Ground
    facts: str
    opened_at: datetime
    opened_by: int | None
    organisation_id: int
    organisation: str
    mandatory_info_id: int | None
    suspension_id: int | None
    referred_on: date | None
    closed_at: datetime | None
    outcome: str | None


@dataclass(frozen=True, kw_only=True)
class ProposalRecord:
    """What one officer proposed, and what became of it."""

    id: int
    agency_id: int
    participation_id: int
    case_id: int | None
    suspension_id: int | None
    decision: Decision
    ground: Ground
    clause: str
    reason: str
    confirmed_on: date | None
    proposed_at: datetime
    proposed_by: int
    settled_at: datetime | None
    settled_by: int | None
    approved: bool | None


def find_case(number: str) -> CaseRecord | None:
    """The case of a number, read anew; None for none."""
    row = db.session.scalar(select(Case).where(Case.number == number).execution_options(populate_existing=True))
    return _records([row])[0] if row else None


def cases_of(agency_id: int) -> list[CaseRecord]:
    """Every case about an agency, the latest first."""
    return _records(db.session.scalars(_latest(select(Case).where(Case.agency_id == agency_id))))


def open_cases(bureau_id: int | None, organisation_ids: frozenset[int]) -> list[CaseRecord]:
    """The open cases about agencies of a bureau, or of all without one, and those some organisations opened."""
    found = select(Case).where(Case.closed_at.is_(None))
    if bureau_id is not None or organisation_ids:
        theirs = Case.organisation_id.in_(organisation_ids)
        found = found.where(or_(Case.agency_id.in_(agency_ids_of(bureau_id)), theirs))
    return _records(db.session.scalars(_latest(found)))


def case_of_suspension(suspension_id: int | None) -> int | None:
    """The case that led to a stop."""
    found = select(Case.id).where(Case.suspension_id == suspension_id).order_by(Case.id.desc())
    return db.session.scalar(found.limit(1))


def case_opened_at(case_id: int | None) -> datetime | None:
    """When a case was opened; None without one."""
    return db.session.scalar(select(Case.opened_at).where(Case.id == case_id))


def find_proposal(proposal_id: int) -> ProposalRecord | None:
    """The proposal of an id, read anew."""
    found = select(DecisionProposal).where(DecisionProposal.id == proposal_id)
    row = db.session.scalar(found.execution_options(populate_existing=True))
    return _proposal(row) if row else None


def proposals_of(participation_id: int) -> list[ProposalRecord]:
    """Every proposal about a participation, the latest first."""
    found = select(DecisionProposal).where(DecisionProposal.participation_id == participation_id)
    return [_proposal(row) for row in db.session.scalars(found.order_by(DecisionProposal.id.desc()))]


def open_proposals() -> list[ProposalRecord]:
    """Every proposal that waits for its second person, the oldest first."""
    found = select(DecisionProposal).where(DecisionProposal.settled_at.is_(None))
    return [_proposal(row) for row in db.session.scalars(found.order_by(DecisionProposal.id))]


def _latest(found: Select[tuple[Case]]) -> Select[tuple[Case]]:
    return found.order_by(Case.id.desc()).limit(MOST_SHOWN)


def _records(rows) -> list[CaseRecord]:
    found = list(rows)
    names = organisation_names(row.organisation_id for row in found)
    return [_record(row, names) for row in found]


def _record(row: Case, names: dict[int, str]) -> CaseRecord:
    told = {name: getattr(row, name) for name in CaseRecord.__dataclass_fields__ if name != "organisation"}
    told |= {"kind": CaseKind(row.kind), "ground": Ground(row.ground)}
    return CaseRecord(**told, organisation=names.get(row.organisation_id, ""))


def _proposal(row: DecisionProposal) -> ProposalRecord:
    told = {name: getattr(row, name) for name in ProposalRecord.__dataclass_fields__ if name != "agency_id"}
    told |= {"decision": Decision(row.decision), "ground": Ground(row.ground)}
    return ProposalRecord(**told, agency_id=agency_of(row.participation_id))
