"""The corpus of bad input: built the same every time. `python -m tests.corpus.build` prints what is in it."""

from functools import cache
from itertools import chain

from tests.corpus import characters, codes, encodings, shapes, words
from tests.corpus.case import EVERY, WRITTEN, Case, Expected, Kind, cases

SUM = 2475


@cache
def corpus() -> tuple[Case, ...]:
    """Every case of the categories C1 to C16 in the counts of SECURITY 6."""
    return tuple(chain(texts(), unreadable(), requests()))


def texts() -> list[Case]:
    """What is typed into a field and can be read."""
    return [
        *cases("C1", 515, words.naughty_words()),
        *cases("C2", 120, characters.invisible()),
        *cases("C3", 60, characters.turning()),
        *cases("C6", 260, characters.japanese()),
        *cases("C7", 180, codes.numbers()),
        *cases("C8", 160, codes.dates()),
        *cases("C9", 90, words.lengths(), kinds=WRITTEN),
        *cases("C10", 140, codes.mails()),
        *cases("C11", 150, words.markup()),
        *cases("C12", 120, words.injection()),
        *cases("C13", 120, words.outputs()),
    ]


def unreadable() -> list[Case]:
    """What is no text: only half of C5, since text read wrongly once is text."""
    return [
        *cases("C4", 60, encodings.no_utf8(), Expected.UNREADABLE),
        *cases("C5", 50, encodings.other_encodings(), Expected.UNREADABLE),
        *(
            Case("C5", 50 + case.number, case.value, Expected.TAKEN_OR_REFUSED, EVERY)
            for case in cases("C5", 30, encodings.mojibake())
        ),
    ]


def requests() -> list[Case]:
    """Whole requests."""
    return [
        *cases("C14", 200, shapes.broken_forms(), Expected.TAKEN_OR_REFUSED),
        *cases("C15", 100, shapes.odd_addresses(), Expected.NO_SUCH_PAGE),
        *cases("C16", 120, shapes.states(), Expected.RIGHT_PAGE),
    ]


@cache
def for_kind(kind: Kind) -> tuple[Case, ...]:
    """The cases whose value goes into a field of this kind."""
    return tuple(case for case in corpus() if kind in case.kinds and not isinstance(case.value, tuple))


def counts() -> dict[str, int]:
    """How many cases each category has."""
    found: dict[str, int] = {}
    for case in corpus():
        found[case.category] = found.get(case.category, 0) + 1
    return dict(sorted(found.items(), key=lambda pair: int(pair[0][1:])))


if __name__ == "__main__":
    for category, count in counts().items():
        print(f"{category:4} {count:5}")
    print(f"sum  {len(corpus()):5}")
