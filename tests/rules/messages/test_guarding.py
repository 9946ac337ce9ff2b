"""Which patterns operations may add (AGY-061)."""

import pytest

from app.kernel.personal_data import RegisteredContact, findings
from app.messages.rules.guarding import ground_against_pattern
from app.messages.terms.guarding import PatternRefusal

TAKEN = ("会員番号####",)


@pytest.mark.rule("AGY-061")
@pytest.mark.parametrize(
    ("written", "ground"),
    [
        ("裏アカ", None),
        ("裏 ア", PatternRefusal.TOO_SHORT),
        ("裏##", PatternRefusal.TOO_WIDE),
        ("裏ア#", None),
        ("####", PatternRefusal.TOO_WIDE),
        ("???", PatternRefusal.TOO_WIDE),
        ("あ" * 60, None),
        ("あ" * 61, PatternRefusal.TOO_LONG),
        ("(a+)+b", PatternRefusal.NOT_PLAIN),
        (".*掲示板", PatternRefusal.NOT_PLAIN),
        ("掲示板$", PatternRefusal.NOT_PLAIN),
        (r"\d{11}番", PatternRefusal.NOT_PLAIN),
        ("会員 番号＃＃＃＃", PatternRefusal.THERE_ALREADY),
        ("会員番号###", None),
    ],
)
def test_what_is_taken_as_a_pattern(written: str, ground: PatternRefusal | None) -> None:
    assert ground_against_pattern(written, TAKEN) is ground


@pytest.mark.rule("AGY-061")
def test_the_longest_pattern_that_is_taken_reads_a_long_text_at_once() -> None:
    pattern = "a" * 2 + "?" * 58
    assert ground_against_pattern(pattern, ()) is None
    assert findings("a" * 20_000, allowed=RegisteredContact(), patterns=(pattern,))
