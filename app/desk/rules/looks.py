"""Gathering looks by person for the head of an office (SECURITY T31): what stands out is counted, not judged."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from app.desk.terms.looks import Look, Looker, LookKind, Seen
from app.kernel.answering import weekdays_answered
from app.kernel.calendar import Calendar
from app.kernel.moments import day_of, hour_of
from app.offices.terms import Policy

OF_A_BOOKING = frozenset({LookKind.VIEW, LookKind.PRINT})


def lookers(looks: Iterable[Look], in_hours: Callable[[datetime], bool]) -> tuple[Looker, ...]:
    """One entry for everyone who looked, whoever looked most often first; `in_hours`: was the office at work then."""
    by_person: defaultdict[int, list[Look]] = defaultdict(list)
    for look in looks:
        by_person[look.account_id].append(look)
    found = [_looker(account_id, theirs, in_hours) for account_id, theirs in by_person.items()]
    return tuple(sorted(found, key=lambda each: (-each.looks, each.account_id)))


def is_at_work(policy: Policy, calendar: Calendar, moment: datetime) -> bool:
    """Whether the office is at work at `moment`: an open day of its, from the first to the last hour of its telephone.

    The noon break is no odd hour to work at. Where no hours are set yet, no hour is odd.
    """
    hours, day = policy.contact_hours, day_of(moment)
    if not hours:
        return True
    works = day.weekday() in weekdays_answered(policy) and calendar.is_open(day)
    first, last = min(window.start for window in hours), max(window.end for window in hours)
    return works and first <= hour_of(moment) < last


def _looker(account_id: int, looks: Sequence[Look], in_hours: Callable[[datetime], bool]) -> Looker:
    kinds = Counter(look.kind for look in looks)
    searches = Counter(look.reason for look in looks if look.kind is LookKind.SEARCH)
    return Looker(
        account_id=account_id,
        looks=kinds[LookKind.VIEW] + kinds[LookKind.PRINT],
        out_of_hours=sum(not in_hours(look.at) for look in looks),
        prints=kinds[LookKind.PRINT],
        days=kinds[LookKind.DAY],
        bookings=_bookings(looks, in_hours),
        searches=tuple(sorted(searches.items())),
    )


def _bookings(looks: Iterable[Look], in_hours: Callable[[datetime], bool]) -> tuple[Seen, ...]:
    moments: defaultdict[str, list[datetime]] = defaultdict(list)
    for look in looks:
        if look.kind in OF_A_BOOKING:
            moments[look.number].append(look.at)
    found = [
        Seen(number=number, looks=len(times), out_of_hours=sum(not in_hours(at) for at in times), last=max(times))
        for number, times in moments.items()
    ]
    return tuple(sorted(found, key=lambda seen: (-seen.looks, seen.number)))
