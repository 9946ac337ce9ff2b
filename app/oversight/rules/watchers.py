"""Who may ask what of an agency, and who may stop or end its use (3, 4, 7(2)①カ, 8, 14, 15, 19(2))."""

from app.agencies.terms.participation import Ground
from app.oversight.rules.grounds import GROUNDS
from app.oversight.terms.grounds import Decider
from app.oversight.terms.requests import CaseKind, RequestKind
from app.oversight.terms.watchers import Watcher, Watching, WatchRefusal

BUREAU_AND_OFFICE = frozenset({Watching.BUREAU, Watching.OFFICE})
WITH_MINISTRY = BUREAU_AND_OFFICE | {Watching.MINISTRY}
ASKED_BY = {
    RequestKind.CORRECTION: WITH_MINISTRY,
    RequestKind.FACT_CHECK: BUREAU_AND_OFFICE,
    RequestKind.COMPLAINT: BUREAU_AND_OFFICE,
    RequestKind.RECORD: BUREAU_AND_OFFICE,
    RequestKind.MEASURE: frozenset({Watching.OPERATIONS}),
    RequestKind.REPORT: WITH_MINISTRY,
    RequestKind.SURVEY: WITH_MINISTRY,
}
"""Corrections (AGY-017), facts (AGY-090), complaints (AGY-071, AGY-118), records (AGY-117), measures (AGY-113),
reports and surveys (AGY-135), each with who may ask for them."""

OF_THE_OWN_BUREAU = frozenset({RequestKind.RECORD, RequestKind.REPORT, RequestKind.SURVEY})
"""What among bureaux only the one with jurisdiction (管轄労働局) asks for (15(2), 19(2)); offices are any (安定所)."""


def kinds_to_ask(watcher: Watcher, agency_bureau_id: int) -> tuple[RequestKind, ...]:
    """What a watcher may ask of an agency of a bureau, in the order of the list (AGY-017, AGY-072)."""
    return tuple(kind for kind in ASKED_BY if ground_against_asking(watcher, kind, agency_bureau_id) is None)


def ground_against_asking(watcher: Watcher, kind: RequestKind, agency_bureau_id: int) -> WatchRefusal | None:
    """Why a watcher may not ask for this (AGY-072, AGY-117, AGY-135).

    Any bureau asks to correct (8), checks facts (8(3)) and passes a complaint on (15(3)); records, reports and surveys
    are for the bureau with jurisdiction, any office and, but for records, the ministry.
    """
    if watcher.watching not in ASKED_BY[kind]:
        return WatchRefusal.NOT_YOURS_TO_ASK
    elsewhere = watcher.watching is Watching.BUREAU and watcher.bureau_id != agency_bureau_id
    return WatchRefusal.OTHER_JURISDICTION if elsewhere and kind in OF_THE_OWN_BUREAU else None


def ground_against_case(watcher: Watcher, agency_bureau_id: int, kind: CaseKind) -> WatchRefusal | None:
    """Why a watcher may not open a case.

    A suspected breach of the Act is told by any bureau or office (AGY-073), the rest opened by who decides (AGY-018).
    """
    if kind is CaseKind.LAW_SUSPICION and watcher.watching in BUREAU_AND_OFFICE:
        return None
    if watcher.watching is Watching.MINISTRY:
        return None
    return ground_against_jurisdiction(watcher, agency_bureau_id)


def ground_against_closing_as(
    watcher: Watcher, agency_bureau_id: int, kind: CaseKind, ground: Ground
) -> WatchRefusal | None:
    """Why a watcher may not refer or close a case: who opens its like may, and who decides on its ground (AGY-114)."""
    refusal = ground_against_case(watcher, agency_bureau_id, kind)
    return refusal if ground_against_deciding(watcher, agency_bureau_id, ground) is not None else None


def ground_against_jurisdiction(watcher: Watcher, agency_bureau_id: int) -> WatchRefusal | None:
    """Why a watcher does not act for the bureau with jurisdiction over an agency (AGY-072)."""
    if watcher.watching is not Watching.BUREAU:
        return WatchRefusal.NOT_YOURS_TO_DECIDE
    return None if watcher.bureau_id == agency_bureau_id else WatchRefusal.OTHER_JURISDICTION


def ground_against_deciding(watcher: Watcher, agency_bureau_id: int, ground: Ground) -> WatchRefusal | None:
    """Why a watcher may not stop, end or resume use on a ground (AGY-018, AGY-020, AGY-072, AGY-114).

    The bureau with jurisdiction decides on every clause of 3, 4 and 8, the ministry on 3 and 4, operations on 14 alone;
    an office never does.
    """
    deciders = GROUNDS[ground].deciders
    if watcher.watching is Watching.BUREAU and Decider.BUREAU in deciders:
        return ground_against_jurisdiction(watcher, agency_bureau_id)
    allowed = {Watching.MINISTRY: Decider.MINISTRY, Watching.OPERATIONS: Decider.OPERATIONS}.get(watcher.watching)
    return None if allowed in deciders else WatchRefusal.NOT_YOURS_TO_DECIDE


def may_read(watcher: Watcher, agency_bureau_id: int, organisation_id: int | None = None) -> bool:
    """Whether a watcher reads a matter about an agency: its own bureau, the ministry, and who began the matter."""
    if watcher.watching is Watching.MINISTRY or watcher.bureau_id == agency_bureau_id:
        return True
    return organisation_id in watcher.organisation_ids
