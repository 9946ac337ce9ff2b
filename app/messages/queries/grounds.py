"""Reading why an agency's letter would go out to nobody: one gathering for the page before it and for its sending."""

from datetime import datetime

from app.agencies.queries.mandatory_info import newest_info_id, registered_contact
from app.agencies.queries.participation import find_standing
from app.kernel.personal_data import findings
from app.messages.queries.sending import guard_patterns
from app.messages.rules.inviting import ground_against_agency
from app.messages.terms.messages import Identifies, SendRefusal


def ground_against_letter(agency_id: int, body: str, now: datetime) -> SendRefusal | Identifies | None:
    """The service closed, what must be told missing (AGY-056), or a text that identifies (AGY-061); None where it may.

    Whether the text names its reader is asked of each of them when it is sent.
    """
    standing = find_standing(agency_id, now)
    services = standing.open_services if standing else frozenset()
    has_info = newest_info_id(agency_id, now) is not None
    ground = ground_against_agency(services, has_mandatory_info=has_info)
    if ground is not None:
        return ground
    found = findings(body, allowed=registered_contact(agency_id), patterns=guard_patterns())
    return Identifies(found=found) if found else None
