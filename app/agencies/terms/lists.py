"""What the public lists say of an organisation (AGY-021, AGY-024)."""

from dataclasses import dataclass, field
from datetime import date

from app.agencies.terms.kinds import AgencyKind, Service

A_PAGE = 50
"""Rows of a page of the list."""


@dataclass(frozen=True, kw_only=True)
class ListQuery:
    """What is looked for: a part of the name or number, a bureau, a service."""

    words: str = ""
    bureau: str = ""
    service: Service | None = None
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Participant:
    """One organisation that takes part, as everybody may see it; `is_stopped` is 「停止中」 (AGY-022)."""

    name: str
    address: str
    licence_number: str
    kind: AgencyKind
    bureau: str
    services: frozenset[Service] = field(default_factory=frozenset)
    handles_subsidies: bool
    has_privacy_mark: bool
    has_excellent_mark: bool
    is_stopped: bool


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A page of the list, how many there are altogether, and how many pages."""

    rows: tuple[Participant, ...]
    count: int
    page: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class Terminated:
    """One organisation whose use was ended, listed until it may apply again (AGY-024, Q-27)."""

    name: str
    address: str
    licence_number: str
    terminated_on: date
    reapply_from: date
