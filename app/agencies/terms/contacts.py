"""Whom agencies ask about applications (21)."""

from dataclasses import dataclass
from enum import Enum

BUREAU_LIST = "https://www.hellowork.mhlw.go.jp/doc/labour_bureau_list.pdf"
"""The list of the bureaux' desks for applications (AGY-140)."""


@dataclass(frozen=True, kw_only=True)
class BureauContact:
    """Where a bureau takes applications, and where it is called; None for what it has not set (AGY-100, AGY-140)."""

    mail: str | None = None
    phone: str | None = None

    @property
    def mark(self) -> str:
        """What a form carries to tell which contact it was opened with."""
        return f"{self.mail or ''} {self.phone or ''}"


class ContactRefusal(Enum):
    """Why a contact is not set."""

    CHANGED_MEANWHILE = "changed_meanwhile"
