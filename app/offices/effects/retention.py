"""Choosing how long data of bookings are kept. Nothing here commits."""

from datetime import date, datetime

from app.db import db
from app.offices.models.offices import RetentionRow
from app.offices.rules.retention import Periods


def choose_retention(
    office_id: str, periods: Periods, *, since: date, by: str, approved_by: str, now: datetime
) -> None:
    """Let these periods, which one proposed and another approved, hold from `since` on; the row before stays."""
    db.session.add(
        RetentionRow(
            office_id=office_id,
            in_force_from=since,
            contact_months=periods.contact_months,
            record_months=periods.record_months,
            use_log_months=periods.use_log_months,
            set_by=by,
            approved_by=approved_by,
            set_at=now,
        )
    )
    db.session.flush()
