"""Opening and closing a matter about an agency (8)."""

from datetime import date, datetime

from app.agencies.terms.participation import Ground
from app.kernel.moments import day_of
from app.oversight.rules.grounds import OVERDUE
from app.oversight.terms.asking import CaseRefusal, NewCase
from app.oversight.terms.requests import CaseKind

OF_A_BREACH = frozenset(Ground) - {Ground.ORDER, Ground.FACT_FINDING, Ground.MEASURE_IGNORED} - OVERDUE
GROUNDS_OF = {
    CaseKind.BREACH: OF_A_BREACH,
    CaseKind.LAW_SUSPICION: frozenset({Ground.ACT, Ground.GUIDANCE}),
    CaseKind.ORDER: frozenset({Ground.ORDER}),
    CaseKind.OVERDUE: OVERDUE,
    CaseKind.FALSE_INFORMATION: frozenset({Ground.UNFAIR_ACQUISITION}),
    CaseKind.FACT_FINDING: frozenset({Ground.FACT_FINDING}),
}
"""The grounds of each kind of case; false mandatory information counts as unfair acquisition (AGY-059).

An ignored measure is none that somebody chooses: its case comes with the stop (AGY-114).
"""


def ground_against_opening(new: NewCase, *, agency_closed: bool) -> CaseRefusal | None:
    """Why a case is not opened (AGY-059, AGY-073, AGY-074, AGY-081)."""
    if agency_closed:
        return CaseRefusal.AGENCY_CLOSED
    if not new.facts.strip():
        return CaseRefusal.NO_FACTS
    if new.ground not in GROUNDS_OF[new.kind]:
        return CaseRefusal.GROUND_OF_ANOTHER_KIND
    if new.kind is CaseKind.FALSE_INFORMATION and new.mandatory_info_id is None:
        return CaseRefusal.NO_INFORMATION
    return None


def ground_against_referral(
    kind: CaseKind, referred_on: date | None, day: date, *, closed: bool, now: datetime
) -> CaseRefusal | None:
    """Why the referral to the supply-demand adjustment section is not entered (AGY-073)."""
    if closed:
        return CaseRefusal.CLOSED_ALREADY
    if kind is not CaseKind.LAW_SUSPICION:
        return CaseRefusal.GROUND_OF_ANOTHER_KIND
    if referred_on is not None:
        return CaseRefusal.REFERRED_ALREADY
    return CaseRefusal.REFERRED_IN_FUTURE if day > day_of(now) else None


def ground_against_closing(
    kind: CaseKind, referred_on: date | None, outcome: str, *, closed: bool
) -> CaseRefusal | None:
    """Why a case is not closed: a suspected breach of the Act stays open until it was referred (AGY-073)."""
    if closed:
        return CaseRefusal.CLOSED_ALREADY
    if kind is CaseKind.LAW_SUSPICION and referred_on is None:
        return CaseRefusal.NOT_REFERRED
    return None if outcome.strip() else CaseRefusal.NO_OUTCOME
