"""Reads the lists beside this file: one text a line, with words for signs that no editor shows."""

from pathlib import Path

FOLDER = Path(__file__).with_name("texts")
SIGNS = {
    "<NUL>": "\0", "<BEL>": "\a", "<BS>": "\b", "<TAB>": "\t", "<LF>": "\n", "<VT>": "\v", "<FF>": "\f", "<CR>": "\r",
    "<ESC>": "\x1b", "<NEL>": "\x85", "<LS>": "\u2028", "<PS>": "\u2029",
}  # fmt: skip


def listed(name: str) -> list[str]:
    """The texts of a list, in its order."""
    return [with_signs(line) for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n") if line]


def with_signs(line: str) -> str:
    """A line with the signs its words stand for."""
    for word, sign in SIGNS.items():
        line = line.replace(word, sign)
    return line
