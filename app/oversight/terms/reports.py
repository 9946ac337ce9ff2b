"""The words of yearly reports: their figures, and why one is not taken or asked for (19)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.agencies.terms.kinds import Service

Figure = StrEnum(
    "Figure", "HIRES NEW_APPLICATIONS SEEKER_FEE_TOTAL SEEKER_FEE_COUNT EMPLOYER_FEE_TOTAL EMPLOYER_FEE_COUNT"
)
"""採用決定人数, 新規求職申込件数, 求職者手数料 (合計額・件数), 求人者手数料 (合計額・件数); amounts are yen."""

FIGURES = {
    Service.JOB_INFO: (Figure.HIRES, Figure.EMPLOYER_FEE_TOTAL),
    Service.SEEKER_INFO: (
        Figure.NEW_APPLICATIONS,
        Figure.SEEKER_FEE_TOTAL,
        Figure.SEEKER_FEE_COUNT,
        Figure.EMPLOYER_FEE_TOTAL,
        Figure.EMPLOYER_FEE_COUNT,
    ),
}
"""What a fee-charging agency tells of each service; every other kind tells the first (AGY-125, AGY-127)."""


class ReportRefusal(StrEnum):
    """Why a report was not taken, or not asked for."""

    GRANT_ENDED = "grant_ended"
    YEAR_NOT_OVER = "year_not_over"
    NOT_OWED = "not_owed"
    FIGURE_MISSING = "figure_missing"
    TOO_EARLY = "too_early"
    NOTHING_MISSING = "nothing_missing"
    ASKED_TODAY = "asked_today"


@dataclass(frozen=True, kw_only=True)
class ReportVersion:
    """One version of a report as it was handed in."""

    fiscal_year: int
    service: Service
    version: int
    figures: tuple[tuple[Figure, int], ...]
    is_late: bool
    submitted_at: datetime
