"""Taking part, told plainly: what a stop, a lifting, an end and the mere passing of days do. No code of the rules."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.kernel.moments import JST

DAY = timedelta(days=1)


def midnight_after(day: date) -> datetime:
    """The first moment of the next day in Japan."""
    return datetime(day.year, day.month, day.day, tzinfo=JST) + DAY


@dataclass
class Stop:
    """A stop: to its last day, or until somebody lifts it; what it `waits_for` holds it open beyond until it is mended.

    That is its own cause and those of the stops it took the place of; `serves_until`: their six months run so long.
    """

    last_day: date | None
    waits_for: set[str] = field(default_factory=set)
    checks_facts: bool = False
    mended_at: datetime | None = None
    is_fixed: bool = False
    serves_until: date | None = None


@dataclass
class Plain:
    """One agency's taking part in both services, the seeker service to a day."""

    seeker_until: date
    stop: Stop | None = None
    ended: bool = False
    stops_counted: int = 0
    acts: list[str] = field(default_factory=lambda: ["started"])

    def is_stopped(self, now: datetime) -> bool:
        """Whether a stop holds."""
        stop = self.stop
        if stop is None:
            return False
        if stop.last_day is None or now < midnight_after(stop.last_day):
            return True
        mended_late = stop.mended_at is not None and stop.mended_at >= midnight_after(stop.last_day)
        return bool(stop.waits_for) or mended_late

    def services(self, now: datetime) -> set[str]:
        """What can be used."""
        if self.ended or self.is_stopped(now):
            return set()
        return {"job_info"} | ({"seeker_info"} if now < midnight_after(self.seeker_until) else set())

    def begin(self, stop: Stop, now: datetime) -> None:
        """A stop begins, in the place of any other; what was acquired is gone, but not while facts are checked."""
        if self.stop is not None and self.is_stopped(now):
            stop.waits_for |= self.stop.waits_for
            served = [self.stop.serves_until, self.stop.last_day if self.stop.is_fixed else None]
            stop.serves_until = max((day for day in served if day), default=None)
        self.stop = stop
        self.stops_counted += 0 if stop.checks_facts else 1
        self.acts.append("suspended")

    def mend(self, cause: str, now: datetime) -> None:
        """A cause is mended; the stop is, once nothing is left that it waits for."""
        if self.stop is None or cause not in self.stop.waits_for:
            return
        self.stop.waits_for.remove(cause)
        self.stop.mended_at = None if self.stop.waits_for else now
        self.acts.append("improved")

    def lift(self) -> None:
        """The stop is over, and nothing comes back."""
        self.stop = None
        self.acts.append("resumed")

    def end(self, act: str) -> None:
        """Taking part is over for good."""
        self.stop, self.ended = None, True
        self.stops_counted += 1
        self.acts.append(act)
