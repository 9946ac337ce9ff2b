"""Who counsels on which day."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.kernel.roles import Role

COUNSEL = frozenset({Role.COUNSELOR, Role.STAFF})
"""職員および相談員 (KNG-06)."""


class RosterRefusal(Enum):
    """Why a week is not written down."""

    GRANT_ENDED = "grant_ended"
    CHANGED_MEANWHILE = "changed_meanwhile"
    STRANGER = "stranger"


@dataclass(frozen=True, kw_only=True)
class RosterRow:
    """One person and the days of a week on which he is down."""

    account_id: int
    name: str
    role: Role
    days: frozenset[date]


@dataclass(frozen=True, kw_only=True)
class RosterDay:
    """One day of the week with how many times it has; `why` is a holiday's name or the office's reason for none."""

    day: date
    why: str
    times: int
