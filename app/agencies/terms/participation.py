"""Taking part in the information service: its states, its stops, and the facts they follow from (RULES c)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.agencies.terms.kinds import Service

ParticipationState = StrEnum("ParticipationState", "ACTIVE SUSPENDED TERMINATED WITHDRAWN")
"""A participation as a whole; a seeker service past its limit is told of the service (`past_term`)."""

EndKind = StrEnum("EndKind", "TERMINATED WITHDRAWN")
"""How a participation ended."""

SuspensionEnd = StrEnum("SuspensionEnd", "SIX_MONTHS UNTIL_CORRECTED UNTIL_FACTS_CONFIRMED UNTIL_COMPLIED AS_DECIDED")
"""What ends a suspension (RULES c)."""

EndedWhy = StrEnum("EndedWhy", "LAPSED CORRECTED FACTS_CONFIRMED COMPLIED LIFTED RESUMED TERMINATED WITHDRAWN REPLACED")
"""Why a suspension ended: its last day was over, or somebody decided."""

Ground = StrEnum(
    "Ground",
    "TERMS ACT ORDER JOB_INFO_MISUSE ADVERTISING EXCESSIVE_SALES LICENCE_LAPSED SERVICE_LAPSED NO_REPORT"
    " FALSE_REPORT QUALIFICATIONS_PASSED_ON UNFAIR_ACQUISITION OTHER_BREACH OTHER_MALICIOUS GUIDANCE FACT_FINDING"
    " MEASURE_IGNORED",
)
"""Why the service is stopped or ended, each of one clause (3, 4, 8(1), 8(2)①-⑤, 8(3), 14)."""

MENDABLE = frozenset(
    {
        Ground.LICENCE_LAPSED,
        Ground.SERVICE_LAPSED,
        Ground.NO_REPORT,
        Ground.FALSE_REPORT,
        Ground.QUALIFICATIONS_PASSED_ON,
    }
)
"""Grounds whose cause must be mended within the six months (8(2)④)."""

ParticipationAct = StrEnum(
    "ParticipationAct",
    "STARTED CHANGED RENEWED SERVICE_ADDED SERVICE_WITHDRAWN SUSPENDED IMPROVED RESUMED TERMINATED WITHDRAWN",
)
"""What happened to a participation; each is a row that is never taken away (DESIGN 3.9)."""


@dataclass(frozen=True, kw_only=True)
class ServiceFacts:
    """One service taken part in: from which JST day, until which it is valid, on which it was given up."""

    service: Service
    from_on: date
    valid_until: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class SuspensionFacts:
    """What decides how long a suspension lasts.

    `last_day` stands for those of six months and where one was decided. `needs_improvement`: its cause (④) and those of
    the stops it took the place of must be mended, as they are since `improved_at`, before the last day is over, else
    it lasts until the bureau decides (AGY-084). Moments are UTC.
    """

    end_kind: SuspensionEnd
    begins_at: datetime
    last_day: date | None = None
    needs_improvement: bool = False
    improved_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ParticipationFacts:
    """What the state of a participation follows from; the newest suspension, if there is one."""

    started_on: date
    services: tuple[ServiceFacts, ...]
    licence_valid_until: date | None = None
    suspension: SuspensionFacts | None = None
    ended_at: datetime | None = None
    end_kind: EndKind | None = None
    reapply_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewSuspension:
    """A suspension as it is decided: from which moment, first counted day and last day as the rules computed them."""

    ground: Ground
    end_kind: SuspensionEnd
    begins_at: datetime
    first_day: date
    last_day: date | None = None
    needs_improvement: bool = False
    reason: str
