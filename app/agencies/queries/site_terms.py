"""Reading which versions of the service's terms have applied to an agency (AGY-138, AGY-145)."""

from datetime import date

from sqlalchemy import select

from app.agencies.models.participation import ParticipationConsent
from app.agencies.queries.participation import Standing
from app.agencies.rules.site_terms import applied_versions
from app.agencies.terms.site_terms import Agreed, Applied, AppliesBy
from app.db import db
from app.kernel.moments import day_of
from app.offices.queries.offices import terms_versions
from app.offices.terms import TermsVersion

TERMS_SET = "info_service"


def versions() -> tuple[TermsVersion, ...]:
    """Every version of the terms of the information service, the newest first."""
    return terms_versions(TERMS_SET)


def terms_applied(standing: Standing, today: date) -> tuple[tuple[Applied, Agreed | None], ...]:
    """Every version that has applied to an agency's newest participation, each with the consent that is kept to it.

    A version applies from its day on, whether or not anybody of the agency has come in since (AGY-138).
    """
    facts = standing.facts
    if facts is None or standing.participation_id is None:
        return ()
    ended_on = day_of(facts.ended_at) if facts.ended_at else None
    kept = consents_of(standing.participation_id)
    applied = applied_versions(facts.started_on, ended_on, versions(), today)
    return tuple((each, kept.get(each.version.id)) for each in applied)


def consents_of(participation_id: int) -> dict[int, Agreed]:
    """What a participation agreed to, by version (AGY-145)."""
    rows = select(ParticipationConsent).where(ParticipationConsent.participation_id == participation_id)
    found = db.session.scalars(rows.order_by(ParticipationConsent.terms_version_id))
    return {row.terms_version_id: Agreed(by=AppliesBy(row.kind), on=row.given_on) for row in found}
