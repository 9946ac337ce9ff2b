"""A caller's application as it comes from the desk."""

from dataclasses import dataclass
from datetime import datetime

from app.booking.terms.application import Application
from app.booking.terms.bookings import SessionKind
from app.booking.terms.intake import Intake, TermsRead
from app.kernel.languages import DEFAULT
from app.kernel.roles import Identity
from app.offices.terms import Channel


@dataclass(frozen=True, kw_only=True)
class Call:
    """Who takes which application down, and how it came; `reason` is folded, empty where no exception is meant (Q-02).

    `terms_read`: where the caller has read the terms (NGS-21). `url` is the address of the consultation as pasted.
    `token` and `content` make the press repeatable (DESIGN 3.7).
    """

    office_id: str
    application: Application
    by: Identity
    token: str
    content: str
    now: datetime
    channel: Channel = Channel.PHONE
    reason: str = ""
    language: str = DEFAULT
    terms_read: TermsRead | None = None
    session_kind: SessionKind | None = None
    url: str = ""

    def intake(self) -> Intake:
        """What is written down; raises for somebody without an account."""
        if self.by.account_id is None:
            raise PermissionError("nobody takes a call without an account")
        return Intake(
            office_id=self.office_id,
            application=self.application,
            channel=self.channel,
            by=self.by.account_id,
            now=self.now,
            reason=self.reason,
            language=self.language,
            terms_read=self.terms_read,
            session_kind=self.session_kind,
            url=self.url,
        )


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
