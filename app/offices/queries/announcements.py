"""Reading terms that were announced and are still to come."""

from datetime import datetime

from app.offices.queries.offices import terms_versions
from app.offices.rules.versions import TermsState, state_at
from app.offices.terms import TermsVersion


def announced_terms(terms_set: str, now: datetime) -> tuple[TermsVersion, ...]:
    """The versions everybody may read that do not govern yet, the next one first (KNG-57)."""
    versions = terms_versions(terms_set)
    return tuple(each for each in reversed(versions) if state_at(each, versions, now) is TermsState.ANNOUNCED)
