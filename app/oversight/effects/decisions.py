"""Writing proposals of decisions that take two people (SECURITY T6)."""

from datetime import datetime

from sqlalchemy import update

from app.agencies.terms.participation import Ground
from app.db import db
from app.oversight.models.cases import DecisionProposal
from app.oversight.terms.decisions import DecisionChoice


def add_proposal(
    participation_id: int,
    choice: DecisionChoice,
    ground: Ground,
    *,
    case_id: int | None,
    suspension_id: int | None,
    by: int,
    now: datetime,
) -> int:
    """A proposal that waits for its second person; its id."""
    row = DecisionProposal(
        participation_id=participation_id,
        case_id=case_id,
        suspension_id=suspension_id,
        decision=choice.decision.value,
        ground=ground.value,
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
