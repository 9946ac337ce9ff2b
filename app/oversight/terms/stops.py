"""The words of what closes the information service, or some of its pages, for a time (11, 16)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.kernel.steps import Steps

ClosedBy = StrEnum("ClosedBy", "REGULAR URGENT LIMIT")
"""毎日と月末のメンテナンス (AGY-119, AGY-120), 緊急のメンテナンス (AGY-121), アクセス制限 (AGY-107)."""

LimitedPages = StrEnum("LimitedPages", "ALL SEARCH JOB_OFFERS MESSAGES")
"""What an access limit closes: every page of the agencies, or those that weigh most."""

ADDRESSES = {
    LimitedPages.ALL: ("/agency", "/api"),
    LimitedPages.SEARCH: ("/agency/seekers",),
    LimitedPages.JOB_OFFERS: ("/agency/job-offers", "/api"),
    LimitedPages.MESSAGES: ("/agency/threads", "/agency/letters", "/agency/dispatches"),
}
"""The addresses an access limit closes, with everything below them."""


class StopRefusal(StrEnum):
    """Why the service was not stopped or taken up again, or an access limit not posted or lifted."""

    GRANT_ENDED = "grant_ended"
    ALREADY_STOPPED = "already_stopped"
    NOT_STOPPED = "not_stopped"
    NOT_TOLD_BEFORE = "not_told_before"
    TIMES_REVERSED = "times_reversed"
    ALREADY_LIFTED = "already_lifted"


@dataclass(frozen=True, kw_only=True)
class UrgentStopEntry:
    """One stop without notice, as it was switched on and off."""

    id: int
    reason: str
    begun_at: datetime
    begun_by: int
    ended_at: datetime | None
    ended_by: int | None


@dataclass(frozen=True, kw_only=True)
class LimitPlan:
    """An access limit as it is posted: what it closes, why, from when until when."""

    pages: LimitedPages
    reason: str
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class LimitEntry:
    """A posted access limit."""

    id: int
    plan: LimitPlan
    posted_at: datetime
    lifted_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Closing:
    """Why a page is closed: by what, until when where that is known, and in whose words."""

    by: ClosedBy
    until: datetime | None = None
    reason: str = ""
    steps: Steps = ()
