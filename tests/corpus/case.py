"""One bad input: what is sent, into which kind of field, and what may come of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import islice


class Kind(Enum):
    """The kinds of field our forms have."""

    NAME = "name"
    KANA = "kana"
    MAIL = "mail"
    PHONE = "phone"
    TEXT = "text"
    CODE = "code"
    SECRET = "secret"
    DATE = "date"
    CHOICE = "choice"
    HIDDEN = "hidden"


class Expected(Enum):
    """What may come of a case; never a fault, never lost text."""

    TAKEN_OR_REFUSED = "taken as it is, or refused with the field named"
    REFUSED = "refused with the field named"
    UNREADABLE = "refused as unreadable"
    NO_SUCH_PAGE = "no such page, or not that way"
    RIGHT_PAGE = "the right page for the state, nothing done twice"


EVERY = frozenset(Kind)
WRITTEN = frozenset({Kind.NAME, Kind.KANA, Kind.MAIL, Kind.PHONE, Kind.TEXT, Kind.CODE, Kind.SECRET, Kind.DATE})


@dataclass(frozen=True)
class Case:
    """`value` is typed text, raw bytes for a value, or the name and figures of a change to a whole request."""

    category: str
    number: int
    value: str | bytes | tuple[object, ...]
    expected: Expected
    kinds: frozenset[Kind] = EVERY

    @property
    def id(self) -> str:
        """The name of the case in a report: "C7-12"."""
        return f"{self.category}-{self.number}"


def cases(
    category: str,
    count: int,
    values: Iterable[str | bytes | tuple[object, ...]],
    expected: Expected = Expected.TAKEN_OR_REFUSED,
    kinds: frozenset[Kind] = EVERY,
) -> Iterator[Case]:
    """The first `count` different values as numbered cases; raises where there are not so many."""
    found = list(islice(dict.fromkeys(values), count))
    if len(found) < count:
        raise ValueError(f"{category} has {len(found)} of {count} cases")
    yield from (Case(category, number, value, expected, kinds) for number, value in enumerate(found, 1))
