"""A seeker's refusal of an agency, and the row that makes it final (AGY-050, AGY-052)."""

from datetime import datetime

from sqlalchemy import select

from app.db import claim, db
from app.seekers.models.records import SeekerBlock, SeekerRecord


def lock_record(record_id: int) -> SeekerRecord:
    """The record as it is now, held alone until this transaction ends: nobody sends to its seeker meanwhile."""
    held = select(SeekerRecord).where(SeekerRecord.id == record_id).with_for_update()
    return db.session.execute(held.execution_options(populate_existing=True)).scalar_one()


def block(record_id: int, agency_id: int, now: datetime) -> bool:
    """Refuse an agency for good; False where it was refused before. The record must be held."""
    return claim(SeekerBlock, record_id=record_id, agency_id=agency_id, blocked_at=now)
