"""Reading how many seekers applied to an agency, for its yearly report (AGY-126)."""

from app.db import db
from app.seekers.models.acquisitions import ApplicationCount


def applications_counted(agency_id: int, fiscal_year: int) -> int:
    """How many 求職申込み an agency recorded in a fiscal year, also of records deleted since."""
    counted = db.session.get(ApplicationCount, (agency_id, fiscal_year))
    return counted.number if counted else 0
