"""What the bureau's desk shows: applications by deadline, one application with what was checked, its agencies."""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.agencies.terms.applications import ApplicationLine, Check, Upload
from app.agencies.terms.bans import Ban
from app.agencies.terms.kinds import ApplicationKind, ApplicationState, BusinessOrderKind, Service
from app.agencies.terms.participation import Ground, ParticipationAct, ParticipationState
from app.agencies.terms.particulars import MandatoryInfo, Particulars
from app.agencies.terms.processing import ProcessingFacts
from app.agencies.terms.validity import Task

A_PAGE = 30
"""Rows of a page of the desk."""


@dataclass(frozen=True, kw_only=True)
class QueueLine:
    """An application as it stands in the queue; `checks` are those that matter for its kind."""

    number: str
    agency_name: str
    kind: ApplicationKind
    state: ApplicationState
    registered_at: datetime
    document_limit: date
    days_left: int
    received_on: date | None
    settled_at: datetime | None
    has_upload: bool
    checks: tuple[Check, ...] = ()

    @property
    def failed(self) -> tuple[Check, ...]:
        """What was found wanting."""
        return tuple(each for each in self.checks if not each.passed)


@dataclass(frozen=True, kw_only=True)
class Queue:
    """A page of the queue, and whether there is another one."""

    lines: tuple[QueueLine, ...]
    page: int
    has_more: bool


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One application with everything the bureau decides by; `told` is what it tells, `registered` what holds now."""

    line: ApplicationLine
    agency_id: int
    agency_code: str
    agency_name: str
    told: Particulars | None
    registered: Particulars | None
    facts: ProcessingFacts
    checks: tuple[Check, ...]
    ban: Ban | None
    upload: Upload | None
    renewal_number: str | None


@dataclass(frozen=True, kw_only=True)
class AgencyLine:
    """An agency of a bureau as it stands in the list; `state` is None before its first use."""

    code: str
    name: str
    licence_number: str
    state: ParticipationState | None
    services: frozenset[Service] = field(default_factory=frozenset)
    licence_valid_until: date | None
    seeker_until: date | None
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """One thing that happened to a participation; `by` is None where time or a routine did it."""

    at: datetime
    act: ParticipationAct
    by: int | None
    ground: Ground | None
    service: Service | None
    day: date | None
    note: str | None


@dataclass(frozen=True, kw_only=True)
class OrderLine:
    """An order under the Act as the bureau entered it."""

    id: int
    kind: BusinessOrderKind
    from_on: date
    until_on: date | None
    improved_on: date | None
    bars: bool


@dataclass(frozen=True, kw_only=True)
class MandatoryVersion:
    """One version of what seekers are told, with the moment since which it is in force (AGY-057)."""

    version: int
    in_force_at: datetime
    told: MandatoryInfo
