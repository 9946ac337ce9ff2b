"""C1, C9, C11, C12, C13: texts that programs take for something else, texts too long, and code of every language."""

from collections.abc import Iterator
from itertools import product

from tests.corpus.lists import listed

SPACES = [chr(code) for code in (0x20, 0x09, 0xA0, 0x1680, 0x2000, 0x2003, 0x2009, 0x202F, 0x205F, 0x3000)]
SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~¡¿§¶•ªº–≠ŸÂ´®†¥øπ“‘åß∂ƒ©˙∆˚¬…æΩ≈ç√∫˜µ≤≥÷。、・「」『』【】〒℡№㊤㍿㌔"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
LIMITS = (20, 40, 60, 100, 200, 254, 255, 500, 1000, 2000)


def naughty_words() -> Iterator[str]:
    """C1: each text alone first, then in the company of spaces, lines and other text."""
    plain = [word for name in ("reserved", "numbers", "scripts", "pictures", "files") for word in listed(name)]
    yield from plain
    yield from SIGNS
    yield from SPACES
    yield from (f"{space}{word}{space}" for space, word in product(SPACES, ("山田", "0", "null")))
    for head, tail in (("山田", ""), ("　", "　"), ("", "\n"), ("\n", ""), ("「", "」")):
        yield from (f"{head}{word}{tail}" for word in plain)


def lengths() -> Iterator[str]:
    """C9: about every limit a field may have, counted in three ways, and far beyond."""
    yield from (character * (limit + step) for limit, character, step in product(LIMITS, ("あ", FAMILY), (-1, 0, 1)))
    yield from (letter * (limit + 1) for limit in LIMITS for letter in "a＿")
    yield from (FAMILY, "が" * 61, "か\u3099" * 61, "葛\U000e0100" * 61)
    yield from (
        "あ" * 50_000,
        "a" * 50_000,
        "\n" * 10_000,
        "一行\n" * 10_000,
        " " * 5_000,
        "　" * 5_000,
        "a\u0301" * 5_000,
    )
    yield from ("é" + "\u0301" * 1_000, "𠮷" * 5_000, "👍🏽" * 2_000, "あ " * 20_000, "<b>" * 10_000, "&amp;" * 10_000)
    yield from ("%" * 10_000, "\\" * 10_000, "'" * 10_000)


def markup() -> Iterator[str]:
    """C11: what would be HTML, CSS, htmx, SVG or a template."""
    plain = listed("markup")
    yield from plain
    yield from (f"山田{text}" for text in plain)


def injection() -> Iterator[str]:
    """C12: what would be SQL, a pattern, a shell's line, a path."""
    plain = listed("injection")
    yield from plain
    yield from (f"山田{text}" for text in plain)


def outputs() -> Iterator[str]:
    """C13: what would be a mail's header, a formula, a PDF, a calendar, a line of a log."""
    plain = listed("outputs")
    yield from plain
    yield from (f"山田\n{text}" for text in plain)
