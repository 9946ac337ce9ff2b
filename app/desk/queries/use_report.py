"""The use report of an office, from what its policy lets be recorded."""

from datetime import date

from app.booking.queries.use_log import sessions_by_hour, uses_by_day, uses_by_hour, uses_by_state
from app.desk.rules.use_report import LEAST, month_of, next_month, told
from app.desk.terms.use_report import UseReport
from app.offices.queries.offices import policy_in_force
from app.offices.terms import UseLogItem

__all__ = ["LEAST", "next_month", "use_report"]


def use_report(office_id: str, month: date, today: date) -> UseReport:
    """The report of the month that `month` lies in (MYK-28); it reads no device and nothing that is sealed."""
    first, last = month_of(month)
    span = (office_id, first, last)
    times = UseLogItem.TIMES in policy_in_force(office_id, today).use_log
    return UseReport(
        first=first,
        last=last,
        by_hour=told(uses_by_hour(*span, today)),
        by_day=told(uses_by_day(*span, today)),
        begun=told(sessions_by_hour(*span, ends=False)) if times else {},
        ended=told(sessions_by_hour(*span, ends=True)) if times else {},
        by_state=told(uses_by_state(*span, today)),
    )
