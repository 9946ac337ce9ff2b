"""Hours of a day: windows, and which sessions fit into them. All times are Japanese wall-clock times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True, order=True)
class Window:
    """From `start` to before `end` of one day; never empty, never over midnight."""

    start: time
    end: time

    def __post_init__(self) -> None:
        """Refuse what cannot be a window."""
        if self.start >= self.end:
            raise ValueError(f"A window ends after it starts: {self.start} to {self.end}")

    def holds(self, start: time, minutes: int) -> bool:
        """Whether a session of `minutes` from `start` lies wholly inside."""
        return self.start <= start and minutes_of(start) + minutes <= minutes_of(self.end)

    def meets(self, start: time, minutes: int) -> bool:
        """Whether a session of `minutes` from `start` shares any moment with the window."""
        return start < self.end and minutes_of(self.start) < minutes_of(start) + minutes


def minutes_of(hour: time) -> int:
    """Minutes since midnight; seconds are not counted."""
    return hour.hour * 60 + hour.minute


def fits(start: time, minutes: int, windows: Iterable[Window]) -> bool:
    """Whether a session lies wholly inside one of `windows` (KNG-14, NGS-18); two do not add up."""
    return any(window.holds(start, minutes) for window in windows)


def starts_every(minutes: int, window: Window) -> tuple[time, ...]:
    """The starts of sessions of `minutes` laid one after another into `window`."""
    first, last = minutes_of(window.start), minutes_of(window.end) - minutes
    return tuple(time(*divmod(start, 60)) for start in range(first, last + 1, minutes))


def overlaps(starts_at: datetime, minutes: int, other: datetime, other_minutes: int) -> bool:
    """Whether two sessions, each given by an aware start and its minutes, share any moment."""
    return starts_at < other + timedelta(minutes=other_minutes) and other < starts_at + timedelta(minutes=minutes)
