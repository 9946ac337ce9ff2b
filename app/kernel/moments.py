"""Japanese wall-clock days and hours as instants, and back."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

JST = ZoneInfo("Asia/Tokyo")

END_OF_DAY = time(23, 59, 59)
"""A limit without an hour lasts to this second of its day (Q-12)."""


def at(day: date, hour: time) -> datetime:
    """The instant at which clocks in Japan show `hour` on `day`; aware, +09:00."""
    return datetime.combine(day, hour, JST)


def day_of(moment: datetime) -> date:
    """The date in Japan at `moment`, which must be aware."""
    return _in_japan(moment).date()


def hour_of(moment: datetime) -> time:
    """What clocks in Japan show at `moment`, which must be aware."""
    return _in_japan(moment).time()


def by(moment: datetime, last: datetime) -> bool:
    """Whether `moment` is in time for `last`; the whole last second still counts (Q-07)."""
    return moment.replace(microsecond=0) <= last


def _in_japan(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone cannot be placed on a day.")
    return moment.astimezone(JST)
