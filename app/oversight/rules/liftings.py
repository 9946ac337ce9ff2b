"""What each open cause of a stop needs before use goes on: by one table, of every stop in the chain (8, 14)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from app.agencies.terms.participation import Ground, SuspensionEnd
from app.agencies.terms.processing import OrderFacts
from app.oversight.terms.decisions import DecisionChoice, DecisionFacts, RunningStop
from app.oversight.terms.liftings import Need, StopCause
from app.oversight.terms.requests import Decision

CONFIRMED = frozenset({Need.CONFIRMATION})
NEEDS: Mapping[SuspensionEnd, frozenset[Need]] = MappingProxyType(
    {
        SuspensionEnd.SIX_MONTHS: frozenset({Need.LAST_DAY}),
        SuspensionEnd.UNTIL_CORRECTED: CONFIRMED,
        SuspensionEnd.UNTIL_FACTS_CONFIRMED: CONFIRMED,
        SuspensionEnd.UNTIL_COMPLIED: CONFIRMED,
        SuspensionEnd.AS_DECIDED: CONFIRMED,
    }
)
"""Six months are served (AGY-075, AGY-083); every other stop waits for a day on which something was confirmed."""


def needs_of(cause: StopCause) -> frozenset[Need]:
    """What a stop waits for; one of ④a for its cause to be mended, too (AGY-074, AGY-084)."""
    return NEEDS[cause.end_kind] | ({Need.IMPROVEMENT} if cause.needs_improvement else frozenset())


def unserved(causes: Iterable[StopCause], today: date) -> tuple[StopCause, ...]:
    """The stops that another took the place of whose last day is not over."""
    return tuple(
        each
        for each in causes
        if Need.LAST_DAY in needs_of(each) and each.last_day is not None and today <= each.last_day
    )


def unmended(causes: Iterable[StopCause]) -> tuple[StopCause, ...]:
    """Those whose cause was not mended: use goes on only by a decision that says why, or ends (AGY-084)."""
    return tuple(each for each in causes if Need.IMPROVEMENT in needs_of(each) and not each.is_mended)


def let_go(running: RunningStop | None, today: date) -> frozenset[Ground]:
    """The grounds of stops it took the place of that still hold, so that use goes on only by deciding on them, too.

    Months that were served are over by themselves; a last day that somebody set is not before it came.
    """
    causes = running.causes if running else ()
    served = (each for each in causes if each.last_day is not None and each.last_day < today)
    return frozenset(each.ground for each in (*unmended(causes), *(set(causes) - set(served))))


def leaves_unmended(running: RunningStop | None) -> bool:
    """Whether a stop that takes the place of this one leaves a cause to be mended, and must not end without it."""
    if running is None:
        return False
    return (running.needs_improvement and not running.is_mended) or bool(unmended(running.causes))


def goes_on_unmended(running: RunningStop | None) -> bool:
    """Whether use, should it go on, would go on with a cause unmended: it is resumed then, not lifted (AGY-084)."""
    return running is not None and (running.awaits_decision or bool(unmended(running.causes)))


def ends_unmended(ground: Ground, facts: DecisionFacts, today: date) -> bool:
    """Whether a stop on a ground is over without its cause having been mended, so that use may end (AGY-084).

    It may hold still, or another stop may have taken its place meanwhile.
    """
    stop = facts.running
    if stop is None:
        return False
    over = (each for each in unmended(stop.causes) if each.last_day is not None and each.last_day < today)
    own = stop.awaits_decision and stop.ground is ground and not stop.mended_in_time
    return own or any(each.ground is ground for each in over)


def open_orders(orders: Iterable[OrderFacts]) -> tuple[OrderFacts, ...]:
    """The orders whose improvement nobody has confirmed yet."""
    return tuple(each for each in orders if each.improved_on is None)


def uncorrected_orders(ground: Ground, orders: Iterable[OrderFacts]) -> tuple[OrderFacts, ...]:
    """The open orders that hold a stop on another ground: entered under one that only a decision ends, they made none.

    It is not over before their 是正確認日 is entered (AGY-074); a stop for orders waits for them by a day of its own.
    """
    return () if ground is Ground.ORDER else open_orders(orders)


def confirmed_by_orders(ground: Ground, orders: Iterable[OrderFacts]) -> date | None:
    """The day of the correction where the orders tell it: one day serves both entries (AGY-006, AGY-074).

    None where the stop does not rest on an order, or one of them is still open.
    """
    known = tuple(orders)
    if ground is not Ground.ORDER or open_orders(known):
        return None
    return max((each.improved_on for each in known if each.improved_on is not None), default=None)


def with_known_day(choice: DecisionChoice, facts: DecisionFacts) -> DecisionChoice:
    """The choice with the day the orders tell, which nobody enters twice (AGY-006, AGY-074)."""
    if choice.decision is Decision.TERMINATION or facts.running is None:
        return choice
    known = confirmed_by_orders(facts.running.ground, facts.orders)
    return replace(choice, confirmed_on=known) if known else choice
