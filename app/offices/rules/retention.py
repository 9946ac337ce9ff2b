"""How long the data of a booking are kept: chosen by the office, for the documents name no period.

A period begins on the day after the consultation (民法140条) and ends with its last day (143条).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from app.kernel.periods import first_counted_day, last_day_of_months

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Periods:
    """Months after the consultation that contact data and words, and the whole record, are kept.

    `use_log_months` counts from the day of the use; None where the office has said nothing of it.
    """

    contact_months: int
    record_months: int
    use_log_months: int | None = None


PROPOSED = Periods(contact_months=12, record_months=36)
"""What an office is offered at set-up; nothing of a booking is deleted before it has chosen."""

USE_LOG_MONTHS = 12
"""How long the log of use is kept where the office has not chosen: as long as logs of access (SECURITY, retention)."""

LONGEST = 120


def last_day_kept(session_day: date, months: int) -> date:
    """The last day on which what belongs to a consultation of `session_day` is kept."""
    return last_day_of_months(first_counted_day(session_day, from_midnight=False), months)


def use_log_months(periods: Periods | None) -> int:
    """For how many months the log of use is kept; devices are recorded nowhere for ever, chosen or not (R6)."""
    return (periods.use_log_months if periods else None) or USE_LOG_MONTHS


def first_session_kept(today: date, months: int) -> date:
    """The earliest session day whose data are still kept on `today`; whatever lies before is past its date."""
    day = today - timedelta(days=31 * months)
    while last_day_kept(day, months) < today:
        day += ONE_DAY
    return day
