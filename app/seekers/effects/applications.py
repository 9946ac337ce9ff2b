"""Counting the seekers who applied to an agency, in the transaction that records it (AGY-126)."""

from datetime import date

from app.db import db, insert_into
from app.kernel.periods import fiscal_year
from app.seekers.models.acquisitions import ApplicationCount


def count_application(agency_id: int, applied_on: date) -> None:
    """Count one more 求職申込み in the fiscal year of its JST day."""
    place = {"agency_id": agency_id, "fiscal_year": fiscal_year(applied_on)}
    first = insert_into(ApplicationCount).values(**place, number=1)
    more = {"number": ApplicationCount.number + 1}
    db.session.execute(first.on_conflict_do_update(index_elements=list(place), set_=more))
