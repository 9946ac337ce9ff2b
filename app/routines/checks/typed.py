"""What a person typed and left for later can be read back as it was typed (SECURITY I15)."""

import json
from datetime import datetime

import sqlalchemy as sa

from app.columns import opened
from app.db import db
from app.kernel.sealing import SealBroken
from app.routines.keeping.rows import raw


def drafts_unreadable(_now: datetime) -> list[str]:
    """Drafts of applications that do not open, or hold no fields (I15)."""
    draft = db.metadata.tables["agency_application_draft"]
    wanted = sa.select(draft.c.agency_id, draft.c.kind, raw(draft.c.typed).label("typed"))
    rows = db.session.execute(wanted.order_by(draft.c.agency_id, draft.c.kind))
    return [f"agency_application_draft {row.agency_id} {row.kind}" for row in rows if not _is_readable(row.typed)]


def _is_readable(sealed: bytes) -> bool:
    try:
        return isinstance(json.loads(opened(sealed, "agency_application_draft.typed")), dict)
    except (SealBroken, ValueError, TypeError):
        return False
