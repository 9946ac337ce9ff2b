"""What a person applies with, and what an application may be refused for."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum

from app.booking.terms.people import Device, Particulars
from app.kernel.registration import Registration
from app.kernel.slots import SlotTime

ApplicantType = StrEnum("ApplicantType", "WORKER EMPLOYER SEEKER")
"""労働者, 使用者 or 求人者 (KNG-05, NGS-07), 求職者 (MYK-05)."""

KeyKind = StrEnum("KeyKind", "ACCOUNT MAIL PHONE_AND_KANA PHONE_AND_NAME SEEKER_NUMBER")
"""By what a person is recognised (Q-04)."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place as plain codes; `municipality` only inside a prefecture an office serves, `detail` is sealed."""

    prefecture: str
    municipality: str = ""
    detail: str = ""


NOWHERE = Place(prefecture="")
"""Where an office does not ask for a place."""


@dataclass(frozen=True, kw_only=True)
class Application(Particulars):
    """A complete booking form, folded; what the office does not ask for is empty.

    `accepted_tool` says whether the tool's terms were agreed to by a tick of their own.
    """

    starts_at: datetime
    applicant_type: ApplicantType
    name: str
    name_kana: str = ""
    email: str = ""
    phone: str = ""  # E.164
    typed_phone: str = ""
    residence: Place = NOWHERE
    workplace: Place = NOWHERE
    topic: str = ""
    content: str = ""
    accepted_tool: bool = False


@dataclass(frozen=True)
class PersonKey:
    """One thing a person is recognised by; only its HMAC is ever stored."""

    kind: KeyKind
    text: str


@dataclass(frozen=True, kw_only=True)
class FormFacts:
    """What the decision needs of the form. `prefectures` are those of residence and workplace, by name."""

    applicant_type: ApplicantType
    prefectures: tuple[str, ...]
    accepted_tool: bool
    registration: Registration | None = None
    has_seeker_number: bool = False
    mypage_opened: bool = False
    device: Device | None = None
    has_support_officer: bool = False
    support_place: str = ""


@dataclass(frozen=True, kw_only=True)
class ApplicationFacts:
    """What the decision on an application stands on, gathered under lock.

    `slot` is as it stood when the complete request arrived: waiting for the lock makes nobody late (KNG-19).
    None where the office has set no such time. `bookings_that_day` counts the person's own.
    """

    form: FormFacts
    slot: SlotTime | None
    office_ready: bool
    bookings_that_day: int
    banned: bool


class BookingRefusal(Enum):
    """Why an application is refused; its sentence stands in `templates/booking/_refusals.html`."""

    NOT_BOOKED_HERE = "not_booked_here"
    NOT_OPEN_YET = "not_open_yet"
    STOPPED = "stopped"
    NO_SUCH_TIME = "no_such_time"
    CLOSED = "closed"
    NOT_YET_OFFERED = "not_yet_offered"
    TOO_LATE = "too_late"
    EMPLOYER_NOT_SERVED = "employer_not_served"
    EMPLOYER_INSTANT_ONLY = "employer_instant_only"
    NOT_REGISTERED = "not_registered"
    MYPAGE_FIRST = "mypage_first"
    NO_DEVICE = "no_device"
    NOT_SUPPORTED = "not_supported"
    OUTSIDE_AREA = "outside_area"
    TOOL_TERMS = "tool_terms"
    TAKEN = "taken"
    SECOND_THAT_DAY = "second_that_day"
    BANNED = "banned"


PERSONAL = frozenset({BookingRefusal.SECOND_THAT_DAY, BookingRefusal.BANNED})
"""Refusals that concern the person: on the page all read the same (SECURITY R2)."""

OF_THE_FORM = frozenset(
    {
        BookingRefusal.EMPLOYER_NOT_SERVED,
        BookingRefusal.EMPLOYER_INSTANT_ONLY,
        BookingRefusal.NOT_REGISTERED,
        BookingRefusal.MYPAGE_FIRST,
        BookingRefusal.NO_DEVICE,
        BookingRefusal.NOT_SUPPORTED,
        BookingRefusal.OUTSIDE_AREA,
        BookingRefusal.TOOL_TERMS,
    }
)
"""Refusals that another input would put right."""


class WithdrawalRefusal(Enum):
    """Why a booking cannot be withdrawn on the site."""

    NOT_ON_SITE = "not_on_site"
    ALREADY_WITHDRAWN = "already_withdrawn"
    ALREADY_STARTED = "already_started"
    NOT_LIVE = "not_live"
