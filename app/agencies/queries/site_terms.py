"""Reading which versions of the service's terms have applied to an agency (AGY-138, AGY-145)."""

from datetime import date

from app.agencies.queries.participation import Standing
from app.agencies.rules.site_terms import Applied, applied_versions
from app.kernel.moments import day_of
from app.offices.queries.offices import terms_versions
from app.offices.terms import TermsVersion

TERMS_SET = "info_service"


def versions() -> tuple[TermsVersion, ...]:
    """Every version of the terms of the information service, the newest first."""
    return terms_versions(TERMS_SET)


def terms_applied(standing: Standing, today: date) -> tuple[Applied, ...]:
    """Every version that has applied to an agency's newest participation."""
    facts = standing.facts
    if facts is None:
        return ()
    return applied_versions(facts.started_on, day_of(facts.ended_at) if facts.ended_at else None, versions(), today)
