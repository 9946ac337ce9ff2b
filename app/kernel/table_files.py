"""Tables that come as files: UTF-8 with or without its mark, else CP932, read line by line, never whole."""

import codecs
import csv
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PIECE = 64 * 1024
LONGEST_CELL = 16 * 1024
ENCODINGS = ("utf-8-sig", "cp932")
NO_TABLE = {
    "encoding": "UTF-8 でも CP932（Shift_JIS）でもない文字があります。CSVとして保存し直してください。",
    "empty": "見出しの行がありません。",
    "heads": "見出しが足りないか、二つあります：",
    "broken": "CSVとして読めません。引用符とセルの長さを確かめてください。行：",
}


class NoTable(Exception):
    """The file cannot be read as a table; `why` is `encoding`, `empty`, `heads` or `broken`, `where` says at what."""

    def __init__(self, why: str, where: str = "") -> None:
        super().__init__(f"{why} {where}".strip())
        self.why, self.where = why, where

    @property
    def words(self) -> str:
        """What is wrong, for whoever brought the file."""
        return f"{NO_TABLE[self.why]}{self.where}"


@dataclass(frozen=True)
class Line:
    """A line by its heads; `number` is that of the file's line on which it ends, `fits` whether no cell is over."""

    number: int
    cells: dict[str, str]
    fits: bool


def encoding_of(path: Path) -> str:
    """The first of our encodings in which the whole file can be read; raises `NoTable` for none."""
    for name in ENCODINGS:
        if _reads_as(path, name):
            return name
    raise NoTable("encoding")


def lines_of(path: Path, heads: Sequence[str]) -> Iterator[Line]:
    """The lines of a file that has at least these heads, in any order; raises `NoTable` where it is none.

    Lines without anything are passed over. A line of another length than the heads is given, and does not fit.
    """
    encoding = encoding_of(path)
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            first = [cell.strip() for cell in next(reader, [])]
            _check_heads(first, heads)
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield Line(reader.line_num, dict(zip(first, cells, strict=False)), len(cells) == len(first))
        except csv.Error as error:
            raise NoTable("broken", str(reader.line_num)) from error


def batches(lines: Iterator[Line], size: int) -> Iterator[list[Line]]:
    """Some lines at a time, so that a long file needs no more memory than a short one."""
    while batch := list(itertools.islice(lines, size)):
        yield batch


def _check_heads(first: Sequence[str], heads: Sequence[str]) -> None:
    if not first:
        raise NoTable("empty")
    missing = [head for head in heads if head not in first]
    twice = sorted({head for head in first if head and first.count(head) > 1})
    if missing or twice:
        raise NoTable("heads", "、".join(missing or twice))


def _reads_as(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    with path.open("rb") as file:
        try:
            while piece := file.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", True)
        except UnicodeDecodeError:
            return False
    return True
