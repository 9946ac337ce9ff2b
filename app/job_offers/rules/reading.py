"""Reading a line of a file of job offers: what is owed is there, what lists are searched by is known (AGY-033)."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from app.job_offers.rules.items import CONSENT_HEAD, STATE_HEAD, items
from app.job_offers.terms.offers import (
    EMPLOYMENTS,
    OCCUPATIONS,
    WAGE_UNITS,
    LineRefused,
    NewOffer,
    OfferEmployment,
    OfferRefusal,
    OfferWageUnit,
)
from app.kernel.folding import TextRefusal, fold_text
from app.kernel.prefectures import PREFECTURES
from app.kernel.written_dates import read_date

Known = TypeVar("Known")
NUMBER = re.compile(r"[0-9]{5}-[0-9]{1,8}")
LONGEST = 4000
MOST_WAGE = 100_000_000
YES, NO = "あり", "なし"
IN_FORCE, WITHDRAWN = "有効", "取消"
OCCUPATION_CODES = {name: code for code, name in OCCUPATIONS.items()} | {code: code for code in OCCUPATIONS}
PREFECTURE_CODES = {name: code for code, name in PREFECTURES.items()}
EMPLOYMENT_OF = {words: kind for kind, words in EMPLOYMENTS.items()}
WAGE_UNIT_OF = {words: unit for unit, words in WAGE_UNITS.items()}
CHOICES: Mapping[str, Mapping[str, object]] = {
    CONSENT_HEAD: {YES: True, NO: False},
    STATE_HEAD: {IN_FORCE: False, WITHDRAWN: True},
    "職業分類": OCCUPATION_CODES,
    "就業場所の都道府県": PREFECTURE_CODES,
    "雇用形態": EMPLOYMENT_OF,
    "賃金形態": WAGE_UNIT_OF,
}
"""The words that a column takes and no others."""


class Refused(Exception):
    """Carries why a line is not taken out of the middle of reading it."""

    def __init__(self, why: OfferRefusal, head: str) -> None:
        super().__init__(why.value)
        self.refusal = LineRefused(why, head)


def read_line(cells: Mapping[str, str]) -> NewOffer | LineRefused:
    """The offer of a line by its heads; why not where it cannot be taken (AGY-001, AGY-033; 1(1), 7(1)①キ).

    What is kept are the texts as received. A line that withdraws an offer, or has no consent, needs only its number.
    """
    try:
        return _read(cells)
    except Refused as refused:
        return refused.refusal


def _read(cells: Mapping[str, str]) -> NewOffer:
    number = folded(cells.get("求人番号", ""))
    if not NUMBER.fullmatch(number):
        raise Refused(OfferRefusal.WRONG_NUMBER, "求人番号")
    consented = _one_of({YES: True, NO: False}, cells, CONSENT_HEAD)
    withdrawn = _one_of({IN_FORCE: False, WITHDRAWN: True}, cells, STATE_HEAD)
    if withdrawn or not consented:
        return gone(number, consented=consented, withdrawn=withdrawn)
    return _given(number, cells)


def _given(number: str, cells: Mapping[str, str]) -> NewOffer:
    told = {each.key: _text(cells, each.head, owed=each.owed) for each in items()}
    told["number"] = number
    received, expires = _day(told["received_on"], "受付年月日"), _day(told["expires_on"], "紹介期限日")
    if expires < received:
        raise Refused(OfferRefusal.DAYS_REVERSED, "紹介期限日")
    wage_from = _yen(told["wage_from"], "賃金の下限")
    if told["wage_to"] and _yen(told["wage_to"], "賃金の上限") < wage_from:
        raise Refused(OfferRefusal.WRONG_WAGE, "賃金の上限")
    return NewOffer(
        number=number,
        items={key: text for key, text in told.items() if text},
        consented=True,
        withdrawn=False,
        expires_on=expires,
        occupation=_one_of(OCCUPATION_CODES, cells, "職業分類"),
        prefecture=_one_of(PREFECTURE_CODES, cells, "就業場所の都道府県"),
        employment=_one_of(EMPLOYMENT_OF, cells, "雇用形態"),
        wage_unit=_one_of(WAGE_UNIT_OF, cells, "賃金形態"),
        wage_from=wage_from,
    )


def gone(number: str, *, consented: bool, withdrawn: bool) -> NewOffer:
    """A line that takes an offer away: nothing of it is kept but its number."""
    return NewOffer(
        number=number,
        items={},
        consented=consented,
        withdrawn=withdrawn,
        expires_on=date.min,
        occupation="",
        prefecture="",
        employment=OfferEmployment.REGULAR,
        wage_unit=OfferWageUnit.MONTH,
        wage_from=0,
    )


def folded(text: str) -> str:
    """A code as it is compared: width folded, no blanks around it."""
    return unicodedata.normalize("NFKC", text).strip()


def _text(cells: Mapping[str, str], head: str, *, owed: bool) -> str:
    typed = cells.get(head, "")
    text = fold_text(typed)
    if isinstance(text, TextRefusal):
        raise Refused(OfferRefusal.UNREADABLE, head)
    text = text.strip()
    if owed and not text:
        raise Refused(OfferRefusal.MISSING, head)
    if len(text) > LONGEST:
        raise Refused(OfferRefusal.TOO_LONG, head)
    return text


def _one_of(known: Mapping[str, Known], cells: Mapping[str, str], head: str) -> Known:
    found = known.get(folded(cells.get(head, "")))
    if found is None:
        raise Refused(OfferRefusal.UNKNOWN_CHOICE if cells.get(head, "").strip() else OfferRefusal.MISSING, head)
    return found


def _day(text: str, head: str) -> date:
    day = read_date(text)
    if day is None:
        raise Refused(OfferRefusal.WRONG_DAY, head)
    return day


def _yen(text: str, head: str) -> int:
    digits = folded(text).replace(",", "").removesuffix("円")
    if not digits.isascii() or not digits.isdigit() or len(digits) > len(str(MOST_WAGE)):
        raise Refused(OfferRefusal.WRONG_WAGE, head)
    if not 0 < int(digits) <= MOST_WAGE:
        raise Refused(OfferRefusal.WRONG_WAGE, head)
    return int(digits)
