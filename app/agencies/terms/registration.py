"""The words of an agency's account: what is told to get one, why it is refused, how its bureau answers."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.kernel.steps import Computed


class RegistrationRefusal(StrEnum):
    """Why no account was made."""

    DEAD_LINK = "dead_link"
    ADDRESS_TAKEN = "address_taken"
    ADDRESS_HELD = "address_held"


class AddressRefusal(StrEnum):
    """Why a bureau's address for applications was not sent."""

    NOT_SET = "not_set"
    SENT_TODAY = "sent_today"


@dataclass(frozen=True, kw_only=True)
class NewAgency:
    """What an agency tells to register, folded; `contractor` where others set its machines up (AGY-095)."""

    name: str
    bureau_id: int
    contact_name: str
    contact_mail: str
    contractor: str = ""
    contracted_on: date | None = None
    password: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class AddressWait:
    """How long an agency waits for its bureau's address; overdue from the day after the third counted day."""

    registered_on: date
    third_day: Computed[date]
    sent_at: datetime | None
    is_overdue: bool


@dataclass(frozen=True, kw_only=True)
class Registered:
    """A registered agency as its bureau lists it."""

    code: str
    name: str
    contact_name: str
    contact_mail: str
    registered_at: datetime
    sent_at: datetime | None
