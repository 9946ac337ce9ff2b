"""Counting an agency's searches before anything is found (SECURITY T7)."""

from datetime import datetime

from app.db import db
from app.seekers.rules.searching import key_of
from app.seekers.terms.records import Filters
from app.web.limiter import Exceeded, Limit, spend, spend_together


@db.write
def count_search(agency_id: int, filters: Filters, now: datetime) -> Exceeded | None:
    """Count a search of an agency; why it has to wait, or None.

    Any page is one of five in a second. What was asked for before on the same day shows the same two hundred people,
    so that its other pages are none of the day's three hundred.
    """
    agency = f"agency {agency_id}"
    burst = spend(Limit.SEARCH_BURST_BY_AGENCY, agency, now)
    if isinstance(burst, Exceeded):
        return burst
    same = (Limit.SAME_SEARCH_BY_AGENCY, f"{agency} {key_of(filters)}")
    if isinstance(spend_together([], now, within=[same]), Exceeded):
        return None
    counted = spend_together([(Limit.SEARCH_BY_AGENCY, agency), same], now)
    return counted if isinstance(counted, Exceeded) else None
