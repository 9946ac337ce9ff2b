"""A booking outside what is set that is held all the same."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Why, since when and by whose decision."""

    reason: str
    at: datetime
    by: int
