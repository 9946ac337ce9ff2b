"""What a job offer is to the information service: its items as received, and what decides who may see it (1, 7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

OCCUPATIONS = {
    "01": "管理的職業",
    "02": "研究・技術の職業",
    "03": "法務・経営・文化芸術等の専門的職業",
    "04": "医療・看護・保健の職業",
    "05": "保育・教育の職業",
    "06": "事務的職業",
    "07": "販売・営業の職業",
    "08": "福祉・介護の職業",
    "09": "サービスの職業",
    "10": "警備・保安の職業",
    "11": "農林漁業の職業",
    "12": "製造・修理・塗装・製図等の職業",
    "13": "配送・輸送・機械運転の職業",
    "14": "建設・土木・電気工事の職業",
    "15": "運搬・清掃・包装・選別等の職業",
}
"""The major groups of the ministry's classification of occupations of 2022."""

OfferEmployment = StrEnum("OfferEmployment", "REGULAR FIXED_TERM PART_TIME TEMP_TO_PERM")
OfferWageUnit = StrEnum("OfferWageUnit", "MONTH HOUR")

EMPLOYMENTS = {
    OfferEmployment.REGULAR: "正社員",
    OfferEmployment.FIXED_TERM: "正社員以外",
    OfferEmployment.PART_TIME: "パート",
    OfferEmployment.TEMP_TO_PERM: "紹介予定派遣",
}
WAGE_UNITS = {OfferWageUnit.MONTH: "月給", OfferWageUnit.HOUR: "時給"}
"""The words of a file, and of every page."""


@dataclass(frozen=True)
class Item:
    """One thing told of an offer; `owed` may never be left out (AGY-033)."""

    key: str
    head: str
    owed: bool


@dataclass(frozen=True, kw_only=True)
class NewOffer:
    """A line of a file, read: the items as received, and what lists are searched by."""

    number: str
    items: Mapping[str, str]
    consented: bool
    withdrawn: bool
    expires_on: date
    occupation: str
    prefecture: str
    employment: OfferEmployment
    wage_unit: OfferWageUnit
    wage_from: int


@dataclass(frozen=True, kw_only=True)
class OfferFacts:
    """What decides whether an offer is provided: its last day, and whether it was withdrawn."""

    expires_on: date
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class KnownOffer:
    """What is held of an offer when a file names it again."""

    items: Mapping[str, str]
    withdrawn_at: datetime | None


class OfferRefusal(StrEnum):
    """Why a line of a file is not taken."""

    WRONG_NUMBER = "wrong_number"
    MISSING = "missing"
    WRONG_DAY = "wrong_day"
    DAYS_REVERSED = "days_reversed"
    UNKNOWN_CHOICE = "unknown_choice"
    WRONG_WAGE = "wrong_wage"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"


class Verdict(StrEnum):
    """What becomes of a line that can be read."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    WITHDRAWN = "withdrawn"
    NOT_CONSENTED = "not_consented"
    NOTHING_TO_WITHDRAW = "nothing_to_withdraw"


@dataclass(frozen=True)
class LineRefused:
    """A line that cannot be taken: why, and at which column."""

    why: OfferRefusal
    head: str = ""


@dataclass(frozen=True, kw_only=True)
class OfferFilters:
    """What an agency looks for; empty ones ask for nothing."""

    words: str = ""
    occupation: str = ""
    prefecture: str = ""
    employment: str = ""
    wage_unit: str = ""
    wage_at_least: int | None = None
