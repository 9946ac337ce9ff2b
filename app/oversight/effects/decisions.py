"""Writing proposals of decisions that take two people (SECURITY T6)."""

from datetime import datetime

from sqlalchemy import update

from app.db import db
from app.oversight.models.cases import DecisionProposal
from app.oversight.queries.matters import Matter
from app.oversight.rules.decisions import clause_of_decision
from app.oversight.terms.decisions import DecisionChoice


def add_proposal(matter: Matter, choice: DecisionChoice, *, case_id: int | None, by: int, now: datetime) -> int:
    """A proposal that waits for its second person, with the clause it rests on now; its id."""
    row = DecisionProposal(
        participation_id=matter.participation_id,
        case_id=case_id,
        suspension_id=matter.stop_id,
        decision=choice.decision.value,
        ground=matter.ground.value,
        clause=clause_of_decision(choice.decision, matter.ground, matter.repeat, matter.facts, now) or "",
        reason=choice.reason,
        confirmed_on=choice.confirmed_on,
        proposed_at=now,
        proposed_by=by,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def settle_proposal(proposal_id: int, *, approved: bool, by: int, now: datetime) -> None:
    """Let a proposal be approved or dropped."""
    row = db.session.get_one(DecisionProposal, proposal_id)
    row.approved, row.settled_by, row.settled_at = approved, by, now
    db.session.flush()


def drop_open_proposals(participation_id: int, *, by: int, now: datetime) -> None:
    """Drop what waits about a participation: what it was about is another now."""
    waiting = update(DecisionProposal).where(
        DecisionProposal.participation_id == participation_id, DecisionProposal.settled_at.is_(None)
    )
    db.session.execute(waiting.values(approved=False, settled_by=by, settled_at=now))
