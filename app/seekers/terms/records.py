"""A seeker's record as agencies see it: nothing that identifies the person (AGY-044, Q-34)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum

from app.kernel.prefectures import PREFECTURES

Occupation = StrEnum(
    "Occupation",
    "MANAGEMENT RESEARCH_ENGINEERING LAW_CULTURE MEDICAL CHILDCARE_EDUCATION CLERICAL SALES CARE SERVICE SECURITY"
    " FARMING MANUFACTURING TRANSPORT CONSTRUCTION CARRYING_CLEANING",
)
"""The fifteen major groups of the ministry's classification of occupations of 2022."""

Employment = StrEnum("Employment", "REGULAR FIXED_TERM PART_TIME TEMP_TO_PERM")
"""正社員, 正社員以外（有期）, パート, 紹介予定派遣."""

Hours = StrEnum("Hours", "FULL SHORT WEEKDAYS NIGHT_TOO")
"""フルタイム, 短時間, 平日のみ, 夜勤も可."""

WageUnit = StrEnum("WageUnit", "MONTH HOUR")

AgeBand = StrEnum("AgeBand", "TEENS TWENTIES THIRTIES FORTIES FIFTIES SIXTIES SEVENTIES_UP")
"""Ten years each, shown only where the seeker chose to (Q-34)."""

ChoiceKind = StrEnum("ChoiceKind", "OCCUPATION AREA EMPLOYMENT HOURS")
"""What a record can be searched by; an area is a prefecture, never an address."""

DeletionReason = StrEnum("DeletionReason", "TERM FISCAL_YEAR SEEKER BLOCK STOP_OF_USE")
"""期限, 年度, 本人, ブロック, 利用停止 (RULES c)."""

AREAS = tuple(PREFECTURES)
"""The prefectures, by their JIS codes."""


@dataclass(frozen=True, kw_only=True)
class SeekerProfile:
    """Exactly what agencies see of a seeker. Texts are screened for what identifies a person; wages are yen."""

    occupations: tuple[Occupation, ...]
    areas: tuple[str, ...]
    employments: tuple[Employment, ...]
    hours: tuple[Hours, ...]
    wage: int | None = None
    wage_unit: WageUnit = WageUnit.MONTH
    experience: str = ""
    qualifications: str = ""
    wishes: str = ""
    age_band: AgeBand | None = None


@dataclass(frozen=True, kw_only=True)
class OfferFacts:
    """What decides whether a record is offered: consent, its last day, its withdrawal, the end of its seeker's account.

    Moments are UTC.
    """

    offered_at: datetime
    valid_until: date
    withdrawn_at: datetime | None = None
    is_account_closed: bool = False


class ProfileRefusal(Enum):
    """Why a record is not offered as it was filled in."""

    NO_OCCUPATION = "no_occupation"
    NO_AREA = "no_area"
    TOO_MANY = "too_many"
    UNKNOWN_AREA = "unknown_area"
    IDENTIFIES = "identifies"
    NO_CONSENT = "no_consent"


class OfferRefusal(Enum):
    """Why a record is not renewed, withdrawn or taken over."""

    NO_RECORD = "no_record"
    WITHDRAWN = "withdrawn"
    LONGEST_ALREADY = "longest_already"
    HAS_RECORD = "has_record"


OfferState = StrEnum("OfferState", "OFFERED PAST_TERM WITHDRAWN")
"""Offered now, past its last day, withdrawn by its seeker or office."""


class SearchRefusal(Enum):
    """Why a search gives nothing."""

    TOO_MANY_FILTERS = "too_many_filters"
    WORD_TOO_SHORT = "word_too_short"
    BEYOND_LIMIT = "beyond_limit"
    CLOSED = "closed"


ROWS_A_PAGE, ROWS_A_QUERY = 20, 200
"""So many rows of a search stand on a page, and are shown at all (SECURITY T7)."""


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What an agency searches by; empty ones ask for nothing."""

    occupations: frozenset[Occupation] = frozenset()
    areas: frozenset[str] = frozenset()
    employments: frozenset[Employment] = frozenset()
    hours: frozenset[Hours] = frozenset()
    age_bands: frozenset[AgeBand] = frozenset()
    wage_at_most: int | None = None
    words: tuple[str, ...] = ()
