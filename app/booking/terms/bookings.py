"""A booking as pages, mails and use-cases read it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.booking.terms.application import ApplicantType, Place
from app.booking.terms.people import Particulars
from app.booking.terms.states import BookingState, StateFacts
from app.offices.terms import Channel

ConsultationMethod = StrEnum("ConsultationMethod", "LABOUR_CONSULTATION JOB_CONSULTATION")
"""オンライン労働相談, オンライン職業相談: what is wanted, and not one at the counter (NGS-16)."""

SessionKind = StrEnum("SessionKind", "CONSULTATION PLACEMENT INTERVIEW SELECTION")
"""職業相談, 職業紹介, 面接, 管理選考 (MYK-02, NGS-32, KRS-21)."""

ToolTerms = StrEnum("ToolTerms", "TICKED DEEMED")
"""How the terms of the tool were agreed to: by a tick of their own (KNG-08), or by applying (MYK-09)."""

ToldBy = StrEnum("ToldBy", "MAIL MYPAGE TELEPHONE")
"""How a person is told of the next booking (MYK-23, NGS-25, KRS-30)."""


@dataclass(frozen=True, kw_only=True)
class BookingRecord(Particulars):
    """One booking, opened. `facts` hold what was written; the state as it stands now is `state_at(facts, now)`.

    `counselor_id` is the account that holds it, `wished_at` the wish where another time was arranged, `follows_id`
    the booking at whose session it was made (次回予約). `registration_switched_on` is the day of the session that
    made an online registration one with Hello Work.
    """

    id: int
    number: str
    office_id: str
    facts: StateFacts
    minutes: int
    channel: Channel
    applied_at: datetime
    revision: int
    language: str
    applicant_type: ApplicantType
    account_id: int | None
    name: str
    name_kana: str
    phone: str  # E.164
    email: str
    residence: Place
    workplace: Place
    topic: str
    content: str
    terms_version_id: int
    password_key_id: str | None
    password_nonce: str | None
    counselor_id: int | None = None
    session_kind: SessionKind | None = None
    wished_at: datetime | None = None
    follows_id: int | None = None
    confirmed_at: datetime | None = None
    tool_terms: ToolTerms | None = None
    told_by: ToldBy | None = None
    method: ConsultationMethod | None = None
    registration_switched_on: date | None = None

    @property
    def starts_at(self) -> datetime:
        """When the consultation begins."""
        return self.facts.starts_at

    @property
    def ends_at(self) -> datetime:
        """When it ends as planned."""
        return self.facts.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """As much of a booking as a mail or a calendar file tells: no name, no text, no topic (SECURITY T16, T30)."""

    id: int
    number: str
    office_id: str
    email: str
    language: str
    starts_at: datetime
    ends_at: datetime
    state: BookingState
    password_key_id: str | None
    password_nonce: str | None
    tool: str = ""


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """What is already known of an applicant: the bookings of the day by key and number, and where a ban comes from."""

    bookings_by_key: dict[str, dict[int, int]]
    banned_with: tuple[int, ...]

    @property
    def most_that_day(self) -> int:
        """The number of bookings of the key that has most."""
        return max(map(len, self.bookings_by_key.values()), default=0)

    @property
    def booked_that_day(self) -> tuple[int, ...]:
        """Every booking of the person that day, once."""
        return tuple(sorted({booking_id for of_key in self.bookings_by_key.values() for booking_id in of_key.values()}))
