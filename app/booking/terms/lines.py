"""A booking as the lists of the desk tell it: when, who by furigana, about what, how it stands; never the text."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.booking.terms.bookings import SessionKind, ToldBy
from app.booking.terms.states import BookingState, StateFacts
from app.kernel.slots import Held
from app.offices.terms import Channel


@dataclass(frozen=True, kw_only=True)
class Line:
    """One booking in a list. `state` is as it stood at the moment the list was asked for (DESIGN 3.8)."""

    id: int
    number: str
    facts: StateFacts
    state: BookingState
    minutes: int
    seat_no: int | None
    name_kana: str  # the name where the office asks for no furigana
    topic: str
    has_message: bool  # 伝達事項 with the URL is entered
    revision: int = 0
    channel: Channel = Channel.SITE
    applied_at: datetime | None = None
    session_kind: SessionKind | None = None
    has_companion: bool = False
    counselor_id: int | None = None  # who was told off to hold it
    told_by: ToldBy | None = None

    @property
    def starts_at(self) -> datetime:
        """When the consultation begins."""
        return self.facts.starts_at

    @property
    def ends_at(self) -> datetime:
        """When it ends as planned."""
        return self.facts.starts_at + timedelta(minutes=self.minutes)

    @property
    def session(self) -> Held:
        """Its time and seat."""
        return Held(starts_at=self.starts_at, minutes=self.minutes, seat_no=self.seat_no or 0)


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """What a file of the day tells of a person besides the line."""

    number: str
    name: str
    phone: str  # E.164
    residence: str
    workplace: str


@dataclass(frozen=True, kw_only=True)
class PastState:
    """One change of state as the history tells it; `by` is the account of whoever changed it, if it was one."""

    before: BookingState
    after: BookingState
    at: datetime
    written_at: datetime
    by_whom: str
    by: int | None
    reason: str | None
