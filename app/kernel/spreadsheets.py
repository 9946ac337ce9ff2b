"""Tables as files for spreadsheet programs: CSV that shows what was typed and computes nothing (SECURITY T23)."""

import csv
import io
import unicodedata
from collections.abc import Iterable

FORMULA_SIGNS = frozenset("=+-@")
BYTE_ORDER_MARK = "\ufeff"


def csv_bytes(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """The table as RFC 4180 in UTF-8 with its mark, which Excel needs for Japanese; every cell is quoted and safe."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (heads, *rows):
        writer.writerow([safe_cell(cell) for cell in row])
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def safe_cell(value: object) -> str:
    """The text of a cell; what a program might take for a formula, or that hides one, gets an apostrophe before it.

    Numbers that are numbers stay numbers. Looked at is the first character that is seen: signs of full width count
    as their narrow ones, and a TAB, a line end, NUL or another control before them is no way round.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    text = str(value).replace("\0", "")
    return f"'{text}" if _may_compute(text) else text


def _may_compute(text: str) -> bool:
    if text[:1] in ("\t", "\r", "\n"):
        return True
    seen = next((sign for sign in text if not _is_blank(sign)), "")
    return unicodedata.normalize("NFKC", seen)[:1] in FORMULA_SIGNS


def _is_blank(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf", "Zs", "Zl", "Zp")
