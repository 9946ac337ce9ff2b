"""Who watches over agencies, under whose name, and why something is not theirs to do."""

from dataclasses import dataclass
from enum import Enum, StrEnum

Watching = StrEnum("Watching", "BUREAU OFFICE MINISTRY OPERATIONS")
"""労働局, 安定所, 本省, 運用管理組織: the kinds of organisation that ask agencies for something."""


@dataclass(frozen=True, kw_only=True)
class Watcher:
    """The person acting for an organisation that watches. `bureau_id` is set for an officer of a bureau."""

    account_id: int
    watching: Watching
    organisation_id: int
    organisation: str
    bureau_id: int | None = None
    organisation_ids: frozenset[int] = frozenset()


class WatchRefusal(Enum):
    """Why a watcher may not do something, whatever the agency did."""

    NOT_A_WATCHER = "not_a_watcher"
    NOT_YOURS_TO_ASK = "not_yours_to_ask"
    OTHER_JURISDICTION = "other_jurisdiction"
    NOT_YOURS_TO_DECIDE = "not_yours_to_decide"
    SAME_PERSON = "same_person"


FORBIDDEN = frozenset(WatchRefusal)
"""Refused for who presses, not for how things stand: 403."""
