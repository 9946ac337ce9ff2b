"""Reading how long data of bookings are kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.db import db
from app.offices.models.offices import RetentionRow
from app.offices.rules.retention import (
    LONGEST,
    PROPOSED,
    USE_LOG_MONTHS,
    Periods,
    first_session_kept,
    last_day_kept,
    use_log_months,
)

__all__ = [
    "LONGEST",
    "PROPOSED",
    "USE_LOG_MONTHS",
    "Periods",
    "RetentionChoice",
    "first_session_kept",
    "last_day_kept",
    "periods_on",
    "retention_choices",
    "use_kept_since",
    "use_log_months",
]


@dataclass(frozen=True, kw_only=True)
class RetentionChoice:
    """What was chosen, from which day, by whom and when; `approved_by` is the second person."""

    periods: Periods
    since: date
    set_by: str
    approved_by: str | None
    set_at: datetime


def retention_choices(office_id: str) -> tuple[RetentionChoice, ...]:
    """Everything that was chosen, the latest choice first."""
    rows = db.session.scalars(
        select(RetentionRow).where(RetentionRow.office_id == office_id).order_by(RetentionRow.id.desc())
    )
    return tuple(_choice(row) for row in rows)


def periods_on(office_id: str, day: date) -> Periods | None:
    """The periods that hold on `day`: of what had begun by then, the latest; None where nothing was chosen."""
    row = db.session.scalar(
        select(RetentionRow)
        .where(RetentionRow.office_id == office_id, RetentionRow.in_force_from <= day)
        .order_by(RetentionRow.in_force_from.desc(), RetentionRow.id.desc())
        .limit(1)
    )
    return _choice(row).periods if row else None


def periods_of(office_ids: Collection[str], day: date) -> dict[str, Periods]:
    """The same of each of these offices that has chosen, in one statement."""
    begun = select(RetentionRow).where(RetentionRow.office_id.in_(office_ids), RetentionRow.in_force_from <= day)
    rows = db.session.scalars(begun.order_by(RetentionRow.in_force_from, RetentionRow.id))
    return {row.office_id: _choice(row).periods for row in rows}


def use_kept_since(office_id: str, today: date) -> date:
    """The earliest day whose recorded uses are still kept on `today`."""
    return first_session_kept(today, use_log_months(periods_on(office_id, today)))


def _choice(row: RetentionRow) -> RetentionChoice:
    return RetentionChoice(
        periods=Periods(
            contact_months=row.contact_months, record_months=row.record_months, use_log_months=row.use_log_months
        ),
        since=row.in_force_from,
        set_by=row.set_by,
        approved_by=row.approved_by,
        set_at=row.set_at,
    )
