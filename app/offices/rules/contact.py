"""When an office answers its telephone."""

from datetime import datetime

from app.kernel.answering import weekdays_answered
from app.kernel.calendar import Calendar
from app.kernel.moments import day_of, hour_of
from app.offices.terms import Policy


def answers_at(policy: Policy, calendar: Calendar, now: datetime) -> bool:
    """Whether enquiries are answered at `now`: an open day of the office, inside its hours (KNG-60)."""
    day = day_of(now)
    in_hours = any(window.start <= hour_of(now) < window.end for window in policy.contact_hours)
    return in_hours and day.weekday() in weekdays_answered(policy) and calendar.is_open(day)
