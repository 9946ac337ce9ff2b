"""What is kept of where a booking came from."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Trace:
    """A booking of the site as a search for series sees it: for which day, made when, and from where.

    `network` and `mail` are HMACs that mean something within one office and one week of consultations only.
    `coming`: it still holds its time and may be refused.
    """

    booking_id: int
    number: str
    day: date
    applied_at: datetime
    network: str
    mail: str
    coming: bool
