"""Counting bookings: what became of them, how long before they were made, when and about what they are."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from app.booking.terms.figures import Counted
from app.booking.terms.states import RELEASED
from app.desk.terms.figures import LONGEST_DAYS, Figures, FiguresRefusal
from app.kernel.moments import day_of, hour_of

LEAD_STEPS = (0, 2, 7, 14, 28)
"""From how many days on a step of the lead time begins."""


def ground_against_span(first: date, last: date) -> FiguresRefusal | None:
    """Why the days from `first` to `last` cannot be counted."""
    if last < first:
        return FiguresRefusal.REVERSED
    return FiguresRefusal.TOO_LONG if last - first >= timedelta(days=LONGEST_DAYS) else None


def figures_of(bookings: Iterable[Counted], tool_on: Callable[[date], str]) -> Figures:
    """The figures of bookings; `tool_on` names the tool an office used on a day."""
    counted = tuple(bookings)
    live = [each for each in counted if each.state not in RELEASED]
    return Figures(
        all=len(counted),
        taking_place=len(live),
        by_state=Counter(each.state for each in counted),
        by_channel=Counter(each.channel for each in counted),
        lead_days=dict(sorted(Counter(lead_step(each) for each in counted).items())),
        by_hour=dict(sorted(Counter(hour_of(each.starts_at) for each in live).items())),
        by_topic=_most_first(Counter(each.topic for each in live if each.topic)),
        by_tool=_most_first(Counter(tool_on(day_of(each.starts_at)) for each in live)),
    )


def lead_step(booking: Counted) -> int:
    """The step of a booking's lead time, by the days from the day of the application to that of the consultation."""
    days = (day_of(booking.starts_at) - day_of(booking.applied_at)).days
    return LEAD_STEPS[max(bisect_right(LEAD_STEPS, days) - 1, 0)]


def _most_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
