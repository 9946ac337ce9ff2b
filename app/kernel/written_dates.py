"""Dates as people in Japan write them, read into one date: 令和8年4月1日, R8.4.1, 2026/4/1, 2026-04-01, 20260401.

What cannot be one day is None: a day that never was, a year without era or century, anything beside the date.
"""

import re
from dataclasses import dataclass
from datetime import date

from app.kernel.characters import narrowed


@dataclass(frozen=True)
class Era:
    """An era: its first day, and the year that was its year 1."""

    first_day: date

    @property
    def first_year(self) -> int:
        """The western year of its year 1 (元年)."""
        return self.first_day.year


ERAS = {
    "令和": Era(date(2019, 5, 1)),
    "平成": Era(date(1989, 1, 8)),
    "昭和": Era(date(1926, 12, 25)),
    "大正": Era(date(1912, 7, 30)),
    "明治": Era(date(1868, 1, 25)),
}
LETTERS = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}
KANJI = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}

_BETWEEN = r"[./-]"
_WEEKDAY = r"(?:\(?[月火水木金土日](?:曜日?)?\)?)?"
_ERA = re.compile(
    rf"(令和|平成|昭和|大正|明治|令|平|昭|大|明|[RHSTM])([0-9]{{1,2}}|元)(?:年|{_BETWEEN})"
    rf"([0-9]{{1,2}})(?:月|{_BETWEEN})([0-9]{{1,2}})日?{_WEEKDAY}"
)
_WESTERN = re.compile(
    rf"(?:西暦)?([0-9]{{4}})(?:年|{_BETWEEN})([0-9]{{1,2}})(?:月|{_BETWEEN})([0-9]{{1,2}})日?{_WEEKDAY}"
)
_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_KANJI_NUMBER = re.compile(f"[{''.join(KANJI)}十]+(?=[年月日])")


def read_date(written: str) -> date | None:
    """The date somebody wrote, in any Japanese notation; None where it is not exactly one.

    An era counts on past its end, as papers issued before a change of era do (平成33年3月31日 is 2021), but not back
    before its first day.
    """
    text = re.sub(r"\s", "", narrowed(written)).upper()
    text = _KANJI_NUMBER.sub(lambda found: str(_kanji_number(found[0])), text)
    text = text.replace("ー", "-")
    era = _ERA.fullmatch(text)
    if era is not None:
        return _of_era(era[1], era[2], era[3], era[4])
    western = _WESTERN.fullmatch(text) or _DIGITS.fullmatch(text)
    return _day(int(western[1]), int(western[2]), int(western[3])) if western else None


def _of_era(name: str, year: str, month: str, day: str) -> date | None:
    full = LETTERS.get(name) or next(each for each in ERAS if each.startswith(name))
    number = 1 if year == "元" else int(year)
    found = _day(ERAS[full].first_year + number - 1, int(month), int(day)) if number else None
    return found if found and found >= ERAS[full].first_day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _kanji_number(text: str) -> int:
    """二十八 or 二八 as 28, 二〇二六 as 2026."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(KANJI[sign]) for sign in text))
    return 10 * (_digits(tens) if tens else 1) + (_digits(ones) if ones else 0)


def _digits(text: str) -> int:
    return int("".join(str(KANJI.get(sign, 0)) for sign in text))
