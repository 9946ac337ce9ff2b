"""Tell what in a document looks like a slip of its making. Nothing is changed here (KNG-02).

`suspicions_in` reports characters that a Japanese text does not hold (a simplified 对 for 対, a radical
⼈ for 人), look-alikes inside a katakana word, invisible characters, page numbers and stray lines.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from app.offices.rules.document_lines import is_page_number

_LOOKALIKES = {"二": "ニ", "口": "ロ", "力": "カ", "工": "エ", "夕": "タ", "卜": "ト", "八": "ハ", "一": "ー"}
_KATAKANA = re.compile(r"[ァ-ヺー]")
_STRAY_HOST = re.compile(r"(?<![@/\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)+\.jp\b")
_CONTEXT = 2


class Kind(Enum):
    """What is suspicious."""

    NOT_JAPANESE = "日本語の文書では使わない文字"
    COMPATIBILITY = "見た目の似た別の文字（部首・互換漢字）"
    LOOKALIKE = "カタカナの中にある、形の似た漢字"
    INVISIBLE = "見えない文字"
    PAGE_NUMBER = "ページ番号らしい行"
    STRAY_LINE = "印刷のときに紛れ込んだらしい行"


@dataclass(frozen=True, kw_only=True)
class Suspicion:
    """Where it stands (line from 1), what stands there, its surroundings, and what may be meant."""

    kind: Kind
    line: int
    found: str
    around: str
    perhaps: str


def suspicions_in(source: str) -> tuple[Suspicion, ...]:
    """Every suspicion, in order of line and column."""
    return tuple(
        suspicion
        for number, line in enumerate(source.splitlines(), start=1)
        for suspicion in (*_whole_line(number, line.strip()), *_signs(source, number, line))
    )


def _whole_line(number: int, line: str) -> Iterator[Suspicion]:
    if is_page_number(line):
        yield Suspicion(kind=Kind.PAGE_NUMBER, line=number, found=line, around=line, perhaps="")
    stray = _STRAY_HOST.search(line)
    if stray is not None:
        yield Suspicion(kind=Kind.STRAY_LINE, line=number, found=stray[0], around=line[:30], perhaps="")


def _signs(source: str, number: int, line: str) -> Iterator[Suspicion]:
    for column, sign in enumerate(line):
        kind = kind_of(sign, line[column - 1 : column], line[column + 1 : column + 2])
        if kind is None:
            continue
        left, right = line[max(0, column - _CONTEXT) : column], line[column + 1 : column + 1 + _CONTEXT]
        yield Suspicion(
            kind=kind,
            line=number,
            found=f"{sign}（U+{ord(sign):04X}）",
            around=f"{left}{sign}{right}",
            perhaps=_perhaps(source, sign, left, right),
        )


def kind_of(sign: str, before: str, after: str) -> Kind | None:
    """What is suspicious about one character between its neighbours; None when nothing is."""
    code = ord(sign)
    if unicodedata.category(sign) in ("Cf", "Co", "Cn") or (unicodedata.category(sign) == "Cc" and sign not in "\t\f"):
        return Kind.INVISIBLE
    if 0x2E80 <= code <= 0x2FDF or ((0xF900 <= code <= 0xFAFF or code >= 0x2F800) and _folds(sign)):
        return Kind.COMPATIBILITY
    if sign in _LOOKALIKES and _KATAKANA.match(before) and _KATAKANA.match(after):
        return Kind.LOOKALIKE
    return None if _in_japanese_use(sign) else Kind.NOT_JAPANESE


def _folds(sign: str) -> bool:
    return unicodedata.normalize("NFKC", sign) != sign


def _in_japanese_use(sign: str) -> bool:
    """Whether one of the two Japanese character sets holds it: JIS X 0213 or Microsoft's 932."""
    for encoding in ("cp932", "euc_jis_2004"):
        try:
            sign.encode(encoding)
        except UnicodeEncodeError:
            continue
        return unicodedata.name(sign, "").split()[0] not in ("CYRILLIC", "GREEK")
    return False


def _perhaps(source: str, sign: str, left: str, right: str) -> str:
    """What stands at the same place elsewhere in the document, else what the character folds to."""
    if sign in _LOOKALIKES:
        return _LOOKALIKES[sign]
    for before, after in ((left[-2:], right[:2]), (left[-2:], right[:1]), (left[-1:], right[:2])):
        elsewhere: list[str] = re.findall(f"{re.escape(before)}([^\\s{re.escape(sign)}]){re.escape(after)}", source)
        if len(before + after) > _CONTEXT and elsewhere:
            return max(sorted(set(elsewhere)), key=elsewhere.count)
    folded = unicodedata.normalize("NFKC", sign)
    return folded if folded != sign and folded.strip() else ""
