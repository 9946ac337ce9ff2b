"""What of a visit is recorded: exactly the items the office's policy lists, and nothing where it lists none."""

from collections.abc import Collection

from app.booking.terms.use_log import Device, Entry, Visit
from app.kernel.moments import day_of, hour_of
from app.offices.terms import UseLogItem

RECORDED_METHODS = frozenset({"GET", "POST"})
REFUSED_PAGES = frozenset({409, 422})
LONGEST_AGENT = 300


def is_use(method: str, status: int, *, by_itself: bool) -> bool:
    """Whether an answer shows that somebody used a page of theirs.

    Not where the page was not theirs or not there, and not where a page asked by itself whether anything is new.
    """
    return method in RECORDED_METHODS and not by_itself and (status < 400 or status in REFUSED_PAGES)


def recorded(visit: Visit, items: Collection[UseLogItem]) -> Entry | None:
    """What is recorded of a visit (MYK-28, NGS-48, KRS-34); None where the office records nothing."""
    if not items:
        return None
    times, access = UseLogItem.TIMES in items, UseLogItem.ACCESS in items
    return Entry(
        day=day_of(visit.at),
        at=visit.at if times else None,
        hour=hour_of(visit.at).hour if times else None,
        method=visit.method if access else None,
        route=visit.route if access else None,
        state=visit.state if UseLogItem.BOOKING_STATUS in items else None,
        device=_device(visit) if UseLogItem.DEVICE in items else None,
    )


def _device(visit: Visit) -> Device:
    return Device(agent=visit.agent[:LONGEST_AGENT], network=visit.network)
