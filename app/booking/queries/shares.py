"""How much of what is offered is still free, day by day: so that the desk sees times running out before they do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.booking.rules.outside import times_set
from app.booking.rules.slots import seats_on, times_of_day
from app.booking.terms.slots import Situation
from app.kernel.slots import SlotTime, WhyClosed


@dataclass(frozen=True, kw_only=True)
class Share:
    """Places of a day that the public may still take, of those that can still be booked at all."""

    day: date
    free: int
    offered: int


def free_shares(days: Iterable[date], situation: Situation, now: datetime) -> tuple[Share, ...]:
    """The share of every day that still has places to book or had them; `situation` must know these days.

    Days that are closed, and times that can no longer be booked, are nobody's shortage and do not count.
    """
    shares = (_share(day, situation, now) for day in days)
    return tuple(share for share in shares if share.offered)


def seats_set(days: Iterable[date], situation: Situation) -> int:
    """How many places the public is offered on `days` as the office has set them, taken or not, past or to come."""
    return sum(_seats_set(day, situation) for day in days if situation.calendar.knows(day))


def _seats_set(day: date, situation: Situation) -> int:
    return sum(slot.why is None for slot in times_set(day, situation).times) * seats_on(day, situation)[1]


def _share(day: date, situation: Situation, now: datetime) -> Share:
    times = [time for time in times_of_day(day, situation, now).times if _is_in_play(time)]
    free = sum(len(time.free_seats) for time in times)
    return Share(day=day, free=free, offered=len(times) * seats_on(day, situation)[1])


def _is_in_play(time: SlotTime) -> bool:
    return time.why is None or time.why.kind is WhyClosed.TAKEN
