"""What a stop of the service says, and what it meets (KNG-51)."""

from collections.abc import Iterable
from datetime import datetime

from app.kernel.slots import Held, Stop


def notice_at(stops: Iterable[Stop], now: datetime) -> str | None:
    """What the public is told of a stop: of one that lasts at `now`, else of one to come; None without either."""
    ahead = [stop for stop in stops if stop.until is None or now < stop.until]
    lasting = [stop for stop in ahead if stop.lasts(now)]
    return next((stop.reason for stop in (*lasting, *ahead)), None)


def is_met(session: Held, since: datetime, until: datetime | None) -> bool:
    """Whether a booked session shares any moment with the time of a stop; it stays booked all the same."""
    return since < session.ends_at and (until is None or session.starts_at < until)
