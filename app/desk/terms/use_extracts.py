"""A statutory extract of the log of use: what was demanded, where it stands, why something of it is not done."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum


class ExtractRefusal(Enum):
    """Why an extract is not asked for, not approved or not handed out."""

    GRANT_ENDED = "grant_ended"
    NO_BASIS = "extract_no_basis"
    DAYS_REVERSED = "extract_days_reversed"
    DEMAND_TO_COME = "extract_demand_to_come"
    NO_SUCH_BOOKING = "extract_no_such_booking"
    ALREADY_SETTLED = "extract_already_settled"
    SAME_PERSON = "extract_same_person"
    NOT_THE_ASKER = "extract_not_the_asker"
    NOT_APPROVED = "extract_not_approved"
    ALREADY_TAKEN = "extract_already_taken"
    TOO_LATE = "extract_too_late"


FORBIDDEN = frozenset({ExtractRefusal.SAME_PERSON, ExtractRefusal.NOT_THE_ASKER})
"""Refused for who presses, not for how things stand."""

OF_THE_FORM = frozenset(
    {
        ExtractRefusal.NO_BASIS,
        ExtractRefusal.DAYS_REVERSED,
        ExtractRefusal.DEMAND_TO_COME,
        ExtractRefusal.NO_SUCH_BOOKING,
    }
)

ExtractStage = StrEnum("ExtractStage", "WAITING DROPPED READY TAKEN OVER")
"""承認待ち, 取下げ, 受け取れる, 受取り済み, 期限切れ."""


@dataclass(frozen=True, kw_only=True)
class Demand:
    """What a public office or investigators demand under which law, and of what: one booking in a span of days.

    Or, where somebody has used MyPage without booking anything, one account and all that it booked at the office.
    """

    requester: str
    legal_basis: str
    demanded_on: date
    first_day: date
    last_day: date
    booking_number: str | None = None
    account_id: int | None = None

    @property
    def whose(self) -> str | int:
        """The booking's number, or the account."""
        return self.booking_number or self.account_id or 0


@dataclass(frozen=True, kw_only=True)
class TypedDemand:
    """The same as it was typed: an account is named by its folded mail address."""

    requester: str
    legal_basis: str
    demanded_on: date
    first_day: date
    last_day: date
    booking_number: str | None = None
    mail: str = ""


@dataclass(frozen=True, kw_only=True)
class Extract:
    """A demand that was entered, and what came of it."""

    id: int
    demand: Demand
    asked_by: int
    asked_at: datetime
    settled_by: int | None
    settled_at: datetime | None
    approved: bool | None
    taken_at: datetime | None
