"""Reading the ministry's notices (AGY-138, AGY-142)."""

from sqlalchemy import select

from app.db import db
from app.oversight.models.records import MinistryNotice
from app.oversight.terms.notices import NoticeEntry

MOST_SHOWN = 100


def list_notices(*, standing_only: bool = True, most: int = MOST_SHOWN) -> tuple[NoticeEntry, ...]:
    """The notices, the newest first; those taken back too where asked."""
    newest = select(MinistryNotice).order_by(MinistryNotice.posted_at.desc(), MinistryNotice.id.desc()).limit(most)
    found = newest.where(MinistryNotice.withdrawn_at.is_(None)) if standing_only else newest
    return tuple(map(_entry, db.session.scalars(found)))


def find_notice(number: str) -> NoticeEntry | None:
    """The notice of a number; None for none."""
    row = db.session.scalars(select(MinistryNotice).where(MinistryNotice.number == number)).first()
    return _entry(row) if row else None


def _entry(row: MinistryNotice) -> NoticeEntry:
    return NoticeEntry(**{name: getattr(row, name) for name in NoticeEntry.__dataclass_fields__})
