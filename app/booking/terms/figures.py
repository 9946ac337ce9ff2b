"""One booking as figures count it: plain columns only, nothing that is sealed (DESIGN 3.10)."""

from dataclasses import dataclass
from datetime import datetime

from app.booking.terms.states import BookingState
from app.offices.terms import Channel


@dataclass(frozen=True, kw_only=True)
class Counted:
    """When it was applied for and for when, how, on what topic, and where it stands."""

    starts_at: datetime
    applied_at: datetime
    channel: Channel
    topic: str
    state: BookingState
