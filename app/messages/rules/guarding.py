"""Which patterns operations may add: plain text with two signs for others, so that none can run away (AGY-061)."""

from collections.abc import Iterable

from app.kernel.reading_aloud import compact
from app.messages.terms.guarding import PatternRefusal

DIGIT, ANY = "#", "?"
SHORTEST, LONGEST = 3, 60
FEWEST_LETTERS = 2
OF_REGULAR_EXPRESSIONS = frozenset("\\^$*+|[]{}")


def ground_against_pattern(written: str, counting: Iterable[str]) -> PatternRefusal | None:
    """Why a pattern is not taken (AGY-061).

    It is read sign by sign: `#` is a digit, `?` any one sign, everything else itself, so that a text is gone through
    once and no repetition can be written. A regular expression would only be read as its signs, and find nothing.
    """
    read = compact(written)
    if len(read) < SHORTEST:
        return PatternRefusal.TOO_SHORT
    if len(read) > LONGEST:
        return PatternRefusal.TOO_LONG
    if not OF_REGULAR_EXPRESSIONS.isdisjoint(read):
        return PatternRefusal.NOT_PLAIN
    if sum(sign not in (DIGIT, ANY) for sign in read) < FEWEST_LETTERS:
        return PatternRefusal.TOO_WIDE
    return PatternRefusal.THERE_ALREADY if read in map(compact, counting) else None
