"""Which items an offer has, and which of them may never be left out (AGY-033, Q-33)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.job_offers.terms.offers import Item

ITEMS_FILE = Path(__file__).with_name("items.toml")
CONSENT_HEAD, STATE_HEAD = "提供の同意", "状態"


@cache
def items() -> tuple[Item, ...]:
    """Every item in the order of the sheet."""
    told = tomllib.loads(ITEMS_FILE.read_text("utf-8"))["item"]
    return tuple(Item(each["key"], each["head"], each["owed"]) for each in told)


def heads() -> tuple[str, ...]:
    """The heads of a file: consent and state first, then every item."""
    return (CONSENT_HEAD, STATE_HEAD, *(each.head for each in items()))


def told_lines(told: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The lines of a sheet: every owed item, and what else was told, unaltered (AGY-031, AGY-033; 7(1)①オ, キ)."""
    return tuple((each.head, told.get(each.key, "")) for each in items() if each.owed or told.get(each.key))
