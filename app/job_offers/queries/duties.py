"""Reading what an agency owes employers, for its first page and its list (AGY-029, AGY-037)."""

from app.agencies.queries.participation import Standing
from app.job_offers.queries.uses import unasked, untold
from app.job_offers.rules.providing import ground_against_access
from app.job_offers.terms.acts import OpenDuties


def open_duties(standing: Standing) -> OpenDuties:
    """What is owed at the instant of the standing; nothing while the agency gets no job offers."""
    if ground_against_access(standing.kind, standing.open_services) is not None:
        return OpenDuties()
    own = standing.agency_id
    return OpenDuties(unasked=tuple(unasked(own, standing.at)), untold=tuple(untold(own)))
