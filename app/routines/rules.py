"""When routines are due: pure functions of business time, in Japan's hours."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from app.kernel.moments import JST

FIRST_RETRY = timedelta(minutes=1)
MOST_RETRY = timedelta(hours=1)


def every(minutes: float) -> Callable[[datetime], datetime]:
    """Due at each whole step of `minutes` since midnight in Japan; `minutes`, also half of one, divides a day."""

    def last_due(now: datetime) -> datetime:
        local = now.astimezone(JST)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + (local - midnight) // timedelta(minutes=minutes) * timedelta(minutes=minutes)

    return last_due


def daily(at: time) -> Callable[[datetime], datetime]:
    """Due once a day at a time of day in Japan."""

    def last_due(now: datetime) -> datetime:
        local = now.astimezone(JST)
        today = datetime.combine(local.date(), at, JST)
        return today if today <= local else today - timedelta(days=1)

    return last_due


def retry_after(attempts: int) -> timedelta:
    """How long a failed run waits after its n-th attempt: 1, 2, 4 … minutes, an hour at most; real time."""
    doubled: int = 2 ** min(attempts - 1, 10)
    return min(FIRST_RETRY * doubled, MOST_RETRY)
