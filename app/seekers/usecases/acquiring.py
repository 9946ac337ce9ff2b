"""Acquiring what a search found, to invite to the agency's own placement (AGY-045)."""

from collections.abc import Iterable
from datetime import datetime

from app.accounts.effects.acting import by_right
from app.agencies.effects.participation import lock_agency
from app.audit import effects as audit
from app.db import db
from app.kernel.roles import Identity
from app.seekers.effects.acquisitions import acquire, pseudonym
from app.seekers.queries.doors import why_closed
from app.seekers.queries.invitees import held_invitees
from app.seekers.queries.searching import search
from app.seekers.rules.acquiring import ground_against_acquisition
from app.seekers.terms.acquisitions import OWN_PLACEMENT, Acquired, AcquisitionRefusal
from app.seekers.terms.records import ROWS_A_QUERY, Filters


@db.write
@by_right
def acquire_found(
    agency_id: int, filters: Filters, numbers: Iterable[str], purpose: str, *, by: Identity, now: datetime
) -> Acquired | AcquisitionRefusal:
    """Let an agency hold what it ticked in a search, as far as that search finds it now (AGY-045).

    The agency's numbers are read by searching again, so that nobody reaches a record by its number alone. A second
    press finds everything held already. Whoever withdraws or blocks at this moment is before it or after it.
    """
    asked = list(dict.fromkeys(numbers))
    if (refusal := ground_against_acquisition(asked, purpose)) is not None:
        return refusal
    stops = lock_agency(agency_id).stop_count
    if why_closed(agency_id, now) is not None:
        return AcquisitionRefusal.CLOSED
    found = {pseudonym(agency_id, each): each for each in search(filters, agency_id, now).ids[:ROWS_A_QUERY]}
    people = held_invitees([found[each] for each in asked if each in found], agency_id, stops, now)
    willing = [each for each in people if each.is_offered and not each.is_blocked]
    if not willing:
        return AcquisitionRefusal.NOT_FOUND_NOW
    fresh = [each.record_id for each in willing if each.acquisition_id is None]
    made = acquire(fresh, agency_id=agency_id, stop_count=stops, by=by.account_id or 0, now=now)
    if made:
        detail: dict[str, object] = {"count": len(made), "purpose": OWN_PLACEMENT}
        audit.record("seekers.acquired", by=by, subject=f"agency:{agency_id}", now=now, detail=detail)
    return Acquired(new=len(made), held=len(willing) - len(made), gone=len(asked) - len(willing))
