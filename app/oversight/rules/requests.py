"""Asking an agency, its answer, and the confirmation that closes it (3, 7(2)②カ, 8(3), 14, 15, 19(2))."""

from datetime import date, datetime

from app.kernel.moments import day_of
from app.oversight.terms.asking import NewRequest, RequestFacts, RequestRefusal
from app.oversight.terms.requests import Addressee, RequestKind
from app.oversight.terms.watchers import Watcher, Watching, WatchRefusal

SAYS_THE_CLAUSE = frozenset({RequestKind.CORRECTION})
"""Kinds that cite what they rest on (M-AGY-4)."""

HAS_LIMIT = frozenset({RequestKind.MEASURE, RequestKind.REPORT, RequestKind.SURVEY})
"""Kinds with a day by which they are answered: without it nobody could say that a measure was ignored (AGY-114); what
is reported and surveyed says its limit (AGY-135)."""


def ground_against_request(new: NewRequest, *, agency_closed: bool, now: datetime) -> RequestRefusal | None:
    """Why nothing is asked (AGY-017, AGY-071, AGY-090, AGY-113, AGY-117, AGY-118, AGY-135)."""
    if agency_closed:
        return RequestRefusal.AGENCY_CLOSED
    if not new.text.strip():
        return RequestRefusal.NO_TEXT
    if new.kind in SAYS_THE_CLAUSE and new.ground is None:
        return RequestRefusal.NO_GROUND
    return _against_addressee(new) or _against_limit(new, day_of(now)) or _against_complaint(new, day_of(now))


def _against_addressee(new: NewRequest) -> RequestRefusal | None:
    """Facts are asked of one of the two officers (AGY-090), measures of the contact officer (AGY-113)."""
    if new.kind is RequestKind.FACT_CHECK and new.addressee is Addressee.ORGANISATION:
        return RequestRefusal.NO_OFFICER
    wrong = new.kind is RequestKind.MEASURE and new.addressee is not Addressee.CONTACT_OFFICER
    return RequestRefusal.NO_OFFICER if wrong else None


def _against_limit(new: NewRequest, today: date) -> RequestRefusal | None:
    if new.limit_on is None:
        return RequestRefusal.NO_LIMIT if new.kind in HAS_LIMIT else None
    return RequestRefusal.LIMIT_OVER if new.limit_on < today else None


def _against_complaint(new: NewRequest, today: date) -> RequestRefusal | None:
    """A complaint that is passed on says when it came and from whom, as one received directly does (AGY-118)."""
    if new.kind is not RequestKind.COMPLAINT:
        return None
    if new.received_on is None or new.complainant is None:
        return RequestRefusal.NO_COMPLAINT
    return RequestRefusal.COMPLAINT_TO_COME if new.received_on > today else None


def ground_against_answer(request: RequestFacts, text: str) -> RequestRefusal | None:
    """Why an answer is not taken: it is closed, answered, or says nothing (AGY-017, AGY-071, AGY-090)."""
    if request.closed_at is not None:
        return RequestRefusal.CLOSED_ALREADY
    if request.answered_at is not None:
        return RequestRefusal.ANSWERED_ALREADY
    return None if text.strip() else RequestRefusal.NO_TEXT


def ground_against_confirming_as(
    watcher: Watcher, kind: RequestKind, organisation_id: int, agency_bureau_id: int
) -> WatchRefusal | None:
    """Who closes a request: a correction the bureau with jurisdiction, or the ministry its own (AGY-017).

    Everything else is closed by who asked.
    """
    own = organisation_id in watcher.organisation_ids
    if kind is not RequestKind.CORRECTION:
        return None if own else WatchRefusal.NOT_YOURS_TO_ASK
    if own and watcher.watching is Watching.MINISTRY:
        return None
    return None if watcher.bureau_id == agency_bureau_id else WatchRefusal.OTHER_JURISDICTION


def ground_against_confirmation(
    request: RequestFacts, confirmed_on: date | None, now: datetime
) -> RequestRefusal | None:
    """Why a request is not closed (AGY-017).

    It takes the day on which that was confirmed (是正確認日), and of everything but a correction an answer.
    """
    if request.closed_at is not None:
        return RequestRefusal.CLOSED_ALREADY
    if request.kind is not RequestKind.CORRECTION and request.answered_at is None:
        return RequestRefusal.NOT_ANSWERED
    if confirmed_on is None:
        return RequestRefusal.NO_DAY
    if confirmed_on > day_of(now):
        return RequestRefusal.CONFIRMED_IN_FUTURE
    return RequestRefusal.CONFIRMED_BEFORE_REQUEST if confirmed_on < day_of(request.sent_at) else None


def is_ignored(request: RequestFacts, now: datetime) -> bool:
    """Whether a measure was refused, or not answered by the end of its day (AGY-114)."""
    if request.kind is not RequestKind.MEASURE or request.closed_at is not None:
        return False
    if request.answered_at is not None:
        return request.declined
    return request.limit_on is not None and day_of(now) > request.limit_on
