"""National holidays as dated rows, each official or forecast.

The table in the database is the truth; `seed_holidays` only fills it for the first time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

OFFICIAL_UNTIL = date(2027, 12, 31)
"""The last day whose holidays the official almanac (暦要項, February 2026) had announced."""

ANNOUNCED = "公表された祝日のファイルを取り込んだため"
"""The reason of what an official file changes."""

FIRST_SEED_YEAR = 2019
LAST_SEED_YEAR = 2040


@dataclass(frozen=True, kw_only=True)
class Holiday:
    """One national holiday (国民の祝日に関する法律), with substitute and in-between days."""

    day: date
    name: str
    official: bool


def seed_holidays(
    first_year: int = FIRST_SEED_YEAR,
    last_year: int = LAST_SEED_YEAR,
    *,
    official_until: date = OFFICIAL_UNTIL,
) -> tuple[Holiday, ...]:
    """The holidays of these years, both included, in order of day.

    Computed without a network. Days after `official_until` are forecasts: equinoxes are known
    only astronomically until announced, and a law may still move the others.
    """
    return tuple(
        Holiday(day=day, name=name, official=day <= official_until)
        for year in range(first_year, last_year + 1)
        for day, name in _computed_holidays(year)
    )


def _computed_holidays(year: int) -> Iterator[tuple[date, str]]:
    import jpholiday  # only the seeding needs it; a web process never pays for it

    for day, name in jpholiday.year_holidays(year):
        yield day, "振替休日" if name.endswith("振替休日") else name


class HolidayFileRefused(Exception):
    """The file is not one of whole years of holidays; the sentence names the line."""


@dataclass(frozen=True, kw_only=True)
class HolidayPlan:
    """What a file changes: days that come, go, get another name, are announced; until when all is official then."""

    added: tuple[Holiday, ...]
    removed: tuple[Holiday, ...]
    renamed: tuple[Holiday, ...]
    confirmed: tuple[Holiday, ...]
    official_until: date

    @property
    def days(self) -> tuple[Holiday, ...]:
        """Every row to be written."""
        return (*self.added, *self.renamed, *self.confirmed)


@dataclass(frozen=True, kw_only=True)
class HolidayChange:
    """What was done to a day of the table: its name before and after, by whom, when and why."""

    day: date
    before: str | None
    after: str | None
    reason: str
    by: str
    at: datetime
