"""Reading demands for an extract of the log of use."""

from app.db import db
from app.desk.models.use_extracts import UseExtractRow
from app.desk.rules.use_extracts import READY_FOR, stage_of
from app.desk.terms.use_extracts import Demand, Extract

__all__ = ["READY_FOR", "extracts_of", "find_extract", "stage_of"]

MOST_SHOWN = 200


def find_extract(office_id: str, extract_id: int) -> Extract | None:
    """The extract of that id, if it is the office's, read anew."""
    found = db.select(UseExtractRow).where(UseExtractRow.office_id == office_id, UseExtractRow.id == extract_id)
    row = db.session.scalar(found.execution_options(populate_existing=True))
    return _extract(row) if row else None


def extracts_of(office_id: str) -> list[Extract]:
    """What was asked for at an office, the latest first."""
    found = db.select(UseExtractRow).where(UseExtractRow.office_id == office_id)
    return [_extract(row) for row in db.session.scalars(found.order_by(UseExtractRow.id.desc()).limit(MOST_SHOWN))]


def _extract(row: UseExtractRow) -> Extract:
    return Extract(
        id=row.id,
        demand=Demand(
            requester=row.requester,
            legal_basis=row.legal_basis,
            demanded_on=row.demanded_on,
            booking_number=row.booking_number,
            account_id=row.account_id,
            first_day=row.first_day,
            last_day=row.last_day,
        ),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        settled_by=row.settled_by,
        settled_at=row.settled_at,
        approved=row.approved,
        taken_at=row.taken_at,
    )
