"""Asking an agency for something, its answer, the confirmation, the register of complaints: facts and refusals."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from app.agencies.terms.participation import Ground
from app.oversight.terms.requests import Addressee, CaseKind, ComplainantKind, RequestKind


@dataclass(frozen=True, kw_only=True)
class NewRequest:
    """What a watcher asks; `received_on` and `complainant` are those of a complaint that is passed on (AGY-118)."""

    kind: RequestKind
    addressee: Addressee
    text: str
    ground: Ground | None = None
    limit_on: date | None = None
    received_on: date | None = None
    complainant: ComplainantKind | None = None


@dataclass(frozen=True, kw_only=True)
class RequestFacts:
    """What decides what may happen to a request."""

    kind: RequestKind
    sent_at: datetime
    limit_on: date | None
    answered_at: datetime | None
    declined: bool
    closed_at: datetime | None


class RequestRefusal(Enum):
    """Why nothing was asked, answered or confirmed."""

    NO_TEXT = "no_text"
    AGENCY_CLOSED = "agency_closed"
    NO_GROUND = "no_ground"
    NO_OFFICER = "no_officer"
    NO_LIMIT = "no_limit"
    LIMIT_OVER = "limit_over"
    NO_COMPLAINT = "no_complaint"
    COMPLAINT_TO_COME = "complaint_to_come"
    ASKED_ALREADY = "asked_already"
    ANSWERED_ALREADY = "answered_already"
    CLOSED_ALREADY = "closed_already"
    NOT_ANSWERED = "not_answered"
    NO_DAY = "no_day"
    CONFIRMED_IN_FUTURE = "confirmed_in_future"
    CONFIRMED_BEFORE_REQUEST = "confirmed_before_request"
    NOTHING_HANDED_IN = "nothing_handed_in"
    MEASURE_NOT_IGNORED = "measure_not_ignored"


@dataclass(frozen=True, kw_only=True)
class NewCase:
    """A matter that is opened about an agency."""

    kind: CaseKind
    ground: Ground
    facts: str
    mandatory_info_id: int | None = None


class CaseRefusal(Enum):
    """Why a case is not opened, referred or closed."""

    NO_FACTS = "no_facts"
    GROUND_OF_ANOTHER_KIND = "ground_of_another_kind"
    NO_INFORMATION = "no_information"
    AGENCY_CLOSED = "agency_closed"
    CLOSED_ALREADY = "closed_already"
    NOT_REFERRED = "not_referred"
    REFERRED_IN_FUTURE = "referred_in_future"
    REFERRED_ALREADY = "referred_already"
    NO_OUTCOME = "no_outcome"


class ComplaintRefusal(Enum):
    """Why the register does not take an entry."""

    NO_CONTENT = "no_content"
    RECEIVED_IN_FUTURE = "received_in_future"
    ENTRY_IN_FUTURE = "entry_in_future"
    ENTRY_BEFORE_COMPLAINT = "entry_before_complaint"
    NOT_HANDLED_YET = "not_handled_yet"
    SETTLED_ALREADY = "settled_already"


@dataclass(frozen=True, kw_only=True)
class NewComplaint:
    """A complaint that came to the agency itself (AGY-116)."""

    received_on: date
    complainant: ComplainantKind
    content: str
    handling: str


@dataclass(frozen=True, kw_only=True)
class ComplaintFacts:
    """What decides what may be added to a complaint."""

    received_on: date
    last_entry_on: date | None
    settled_on: date | None
