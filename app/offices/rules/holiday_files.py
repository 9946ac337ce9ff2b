"""Reading the Cabinet Office's file of national holidays, and what it changes in the table (DESIGN 4)."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from datetime import date

from app.kernel.holidays import Holiday, HolidayFileRefused, HolidayPlan

ENCODINGS = ("utf-8-sig", "cp932")
FEWEST_IN_A_YEAR = 10
UNNAMED = "休日"
"""What the file calls every substitute day and every day in between; the table tells them apart."""


def read_holidays(contents: bytes) -> tuple[Holiday, ...]:
    """The days of a file, in their order; raises `HolidayFileRefused`."""
    found = {each.day: each for each in (_holiday(number, line) for number, line in enumerate(_lines(contents)[1:], 2))}
    in_years = Counter(day.year for day in found)
    for year in range(min(in_years, default=1), max(in_years, default=0) + 1):
        if in_years[year] < FEWEST_IN_A_YEAR and year > date(1973, 1, 1).year:
            raise HolidayFileRefused(f"{year}年の祝日が足りません。一年分そろったファイルにしてください。")
    if not found:
        raise HolidayFileRefused("祝日が一つもありません。")
    return tuple(found[day] for day in sorted(found))


def plan_of(table: Iterable[Holiday], announced: Iterable[Holiday]) -> HolidayPlan:
    """What changes when the announced days become official; years the table does not begin with are left out."""
    held = {each.day: each for each in table}
    first = min(held).year if held else 0
    told = {each.day: _named(each, held.get(each.day)) for each in announced if each.day.year >= first}
    if not told:
        raise HolidayFileRefused("表にある年の祝日がありません。")
    years = {day.year for day in told}
    official = max((each.day.year for each in held.values() if each.official), default=min(years))
    if min(years) > official + 1:
        raise HolidayFileRefused(f"{official + 1}年の祝日がありません。公表済みの年に続くファイルにしてください。")
    known = [(held[day], each) for day, each in told.items() if day in held]
    return HolidayPlan(
        added=tuple(each for day, each in told.items() if day not in held),
        removed=tuple(each for day, each in held.items() if day.year in years and day not in told),
        renamed=tuple(new for old, new in known if old.name != new.name),
        confirmed=tuple(new for old, new in known if old.name == new.name and not old.official),
        official_until=date(max(years), 12, 31),
    )


def _lines(contents: bytes) -> list[list[str]]:
    try:
        return [line for line in csv.reader(io.StringIO(_decoded(contents))) if line]
    except csv.Error:
        raise HolidayFileRefused("カンマで区切ったファイルとして読めません。") from None


def _decoded(contents: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return contents.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise HolidayFileRefused("文字コードを読めません。内閣府の syukujitsu.csv をそのまま使ってください。")


def _holiday(number: int, line: list[str]) -> Holiday:
    try:
        day = date(*map(int, line[0].strip().split("/")))
        name = line[1].strip()
    except (ValueError, IndexError, TypeError, OverflowError):
        raise HolidayFileRefused(f"{number}行目: 「2026/1/1,元日」の形ではありません。") from None
    if not name or len(name) > 50:
        raise HolidayFileRefused(f"{number}行目: 祝日の名前がありません。")
    return Holiday(day=day, name=name, official=True)


def _named(new: Holiday, old: Holiday | None) -> Holiday:
    keeps = old is not None and new.name == UNNAMED
    return Holiday(day=new.day, name=old.name if old is not None and keeps else new.name, official=True)
