"""What each ground for a stop or an end of use allows, and what follows when a breach comes again (8, 14)."""

from dataclasses import dataclass
from enum import StrEnum

from app.agencies.terms.participation import Ground, SuspensionEnd

Decider = StrEnum("Decider", "BUREAU MINISTRY OPERATIONS")
"""Who may decide on a ground; the bureau is always the one with jurisdiction (AGY-072)."""

Repeat = StrEnum("Repeat", "NONE ANY_BREACH SAME_KIND OPEN_CHOICE")
"""What a breach after resumption leads to: nothing of its own, an end of use after any breach, after one of the same
kind, or a choice in which nothing is preselected (AGY-076, -078, -080, -084)."""

Proposal = StrEnum("Proposal", "NONE TERMINATION CHOICE")
"""What the form puts before the officer about a repeat."""


@dataclass(frozen=True, kw_only=True)
class GroundFacts:
    """One ground: its clause, what a stop on it ends with (None: no stop), whether use may be ended at once.

    `asks_correction`: a correction request goes with the stop. `malicious`: a clause for the highly malicious, under
    which use is ended without a stop before.
    """

    clause: str
    suspension: SuspensionEnd | None
    terminates: bool = False
    terminating_clause: str = ""
    asks_correction: bool = False
    needs_improvement: bool = False
    is_breach: bool = True
    repeat: Repeat = Repeat.NONE
    deciders: frozenset[Decider] = frozenset({Decider.BUREAU})


@dataclass(frozen=True, kw_only=True)
class PastStop:
    """A suspension that is over and was followed by use again."""

    ground: Ground


@dataclass(frozen=True, kw_only=True)
class Repeated:
    """What a breach after a stop that is over leads to, and the clause by which use is ended for it.

    `at_once`: only where it came 直ちに after use was resumed, as the bureau judges (8(2)④a, Q-51).
    """

    proposal: Proposal = Proposal.NONE
    clause: str | None = None
    at_once: bool = False


NOT_REPEATED = Repeated()
