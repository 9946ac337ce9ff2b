"""Writing drafts of terms. Nothing here commits."""

from datetime import datetime

from sqlalchemy import delete

from app.db import db
from app.offices.models import TermsDraftRow
from app.offices.queries.drafts import Draft


def put_draft(terms_set: str, draft: Draft, *, by: str, now: datetime) -> None:
    """Keep the draft of a terms set in place of the one before."""
    db.session.merge(
        TermsDraftRow(
            terms_set=terms_set,
            effective_on=draft.effective_on,
            ground=draft.ground,
            text=draft.text,
            revision=draft.revision + 1,
            edited_by=by,
            edited_at=now,
        )
    )
    db.session.flush()


def drop_draft(terms_set: str) -> None:
    """Forget the draft: it was announced, or thrown away."""
    db.session.execute(delete(TermsDraftRow).where(TermsDraftRow.terms_set == terms_set))
