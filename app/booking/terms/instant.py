"""Instant use (即時利用): what is asked, what is decided on, and where a request stands."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, StrEnum

from app.booking.terms.application import ApplicantType
from app.booking.terms.people import Device
from app.booking.terms.states import StateFacts
from app.kernel.slots import Why

CodeWay = StrEnum("CodeWay", "MYPAGE CALL")
"""How the access code reaches the person: on MyPage, or by a call to the registered number (NGS-45)."""

ANSWERED_WITHIN = timedelta(minutes=10)
"""How long a request waits for an answer; the documents give no time, so ours is that of a no-show."""


@dataclass(frozen=True, kw_only=True)
class OpenHours:
    """Whether the office holds sessions at a moment (Q-44), and how many minutes one begun then may last.

    `minutes` is 0 where it holds none; `why` says so where it is not only the hour.
    """

    minutes: int
    why: Why | None = None


@dataclass(frozen=True, kw_only=True)
class InstantFacts:
    """What a request is decided on, gathered under the account's lock.

    `agreed` is the version of the terms the person agreed to last, before this request; `newest` the one in force.
    The telephones are E.164; the registered one may be unknown.
    """

    office_ready: bool
    hours: OpenHours
    applicant_type: ApplicantType
    device: Device | None
    establishment: str
    agreed: int | None
    newest: int
    registered_phone: str | None
    typed_phone: str
    someone_free: bool
    banned: bool
    has_open_request: bool


@dataclass(frozen=True, kw_only=True)
class RequestFacts:
    """What of a request, besides its booking's state, decides how it goes on."""

    state: StateFacts
    agreed_at: datetime | None
    answered_at: datetime | None


class InstantRefusal(Enum):
    """Why a request is not taken; its sentence stands in `templates/booking/_refusals_instant.html`."""

    NOT_OPEN_YET = "not_open_yet"
    OUTSIDE_HOURS = "outside_hours"
    EMPLOYER_NOT_SERVED = "employer_not_served"
    NO_CONSENT = "no_consent"
    NO_PHONE = "no_phone"
    PHONE_DIFFERS = "phone_differs"
    NO_DEVICE = "no_device"
    NO_ESTABLISHMENT = "no_establishment"
    BANNED = "banned"
    OPEN_ALREADY = "open_already"
    NOBODY_FREE = "nobody_free"


OF_THE_FORM = frozenset({InstantRefusal.PHONE_DIFFERS, InstantRefusal.NO_DEVICE, InstantRefusal.NO_ESTABLISHMENT})
"""Refusals that another input would put right."""


class AgreementRefusal(Enum):
    """Why an answer to the newest terms is not taken."""

    NOTHING_OPEN = "nothing_open"
    OTHER_VERSION = "other_version"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a person asks with, folded: the telephone as E.164, how the code should come, and what it is about.

    `companion` says who else takes part (NGS-59).
    """

    phone: str
    way: CodeWay
    device: Device | None
    establishment: str = ""
    companion: str = ""
    content: str = ""


@dataclass(frozen=True, kw_only=True)
class AccessCode:
    """How one gets into the meeting: never kept but in the notice on the person's page (NGS-45)."""

    meeting_id: str = field(repr=False)
    passcode: str = field(repr=False)


@dataclass(frozen=True)
class Asked:
    """The request stands; the same for a press that is repeated."""

    number: str


@dataclass(frozen=True, kw_only=True)
class InstantRecord:
    """One request as pages read it; where it stands now is `rules.instant.stage_of(facts, now)`."""

    number: str
    office_id: str
    account_id: int
    applicant_type: ApplicantType
    name_kana: str
    facts: RequestFacts
    minutes: int
    asked_at: datetime
    wish: CodeWay
    given: CodeWay | None
    called_at: datetime | None
    counselor_id: int | None
    revision: int


class AnswerRefusal(Enum):
    """Why the desk's answer to a request is not done; nothing was changed."""

    NO_SUCH_REQUEST = "no_such_request"
    GRANT_ENDED = "grant_ended"
    OVER = "over"
    ANSWERED_ALREADY = "answered_already"
    TERMS_NOT_AGREED = "terms_not_agreed"
    COUNSELOR_TAKEN = "counselor_taken"
    NO_PHONE = "no_phone"
    NOT_BY_CALL = "not_by_call"
    IN_SESSION = "in_session"


class Stage(Enum):
    """Where a request stands, as its person and the desk see it."""

    AGREEMENT = "agreement"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    IN_SESSION = "in_session"
    DECLINED = "declined"
    DECLINED_TERMS = "declined_terms"
    LAPSED = "lapsed"
    OVER = "over"


STILL_OPEN = frozenset({Stage.AGREEMENT, Stage.WAITING, Stage.ACCEPTED, Stage.IN_SESSION})
"""While a request of the day stands in one of these, the telephone number is frozen (NGS-46)."""
