"""Presses of an applicant that can be repeated: 「この内容で予約する」, and asking for instant use."""

from dataclasses import dataclass
from datetime import datetime

from app.booking.terms.instant import Wish
from app.kernel.roles import Identity
from app.offices.terms import Office


@dataclass(frozen=True, kw_only=True)
class Press:
    """Whose press it is, from where, and what makes it repeatable.

    `arrived_at` is when the complete request arrived; it is the moment that counts (KNG-19). `real_now` is real time.
    """

    office: Office
    by: Identity
    network: str
    language: str
    token: str
    content: str
    arrived_at: datetime
    real_now: datetime


@dataclass(frozen=True, kw_only=True)
class InstantPress:
    """Who asks which office for what; `token` makes the press repeatable, `now` is when it arrived."""

    office: Office
    by: Identity
    wish: Wish
    language: str
    token: str
    content: str
    now: datetime

    @property
    def account_id(self) -> int:
        """The account that asks; raises for somebody who has none."""
        if self.by.account_id is None:
            raise PermissionError("instant use asks for an account")
        return self.by.account_id
