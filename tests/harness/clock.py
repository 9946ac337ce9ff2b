"""Frozen time, for tests only: the application's clock is this object."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

JST = ZoneInfo("Asia/Tokyo")
USUAL = "2026-05-11T10:00:00+09:00"


class FrozenClock:
    """Stands still until it is set or advanced. A text without an offset is Japan time."""

    def __init__(self, moment: str = USUAL) -> None:
        self.moment = moment_of(moment)

    def now(self) -> datetime:
        """The instant it stands at, aware, UTC."""
        return self.moment

    def set(self, moment: str) -> None:
        """Stand at another instant, given as ISO text."""
        self.moment = moment_of(moment)

    def advance(self, **step: float) -> None:
        """Go on by a `timedelta`: `clock.advance(minutes=10)`."""
        self.moment += timedelta(**step)


def moment_of(text: str) -> datetime:
    """The instant an ISO text names."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=JST)).astimezone(UTC)
