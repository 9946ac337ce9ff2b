"""A caller's application as it comes from the desk."""

from dataclasses import dataclass
from datetime import datetime

from app.booking.terms.application import Application
from app.kernel.roles import Identity


@dataclass(frozen=True, kw_only=True)
class Call:
    """Who takes which application down; `reason` is folded, empty where no exception is meant (Q-02).

    `token` and `content` make the press repeatable (DESIGN 3.7).
    """

    office_id: str
    application: Application
    reason: str
    by: Identity
    token: str
    content: str
    now: datetime


@dataclass(frozen=True)
class Noted:
    """The booking of this number stands; the same for a press that is repeated."""

    number: str


@dataclass(frozen=True)
class GrantEnded:
    """Nothing was booked: whoever pressed does not belong to the office any more."""


@dataclass(frozen=True)
class PageUsed:
    """The page was used already, for other content."""
