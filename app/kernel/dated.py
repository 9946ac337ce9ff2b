"""Values that hold from a day until a day: policies, terms, grants."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """A row in force from one day to another, both included; `in_force_until` None has no end."""

    @property
    def in_force_from(self) -> date:
        """The first day in force, from 00:00 in Japan."""
        ...

    @property
    def in_force_until(self) -> date | None:
        """The last day in force, to its end."""
        ...


Row = TypeVar("Row", bound=Dated)


class NothingInForce(LookupError):
    """No row is in force on the day asked for; the last known one is never taken instead."""


class SeveralInForce(LookupError):
    """More than one row is in force on the day asked for."""


def holds_on(row: Dated, day: date) -> bool:
    """Whether `row` is in force on `day`."""
    return row.in_force_from <= day and (row.in_force_until is None or day <= row.in_force_until)


def in_force(rows: Iterable[Row], on: date) -> Row:
    """The one row in force on `on`, in whatever order the rows come; refuses to guess."""
    holding = [row for row in rows if holds_on(row, on)]
    if not holding:
        raise NothingInForce(f"nothing is in force on {on}")
    if len(holding) > 1:
        raise SeveralInForce(f"{len(holding)} rows are in force on {on}")
    return holding[0]
