"""Closing an agency's accounts when its use has ended."""

from datetime import datetime

from app.accounts.effects.closing import close_accounts_of_organisation
from app.agencies.models.agencies import Agency
from app.agencies.rules.dates import id_free_from
from app.db import db
from app.kernel.moments import day_of
from app.offices.queries.offices import national_calendar


def close_agency(agency: Agency, *, by: int | None, why: str, now: datetime) -> None:
    """Close an agency with its accounts: their addresses are held for five years (AGY-014, 2(2)注2).

    In the transaction that ends its participation; the agency must be locked.
    """
    free_from = id_free_from(day_of(now), national_calendar()).value
    close_accounts_of_organisation(agency.id, free_from=free_from, by=by, why=why, now=now)
    agency.closed_at = now
    db.session.flush()
