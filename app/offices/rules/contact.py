"""When an office answers its telephone."""

from datetime import date, datetime

from app.kernel.answering import weekdays_answered
from app.kernel.calendar import ONE_DAY, Calendar
from app.kernel.moments import at, day_of, hour_of
from app.offices.terms import Policy


def answers_at(policy: Policy, calendar: Calendar, now: datetime) -> bool:
    """Whether enquiries are answered at `now`: an open day of the office, inside its hours (KNG-60)."""
    in_hours = any(window.start <= hour_of(now) < window.end for window in policy.contact_hours)
    return in_hours and is_answered_on(day_of(now), policy, calendar)


def is_answered_on(day: date, policy: Policy, calendar: Calendar) -> bool:
    """Whether enquiries are answered at all on `day`: an open day of the office on its days for enquiries."""
    return day.weekday() in weekdays_answered(policy) and calendar.is_open(day)


def last_answered(policy: Policy, calendar: Calendar, until: datetime) -> datetime | None:
    """The end of the last hours before `until` in which one can call; None where no hours or days are set.

    What can be booked by telephone alone can be booked no later (NGS-15, KRS-24), however late its limit.
    """
    ends = sorted(window.end for window in policy.contact_hours)
    if not ends or not weekdays_answered(policy):
        return None
    day = day_of(until)
    while not is_answered_on(day, policy, calendar) or at(day, ends[0]) > until:
        day -= ONE_DAY
    return max(moment for end in ends if (moment := at(day, end)) <= until)
