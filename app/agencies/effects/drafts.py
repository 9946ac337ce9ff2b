"""Keeping what was typed of an application until it is registered."""

from datetime import datetime

from app.agencies.models.agencies import ApplicationDraft
from app.agencies.rules.drafts import Typed, kept
from app.agencies.terms.kinds import ApplicationKind
from app.db import db


def keep_draft(agency_id: int, kind: ApplicationKind, typed: Typed, *, by: int, now: datetime) -> None:
    """Keep what was typed, in place of what was kept before; the agency must be locked or new."""
    row = db.session.get(ApplicationDraft, (agency_id, kind.value))
    if row is None:
        row = ApplicationDraft(agency_id=agency_id, kind=kind.value)
        db.session.add(row)
    row.typed, row.saved_at, row.saved_by = kept(typed), now, by
    db.session.flush()


def drop_draft(agency_id: int, kind: ApplicationKind) -> None:
    """Forget what was typed: it was registered, or the agency starts anew."""
    row = db.session.get(ApplicationDraft, (agency_id, kind.value))
    if row is not None:
        db.session.delete(row)
        db.session.flush()
