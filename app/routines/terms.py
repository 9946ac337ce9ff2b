"""The words of scheduled work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Routine:
    """Work that time asks for.

    `last_due` gives the latest due moment at or before a moment of business time. `run` does everything that is
    due up to the moment it is given, however long nobody ran it, and doing it twice changes nothing more; it
    answers how many things it did. Who began it has it for `lease`; whoever is killed meanwhile gives it up only then.
    """

    name: str
    title: str
    last_due: Callable[[datetime], datetime]
    run: Callable[[datetime], int]
    lease: timedelta = timedelta(minutes=10)


@dataclass(frozen=True)
class Done:
    """A run that was ours; `effects` is None where it failed and is tried again later."""

    name: str
    effects: int | None


@dataclass(frozen=True, kw_only=True)
class Invariant:
    """Something that must always hold; `violations` names what breaks it, without personal values."""

    name: str
    title: str
    violations: Callable[[datetime], list[str]]
