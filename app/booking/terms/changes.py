"""What is written when a booking comes to be or changes its state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.booking.terms.bookings import SessionKind, ToldBy
from app.booking.terms.states import BookingState
from app.kernel.calendar import Calendar
from app.offices.terms import Channel

ByWhom = StrEnum("ByWhom", "APPLICANT STAFF TIME")
"""Who brought a change about."""


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """What an accepted application gets besides what the form says; `network` is whence it came by the site.

    No `seat_no` where it holds none (NGS-41). `follows_id` is the booking at whose session it was made.
    """

    office_id: str
    seat_no: int | None
    state: BookingState
    channel: Channel
    calendar: Calendar
    terms_version_id: int
    language: str
    account_id: int | None = None
    network: str | None = None
    counselor_id: int | None = None
    session_kind: SessionKind | None = None
    wished_at: datetime | None = None
    follows_id: int | None = None
    told_by: ToldBy | None = None


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of state; `at` is when it became true, which for time's changes is before it is written."""

    to: BookingState
    at: datetime
    by_whom: ByWhom
    by_account_id: int | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """Why mails are posted: the cause, which stands once for each booking, and between when they are of use.

    `words` are what only these mails tell; `on_page_of` the account whose MyPage shows them instead of a mail.
    """

    cause: str
    now: datetime
    not_before: datetime | None = None
    not_after: datetime | None = None
    call_asked: bool = False
    words: Mapping[str, object] = field(default_factory=dict)
    on_page_of: int | None = None
