"""Numbers as people write them: wide digits, commas, the word of their unit behind them."""

import re

from app.kernel.characters import narrowed

LONGEST = 30
_NUMBER = re.compile(r"([0-9][0-9,]*)(?:円|人|名|件)?")


def read_number(typed: str) -> int | None:
    """The whole number that was typed (１，２００円); None for what is none."""
    text = re.sub(r"\s", "", narrowed(typed)).replace("、", ",")
    found = _NUMBER.fullmatch(text) if len(text) < LONGEST else None
    return int(found[1].replace(",", "")) if found else None
