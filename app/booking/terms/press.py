"""The press on 「この内容で予約する」."""

from dataclasses import dataclass
from datetime import datetime

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
