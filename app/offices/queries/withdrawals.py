"""Reading terms that were announced and taken back before their day (KNG-57)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.db import db
from app.kernel.moments import day_of
from app.offices.models.terms import TermsWithdrawnRow


@dataclass(frozen=True, kw_only=True)
class WithdrawnTerms:
    """A version that was announced for a day and taken back before it; it never governed (KNG-57)."""

    effective_on: date
    announced_at: datetime
    text: str
    withdrawn_by: str
    withdrawn_at: datetime


def withdrawn_terms(terms_set: str) -> tuple[WithdrawnTerms, ...]:
    """Every version that was announced and taken back, what was taken back last first."""
    rows = select(TermsWithdrawnRow).where(TermsWithdrawnRow.terms_set == terms_set)
    return tuple(_withdrawn(row) for row in db.session.scalars(rows.order_by(TermsWithdrawnRow.id.desc())))


def withdrawn_before_their_day(terms_set: str, now: datetime) -> tuple[WithdrawnTerms, ...]:
    """Of them those whose day is still to come: whoever read the announcement is told that it does not hold."""
    return tuple(each for each in withdrawn_terms(terms_set) if each.effective_on > day_of(now))


def _withdrawn(row: TermsWithdrawnRow) -> WithdrawnTerms:
    return WithdrawnTerms(
        effective_on=row.effective_on,
        announced_at=row.announced_at,
        text=row.text,
        withdrawn_by=row.withdrawn_by,
        withdrawn_at=row.withdrawn_at,
    )
