"""The words of applications: what may be wrong with one, what was checked, and the facts its state follows from."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.agencies.terms.kinds import ApplicationKind, ApplicationState, Service
from app.agencies.terms.particulars import Particulars

Withdrawn = StrEnum("Withdrawn", "SEEKER_INFO ALL")
"""What a withdrawal gives up: the seeker service alone, or everything (Q-32)."""


class EligibilityRefusal(StrEnum):
    """Why an organisation, or what it asks for, is not admitted (2(1), 2(2))."""

    SCHOOL_NOT_SAID = "school_not_said"
    SCHOOL_NOT_ADMITTED = "school_not_admitted"
    NO_SERVICE = "no_service"
    SEEKER_INFO_NOT_FOR_SCHOOLS = "seeker_info_not_for_schools"
    NO_REGULAR_PLACEMENT = "no_regular_placement"
    SERVICE_DROPPED = "service_dropped"


class ParticularsGap(StrEnum):
    """What an application has to tell and does not."""

    LICENCE_VALIDITY = "licence_validity"
    LICENCE_PAST = "licence_past"
    CONTACT_OFFICER = "contact_officer"
    CONTACT_NOT_FULL_TIME = "contact_not_full_time"
    PRIVACY_OFFICER = "privacy_officer"
    PRIVACY_NOT_FULL_TIME = "privacy_not_full_time"
    CONTACT_WAY = "contact_way"
    PROCEDURE = "procedure"
    SUBSIDIES = "subsidies"
    MANDATORY_INFO = "mandatory_info"


class ApplicationRefusal(StrEnum):
    """Why an application is not taken on the site."""

    NOT_TAKING_PART = "not_taking_part"
    TAKING_PART_ALREADY = "taking_part_already"
    OPEN_ALREADY = "open_already"
    NO_SEEKER_SERVICE = "no_seeker_service"
    NOTHING_CHANGED = "nothing_changed"
    LICENCE_TAKEN = "licence_taken"
    OTHER_CHANGE_OPEN = "other_change_open"
    ACCOUNT_CLOSED = "account_closed"
    BANNED = "banned"
    ALREADY_WITHDRAWN = "already_withdrawn"
    OTHER_CONTENT = "other_content"
    NOT_ELIGIBLE = "not_eligible"
    INCOMPLETE = "incomplete"


class UploadRefusal(StrEnum):
    """Why a file is not taken as the filled document."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_PDF = "not_a_pdf"
    ACTIVE = "active"
    NOT_OPEN = "not_open"


CheckKind = StrEnum(
    "CheckKind", "KIND SEEKER_KIND PLACEMENTS OFFICERS LICENCE MANDATORY ONE_ACCOUNT ORDERS BAN SAME_ADDRESS"
)
"""What the system checks of an application by itself; the last is for the bureau to judge."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that was checked, by which clause; `number` and the days are what it was found by."""

    kind: CheckKind
    rule: str
    clause: str
    passed: bool
    number: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class ApplicationFacts:
    """What the state of an application follows from; `written` is the state last written down."""

    kind: ApplicationKind
    written: ApplicationState
    registered_at: datetime
    document_limit: date
    received_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Entrance:
    """What decides which procedures are open to an agency: its services, its open applications, its account."""

    is_taking_part: bool
    services: frozenset[Service]
    open_kinds: frozenset[ApplicationKind]
    is_closed: bool = False
    banned_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Refused:
    """Why an application was not registered, with what it was found by."""

    why: ApplicationRefusal
    eligibility: EligibilityRefusal | None = None
    gaps: tuple[ParticularsGap, ...] = ()
    free_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What an application asks for: the particulars, or for a withdrawal what is given up."""

    kind: ApplicationKind
    told: Particulars | None = None
    given_up: Withdrawn | None = None


@dataclass(frozen=True, kw_only=True)
class Upload:
    """The filled document as it was put beside an application."""

    size: int
    uploaded_at: datetime


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """An application that nothing settled yet; `licence_valid_until` is what a change tells of the licence."""

    number: str
    kind: ApplicationKind
    document_limit: date
    received_on: date | None = None
    licence_valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class ApplicationLine:
    """An application as its agency sees it; `state` is as of the moment it was read.

    Without a `document_limit` no document is asked for.
    """

    id: int
    number: str
    agency_id: int
    kind: ApplicationKind
    state: ApplicationState
    registered_at: datetime
    document_limit: date | None
    days_left: int
    services: Withdrawn | None
    received_on: date | None
    settled_at: datetime | None
    why: str | None
    linked_number: str | None
