"""Reading proposals to change how long data are kept."""

from app.db import db
from app.desk.models.retention import RetentionProposal
from app.desk.terms.office_retention import Proposal
from app.offices.queries.retention import Periods


def find_proposal(office_id: str, proposal_id: int) -> Proposal | None:
    """The proposal of that id, if it is the office's, read anew."""
    found = db.select(RetentionProposal).where(RetentionProposal.office_id == office_id)
    row = db.session.scalar(found.where(RetentionProposal.id == proposal_id).execution_options(populate_existing=True))
    return _proposal(row) if row else None


def open_proposal(office_id: str) -> Proposal | None:
    """The proposal of an office that waits for a second person."""
    found = db.select(RetentionProposal).where(RetentionProposal.office_id == office_id)
    row = db.session.scalar(found.where(RetentionProposal.settled_at.is_(None)))
    return _proposal(row) if row else None


def proposed(proposal: Proposal) -> Periods:
    """The periods of a proposal."""
    return Periods(
        contact_months=proposal.contact_months,
        record_months=proposal.record_months,
        use_log_months=proposal.use_log_months,
    )


def _proposal(row: RetentionProposal) -> Proposal:
    return Proposal(
        id=row.id,
        contact_months=row.contact_months,
        record_months=row.record_months,
        use_log_months=row.use_log_months,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        is_open=row.settled_at is None,
    )
