"""Writing drafts of terms. Nothing here commits."""

from datetime import date, datetime

from sqlalchemy import delete, select

from app.db import db
from app.offices.effects.offices import add_version
from app.offices.models.terms import TermsDraftRow, TermsVersionRow, TermsWithdrawnRow
from app.offices.queries.drafts import Draft, title_of
from app.offices.rules.profile_files import Enacted
from app.offices.terms import TermsSource

CHANGED = "改正"


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


def announce_draft(terms_set: str, draft: Draft, effective_on: date, now: datetime) -> None:
    """Let the draft be a version everybody may read, in force from 00:00 of its day (KNG-57); the draft is gone."""
    add_version(
        terms_set,
        Enacted(on=effective_on, act=CHANGED),
        title=title_of(terms_set),
        text=draft.text,
        source=TermsSource.OFFICIAL,
        announced_at=now,
        ground=draft.ground,
    )
    drop_draft(terms_set)


def withdraw_version(terms_set: str, effective_on: date, *, by: str, now: datetime) -> None:
    """Take back the version announced for a day that is still to come; that it was announced stays on record."""
    wanted = select(TermsVersionRow).where(TermsVersionRow.terms_set == terms_set)
    row = db.session.scalars(wanted.where(TermsVersionRow.effective_on == effective_on)).one()
    kept = {"announced_at": row.announced_at, "text": row.text or ""}
    db.session.add(
        TermsWithdrawnRow(terms_set=terms_set, effective_on=effective_on, withdrawn_by=by, withdrawn_at=now, **kept)
    )
    db.session.delete(row)
    db.session.flush()


def drop_draft(terms_set: str) -> None:
    """Forget the draft: it was announced, or thrown away."""
    db.session.execute(delete(TermsDraftRow).where(TermsDraftRow.terms_set == terms_set))
