"""What staff take down for a caller, and what an exception is made from (Q-02)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.booking.terms.application import Application
from app.booking.terms.bookings import BookingRecord, SessionKind
from app.kernel.languages import DEFAULT
from app.offices.terms import Channel

Waiver = StrEnum("Waiver", "LEAD_TIME SECOND_THAT_DAY")
"""What 原則として leaves to staff with a reason: a time whose limit is over (KNG-19), one more that day (KNG-17)."""

TermsRead = StrEnum("TermsRead", "COUNTER HOMEPAGE")
"""Where the caller has read the terms: at the counter, or on the labour bureau's site (NGS-21)."""


@dataclass(frozen=True, kw_only=True)
class Intake:
    """What is taken down, how it came, by which account; folded texts are empty where nothing was said.

    `reason` is for an exception (Q-02); `language` is the one the person's mails are written in. `url` is the address
    of the consultation as it was pasted, where it is known.
    """

    office_id: str
    application: Application
    channel: Channel
    by: int
    now: datetime
    reason: str = ""
    language: str = DEFAULT
    terms_read: TermsRead | None = None
    session_kind: SessionKind | None = None
    url: str = ""


@dataclass(frozen=True)
class ReasonNeeded:
    """Nothing was booked: it takes an exception from these, and no reason was given."""

    waivers: tuple[Waiver, ...]


@dataclass(frozen=True)
class TakenDown:
    """The caller's booking stands; `waivers` say from what an exception was made."""

    booking: BookingRecord
    waivers: tuple[Waiver, ...]
