"""Which bookings form a suspicious series (SECURITY T9 with the limits of 1.4).

The document says: alarm when > 20 % of an office's week is taken from one /24, one mail domain pattern or within
10 min. We read it so: *a week* is a week of consultations, Monday to Sunday; *the office's week* are the places the
public is offered in it, free or not; *taken* counts the bookings made on the site that their applicants have not given
back; *within 10 min* are bookings of which the last was made at most ten minutes after the first. Fewer than three are
no series, however small the office.

Bookings that were refused since, or found to be in order, still count as taken: else the rest of a series would slip
from the list as one works it off. They are not listed again, and one that is left over among those found to be in
order is no series.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, takewhile
from typing import TypeVar

from app.booking.terms.origins import Trace
from app.desk.rules.week import week_around
from app.desk.terms.series import Series, SeriesGround, WeekShare

Mark = TypeVar("Mark", bound=Hashable)
Thing = TypeVar("Thing")
Weeks = Mapping[date, list[Trace]]

LEAST = 3
LEAST_OPEN = 2
SHARE = 5
"""One in five: more than that of a week is too much."""
SPAN = timedelta(minutes=10)


@dataclass(frozen=True)
class _Known:
    """Places the public is offered in a week, by its Monday; bookings somebody has found to be in order."""

    offered: Mapping[date, int]
    cleared: Collection[int]


def series_in(
    traces: Iterable[Trace], offered: Mapping[date, int], cleared: Collection[int] = ()
) -> tuple[Series, ...]:
    """The suspicious series among the bookings of one office, those of which some wait for somebody.

    `offered`: places of a week by its Monday; `cleared`: ids of bookings found to be in order. Networks and kinds of
    address are told apart within a week only; a burst may run over several weeks. The very same bookings are one series
    on several grounds.
    """
    known, weeks = _Known(offered, cleared), _by(traces, monday_of)
    groups = {
        SeriesGround.NETWORK: _alike(weeks, known, lambda trace: trace.network),
        SeriesGround.MAIL: _alike(weeks, known, lambda trace: trace.mail),
        SeriesGround.BURST: _bursts(weeks, known),
    }
    found = _by([(tuple(group), ground) for ground in groups for group in groups[ground]], lambda each: each[0])
    listed = (_series([ground for _, ground in found[group]], group, known) for group in found)
    return tuple(series for series in listed if series.numbers)


def is_too_much(taken: int, offered: int) -> bool:
    """Whether `taken` of `offered` places are a series: three or more, and more than a fifth."""
    return taken >= LEAST and taken * SHARE > offered


def monday_of(trace: Trace) -> date:
    """The week a booking is for."""
    return week_around(trace.day)[0]


def _alike(weeks: Weeks, known: _Known, mark: Callable[[Trace], str]) -> list[list[Trace]]:
    """The bookings of every mark that too much of a week bears."""
    groups = [group for monday in sorted(weeks) for group in _by(weeks[monday], mark).values()]
    return [_in_order(group) for group in groups if _fills_its_week(group, known)]


def _bursts(weeks: Weeks, known: _Known) -> list[list[Trace]]:
    """Every run of bookings that took too much of a week in ten minutes, run by run in order of time."""
    hasty = [trace for traces in weeks.values() for trace in _hasty(traces, known)]
    return _runs(_in_order(hasty))


def _hasty(traces: Iterable[Trace], known: _Known) -> list[Trace]:
    """Of the bookings of one week those that were made with too many others within ten minutes."""
    ordered = _in_order(traces)
    spans = (_span_from(ordered[number:]) for number in range(len(ordered)))
    hasty = {trace.booking_id for span in spans if _fills_its_week(span, known) for trace in span}
    return [trace for trace in ordered if trace.booking_id in hasty]


def _span_from(ordered: Sequence[Trace]) -> list[Trace]:
    """The first and all that were made at most ten minutes after it."""
    return list(takewhile(lambda trace: trace.applied_at - ordered[0].applied_at <= SPAN, ordered))


def _runs(ordered: Sequence[Trace]) -> list[list[Trace]]:
    """The bookings cut wherever more than ten minutes lie between one and the next."""
    runs = [[trace] for trace in ordered[:1]]
    for before, trace in pairwise(ordered):
        if trace.applied_at - before.applied_at > SPAN:
            runs.append([])
        runs[-1].append(trace)
    return runs


def _fills_its_week(group: Sequence[Trace], known: _Known) -> bool:
    left = sum(trace.booking_id not in known.cleared for trace in group)
    return left >= LEAST_OPEN and is_too_much(len(group), known.offered.get(monday_of(group[0]), 0))


def _series(grounds: Iterable[SeriesGround], ordered: Sequence[Trace], known: _Known) -> Series:
    weeks = _by(ordered, monday_of)
    return Series(
        grounds=tuple(grounds),
        weeks=tuple(
            WeekShare(monday=monday, taken=len(weeks[monday]), offered=known.offered.get(monday, 0))
            for monday in sorted(weeks)
        ),
        made=(ordered[0].applied_at, ordered[-1].applied_at),
        numbers=tuple(each.number for each in ordered if each.coming and each.booking_id not in known.cleared),
    )


def _in_order(traces: Iterable[Trace]) -> list[Trace]:
    return sorted(traces, key=lambda trace: (trace.applied_at, trace.booking_id))


def _by(things: Iterable[Thing], mark: Callable[[Thing], Mark]) -> dict[Mark, list[Thing]]:
    groups: defaultdict[Mark, list[Thing]] = defaultdict(list)
    for thing in things:
        groups[mark(thing)].append(thing)
    return groups
