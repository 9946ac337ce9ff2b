"""The words of not being let in again after a termination (AGY-023)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

BanMatch = StrEnum("BanMatch", "ACCOUNT LICENCE NAME ADDRESS")
"""By what somebody is known again: the account itself, the licence number, the name, the address."""


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What an organisation is known again by, folded; None where it told none."""

    name: str
    licence: str | None = None
    address: str | None = None


@dataclass(frozen=True, kw_only=True)
class Ban:
    """A termination that somebody is known from, and the first day on which they may apply again."""

    matched: BanMatch
    reapply_from: date
