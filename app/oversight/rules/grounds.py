"""The table of grounds, and what a repeat leads to (求人・求職情報提供サービス利用規約 3, 4, 8, 14)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from app.agencies.terms.participation import Ground, SuspensionEnd
from app.oversight.terms.grounds import NOT_REPEATED, Decider, GroundFacts, PastStop, Proposal, Repeat, Repeated

GENERAL = "8(3)"
"""The clause with the general power to stop or to end use."""

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
        Ground.GUIDANCE: GroundFacts(clause=GENERAL, suspension=SuspensionEnd.AS_DECIDED, terminates=True),
        Ground.FACT_FINDING: GroundFacts(
            clause=GENERAL, suspension=SuspensionEnd.UNTIL_FACTS_CONFIRMED, is_breach=False
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


def repeated(past: Iterable[PastStop], ground: Ground) -> Repeated:
    """What a new breach after stops that are over, the oldest first, leads to (AGY-076, AGY-078, AGY-080, AGY-084).

    After ① and ③ any breach of the terms ends use, by the clause of that stop (Q-41); after ④ one of the same kind that
    came 直ちに (Q-51), by ④a; after ② a second ② leaves the choice between six months and, by 8(3), the end.
    """
    if not GROUNDS[ground].is_breach:
        return NOT_REPEATED
    before = [each.ground for each in past]
    for each in before:
        if GROUNDS[each].repeat is Repeat.ANY_BREACH:
            return Repeated(proposal=Proposal.TERMINATION, clause=GROUNDS[each].clause)
    alike = GROUNDS[ground].repeat if ground in before else Repeat.NONE
    if alike is Repeat.SAME_KIND:
        return Repeated(proposal=Proposal.TERMINATION, clause=GROUNDS[ground].clause, at_once=True)
    return Repeated(proposal=Proposal.CHOICE, clause=GENERAL) if alike is Repeat.OPEN_CHOICE else NOT_REPEATED


def terminating_clause(ground: Ground, repeat: Repeated, *, unmended: bool = False) -> str | None:
    """Under which clause use may be ended on a ground; None where it may not.

    By their own, whatever came before: 3 and 4, which are the ministry's too (AGY-018, AGY-020), and ④b and ⑤b, which
    do nothing else (AGY-085, AGY-087). Then a repeat by the clause of what came first (AGY-076, AGY-080, AGY-084), a
    stop of ④a not mended in its six months (AGY-084, AGY-132), what is judged malicious by ④b, guidance and a second ②
    by 8(3) (AGY-078, AGY-088).
    """
    facts = GROUNDS[ground]
    if facts.suspension is None or Decider.MINISTRY in facts.deciders:
        return facts.clause
    if repeat.proposal is Proposal.TERMINATION:
        return repeat.clause
    if unmended and facts.needs_improvement:
        return facts.clause
    if facts.terminates:
        return facts.terminating_clause or facts.clause
    return repeat.clause
