"""What the free times of an office follow from, as it is known at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.kernel.calendar import Calendar
from app.kernel.slots import DayTimes, Held, Stop
from app.offices.terms import Closure, Office, Policy


@dataclass(frozen=True, kw_only=True)
class DaySeats:
    """Another number of seats on one day, and how many of them the public may take; 0: nobody is taken that day."""

    day: date
    capacity: int
    public_capacity: int


@dataclass(frozen=True, kw_only=True)
class DaySituation:
    """Closures, stops and held seats that touch one day, and its own number of seats, if it has one."""

    closures: tuple[Closure, ...] = ()
    stops: tuple[Stop, ...] = ()
    held: tuple[Held, ...] = ()
    seats: DaySeats | None = None


NOTHING_KNOWN = DaySituation()


@dataclass(frozen=True, kw_only=True)
class Situation:
    """An office: its policies by first and last day, the terms of today, its calendar, what is known of each day."""

    office: Office
    policies: tuple[tuple[date, date | None, Policy], ...]
    terms_version_id: int | None
    calendar: Calendar
    days: Mapping[date, DaySituation] = field(default_factory=dict)
    stops: tuple[Stop, ...] = ()

    def __hash__(self) -> int:
        """Equal situations have equal numbers; policies and days, which cannot be numbered, are left out."""
        return hash((self.office.id, self.terms_version_id, len(self.days), self.stops))

    def policy_on(self, day: date) -> Policy | None:
        """The policy in force on `day`, if there is one."""
        for since, until, policy in self.policies:
            if since <= day and (until is None or day <= until):
                return policy
        return None

    def on(self, day: date) -> DaySituation:
        """What is known of `day`, stops of the service included."""
        known = self.days.get(day, NOTHING_KNOWN)
        return replace(known, stops=self.stops)


@dataclass(frozen=True, kw_only=True)
class NextDay:
    """The first day with a time to book until the day `last`, if any, and the days passed over that might have had one.

    Not among these: days that are shut by plan, are over, or are not open to applications yet or any more.
    """

    day: DayTimes | None
    passed: tuple[DayTimes, ...]
    last: date
