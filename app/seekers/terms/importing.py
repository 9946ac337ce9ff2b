"""The file of seekers' records that an office imports: its heads, what becomes of a line, what is wrong with one."""

from dataclasses import dataclass
from enum import StrEnum

from app.seekers.terms.records import SeekerProfile

NUMBER, CONSENT = "求職番号", "提供の同意"
OCCUPATION, AREA, EMPLOYMENT, HOURS = "希望職種", "通勤できる都道府県", "雇用形態", "就業時間"
WAGE, WAGE_UNIT, AGE_BAND = "希望賃金", "賃金の単位", "年代"
EXPERIENCE, QUALIFICATIONS, WISHES = "経験", "資格・免許", "希望"
HEADS = (
    *(NUMBER, CONSENT, OCCUPATION, AREA, EMPLOYMENT, HOURS),
    *(WAGE, WAGE_UNIT, EXPERIENCE, QUALIFICATIONS, WISHES, AGE_BAND),
)
AGREED, NOT_AGREED = "あり", "なし"
TEXT_LIMIT = 400
NUMBER_DIGITS = (8, 20)
HIGHEST_WAGE = 9_999_999

Verdict = StrEnum("Verdict", "ADDED UPDATED WITHDRAWN NOT_CONSENTED OWN REPEATED")
"""OWN: its seeker has it and says himself what it says; REPEATED: a later line has the same number."""

Problem = StrEnum(
    "Problem", "NOT_A_NUMBER NOT_A_CHOICE MISSING TOO_MANY NOT_A_WAGE TOO_LONG UNREADABLE FORMULA IDENTIFIES COLUMNS"
)


@dataclass(frozen=True, kw_only=True)
class RowProblem:
    """What is wrong in a line: at which head, which words, what is allowed instead."""

    head: str
    why: Problem
    found: str = ""
    allowed: str = ""


@dataclass(frozen=True, kw_only=True)
class ImportedRow:
    """A line that can be read; without consent it says nothing but whose it is."""

    number: str
    profile: SeekerProfile | None
