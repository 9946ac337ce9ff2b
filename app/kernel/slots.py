"""What free times are computed from and what they are: the values of the slot picker."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from app.kernel.calendar import ClosedReason
from app.kernel.hours import Window
from app.kernel.steps import Computed


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The times an office has set, and how many seats each has for the audience that asks.

    `seats` numbers run from 1; of them `offered` may be taken by this audience, held ones included.
    """

    session_minutes: int
    weekdays: frozenset[int]  # Monday is 0
    windows: tuple[Window, ...]
    starts: tuple[time, ...]
    seats: int
    offered: int


@dataclass(frozen=True, kw_only=True)
class Closing:
    """Hours of the day the office has shut; no window: the whole day. Wins over everything."""

    reason: str
    window: Window | None = None


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Hours opened by exception, also on a closed day; no window: the usual ones."""

    reason: str = ""
    window: Window | None = None


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A stop of the service from an instant on (KNG-51); no `until`: not yet lifted.

    It shuts the sessions of its time; with `everything`, as long as it lasts, those of every other time too.
    """

    since: datetime
    until: datetime | None = None
    reason: str = ""
    everything: bool = False

    def lasts(self, now: datetime) -> bool:
        """Whether `now` lies in its time."""
        return self.since <= now and (self.until is None or now < self.until)

    def shuts(self, starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
        """Whether a session can, at `now`, not be booked for it."""
        meets = self.since < ends_at and (self.until is None or starts_at < self.until)
        return meets or (self.everything and self.lasts(now))


@dataclass(frozen=True, kw_only=True)
class SeatOverride:
    """Another number of seats for one start, or without `start` for the whole day; the start wins.

    Of them `offered` may be taken by the audience that asks; None: as many as the grid says.
    """

    seats: int
    offered: int | None = None
    start: time | None = None


@dataclass(frozen=True, kw_only=True)
class Held:
    """A seat already held, perhaps under an older grid."""

    starts_at: datetime
    minutes: int
    seat_no: int

    @property
    def ends_at(self) -> datetime:
        """When the session is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, kw_only=True)
class DayFacts:
    """What is known of one day besides the grid.

    `closes` is the last moment of application (None: no lead time, as for staff with a reason);
    `last_day` the end of the booking window.
    """

    last_day: date
    closes: Computed[datetime] | None = None
    closings: tuple[Closing, ...] = ()
    openings: tuple[Opening, ...] = ()
    stops: tuple[Stop, ...] = ()
    overrides: tuple[SeatOverride, ...] = ()
    held: tuple[Held, ...] = ()


class Mark(Enum):
    """The four marks of the picker; each is shown with its word."""

    FREE = "○"
    FEW = "△"
    FULL = "×"
    CLOSED = "－"


class WhyClosed(Enum):
    """Why a time cannot be taken."""

    PAST = "past"
    BEYOND_WINDOW = "beyond_window"
    NOT_OFFICIAL = "not_official"
    CLOSED_DAY = "closed_day"
    NOT_A_WEEKDAY_OF_THE_OFFICE = "not_a_weekday_of_the_office"
    CLOSED_BY_OFFICE = "closed_by_office"
    DEADLINE_OVER = "deadline_over"
    STOPPED = "stopped"
    NO_SEATS = "no_seats"
    TAKEN = "taken"


@dataclass(frozen=True, kw_only=True)
class Why:
    """A reason with what is needed to word it: the calendar's, or the office's own text."""

    kind: WhyClosed
    closed: ClosedReason | None = None
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class SlotTime:
    """One start time as it stands now. `free_seats` are the seat numbers that may be taken, lowest first."""

    starts_at: datetime
    ends_at: datetime
    mark: Mark
    free_seats: tuple[int, ...] = ()
    why: Why | None = None

    @property
    def is_free(self) -> bool:
        """Whether it can be booked."""
        return bool(self.free_seats)


@dataclass(frozen=True, kw_only=True)
class DayTimes:
    """One day of the picker: its times, and why all of them are closed where they are."""

    day: date
    times: tuple[SlotTime, ...]
    closes: Computed[datetime] | None = None
    why: Why | None = None
