"""Reading drafts of terms."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.db import db
from app.offices.models.offices import OfficeRow
from app.offices.models.terms import TermsDraftRow, TermsSetRow
from app.offices.queries.offices import policies_in_force
from app.offices.rules.documents import document_of, joined_lines
from app.offices.rules.headings import labels_of
from app.offices.rules.versions import (
    TermsState,
    changes_between,
    ground_against_change,
    previous_of,
    state_at,
    version_in_force,
)
from app.offices.terms import TermsChangeMode

__all__ = [
    "Draft",
    "TermsState",
    "changes_between",
    "document_of",
    "find_draft",
    "ground_against_change",
    "joined_lines",
    "labels_of",
    "locked_draft",
    "previous_of",
    "state_at",
    "title_of",
    "version_in_force",
]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A new text of terms before it is announced. `revision` is 0 for one that was never kept."""

    text: str
    effective_on: date | None = None
    ground: str | None = None
    revision: int = 0


def find_draft(terms_set: str) -> Draft | None:
    """The draft of a terms set; None while nobody has begun one."""
    row = db.session.scalar(select(TermsDraftRow).where(TermsDraftRow.terms_set == terms_set))
    if row is None:
        return None
    return Draft(text=row.text, effective_on=row.effective_on, ground=row.ground, revision=row.revision)


def locked_draft(terms_set: str) -> Draft | None:
    """The same, with the terms set held until the transaction ends, so that two who write come one after another."""
    held = select(TermsSetRow.name).where(TermsSetRow.name == terms_set)
    db.session.execute(held.with_for_update(key_share=True))
    return find_draft(terms_set)


def title_of(terms_set: str) -> str:
    """The title of a terms set, which must exist."""
    return str(db.session.scalars(select(TermsSetRow.title).where(TermsSetRow.name == terms_set)).one())


def change_mode_of(terms_set: str, on: date) -> TermsChangeMode:
    """Whether a set is changed on two grounds only on a day: where any office it binds has set so (MYK-44)."""
    ids = list(db.session.scalars(select(OfficeRow.id).where(OfficeRow.terms_set == terms_set)))
    modes = {policy.terms_change_mode for policy in policies_in_force(on, ids).values()}
    return TermsChangeMode.GROUNDS if TermsChangeMode.GROUNDS in modes else TermsChangeMode.ANNOUNCE
