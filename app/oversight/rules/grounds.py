"""The table of grounds, and what a repeat leads to (求人・求職情報提供サービス利用規約 3, 4, 8, 14)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from app.agencies.terms.participation import Ground, SuspensionEnd
from app.oversight.terms.grounds import Decider, GroundFacts, PastStop, Proposal, Repeat

MINISTRY_TOO = frozenset({Decider.BUREAU, Decider.MINISTRY})
OVERDUE = frozenset({Ground.LICENCE_LAPSED, Ground.SERVICE_LAPSED, Ground.NO_REPORT})
"""Grounds on which the month after a limit must have passed first (AGY-082)."""

IN_TIME = GroundFacts(
    clause="8(2)④a", suspension=SuspensionEnd.SIX_MONTHS, needs_improvement=True, repeat=Repeat.SAME_KIND
)
MALICIOUS_TOO = replace(IN_TIME, terminates=True, terminating_clause="8(2)④b")
GROUNDS: Mapping[Ground, GroundFacts] = MappingProxyType(
    {
        Ground.TERMS: GroundFacts(
            clause="3", suspension=SuspensionEnd.AS_DECIDED, terminates=True, deciders=MINISTRY_TOO
        ),
        Ground.ACT: GroundFacts(
            clause="4", suspension=SuspensionEnd.AS_DECIDED, terminates=True, deciders=MINISTRY_TOO
        ),
        Ground.ORDER: GroundFacts(clause="8(1)", suspension=SuspensionEnd.UNTIL_CORRECTED, is_breach=False),
        Ground.JOB_INFO_MISUSE: GroundFacts(
            clause="8(2)①", suspension=SuspensionEnd.SIX_MONTHS, asks_correction=True, repeat=Repeat.ANY_BREACH
        ),
        Ground.ADVERTISING: GroundFacts(
            clause="8(2)②", suspension=SuspensionEnd.SIX_MONTHS, asks_correction=True, repeat=Repeat.OPEN_CHOICE
        ),
        Ground.EXCESSIVE_SALES: GroundFacts(
            clause="8(2)③", suspension=SuspensionEnd.UNTIL_CORRECTED, asks_correction=True, repeat=Repeat.ANY_BREACH
        ),
        Ground.LICENCE_LAPSED: IN_TIME,
        Ground.SERVICE_LAPSED: IN_TIME,
        Ground.NO_REPORT: IN_TIME,
        Ground.FALSE_REPORT: MALICIOUS_TOO,
        Ground.QUALIFICATIONS_PASSED_ON: MALICIOUS_TOO,
        Ground.UNFAIR_ACQUISITION: GroundFacts(clause="8(2)④b", suspension=None, terminates=True),
        Ground.OTHER_BREACH: GroundFacts(
            clause="8(2)⑤a", suspension=SuspensionEnd.UNTIL_CORRECTED, asks_correction=True
        ),
        Ground.OTHER_MALICIOUS: GroundFacts(clause="8(2)⑤b", suspension=None, terminates=True),
        Ground.GUIDANCE: GroundFacts(clause="8(3)", suspension=SuspensionEnd.AS_DECIDED, terminates=True),
        Ground.FACT_FINDING: GroundFacts(
            clause="8(3)", suspension=SuspensionEnd.UNTIL_FACTS_CONFIRMED, is_breach=False
        ),
        Ground.MEASURE_IGNORED: GroundFacts(
            clause="14",
            suspension=SuspensionEnd.UNTIL_COMPLIED,
            is_breach=False,
            deciders=frozenset({Decider.OPERATIONS}),
        ),
    }
)
"""Every ground once: 3 (AGY-018), 4 (AGY-020), 8(1) (AGY-074), 8(2)① (AGY-075), ② (AGY-077), ③ (AGY-079), ④ (AGY-081),
④b (AGY-085), ⑤ (AGY-086, AGY-087), 8(3) (AGY-088, AGY-089), 14 (AGY-114)."""


def repeat_proposal(past: Iterable[PastStop], ground: Ground) -> Proposal:
    """What a new breach after a stop that is over leads to (AGY-076, AGY-078, AGY-080, AGY-084; Q-41).

    After ① and ③ any breach of the terms proposes the end of use, after ④ one of the same kind; after ② a second ②
    leaves the choice between six months and, by 8(3), the end. Whether it came 直ちに is the bureau's judgement (Q-51).
    """
    if not GROUNDS[ground].is_breach:
        return Proposal.NONE
    found = [each for each in past if _answers(GROUNDS[each.ground].repeat, each.ground, ground)]
    if any(GROUNDS[each.ground].repeat is not Repeat.OPEN_CHOICE for each in found):
        return Proposal.TERMINATION
    return Proposal.CHOICE if found else Proposal.NONE


def _answers(repeat: Repeat, before: Ground, ground: Ground) -> bool:
    return repeat is Repeat.ANY_BREACH or (repeat in (Repeat.SAME_KIND, Repeat.OPEN_CHOICE) and before is ground)


def terminating_clause(ground: Ground, proposal: Proposal, *, unmended: bool = False) -> str | None:
    """Under which clause use may be ended on a ground; None where it may not.

    Some grounds end use by themselves (3, 4, ④b, ⑤b, 8(3)); a repeat does by the clause of what came first, the second
    ② by 8(3) (AGY-078); so does a stop of ④a that was not mended in its six months (AGY-084, AGY-132).
    """
    facts = GROUNDS[ground]
    if facts.terminates:
        return facts.terminating_clause or facts.clause
    if proposal is Proposal.CHOICE:
        return "8(3)"
    if proposal is Proposal.TERMINATION or (unmended and facts.needs_improvement):
        return facts.clause
    return None
