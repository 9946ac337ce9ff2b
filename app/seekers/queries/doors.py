"""Whether the pages of seekers are open to an agency now (AGY-010, AGY-016)."""

from datetime import datetime

from app.agencies.queries.participation import find_standing
from app.kernel.moments import day_of
from app.seekers.rules.entering import ground_against_entering
from app.seekers.terms.entering import ClosedWhy


def why_closed(agency_id: int, now: datetime) -> ClosedWhy | None:
    """Why an agency finds the pages of seekers closed; None where it may enter."""
    standing = find_standing(agency_id, now)
    if standing is None or standing.facts is None:
        return ClosedWhy.NOT_YET
    started = standing.facts.started_on <= day_of(now)
    return ground_against_entering(standing.state, standing.open_services, standing.past_term, started=started)
