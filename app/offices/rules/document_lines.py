"""Undo the line breaks a printed document brought along, without touching a single character.

A document taken from paper or PDF breaks its lines at the margin, sometimes with an empty line after
each, sometimes with a new page in the middle of a sentence. `paragraphs_of` answers one line for each
paragraph. White space at the ends of lines is all that is lost; `same_but_space` proves it.
"""

import re
import unicodedata

from app.offices.rules.headings import TITLE_LINE, Numbering

MARGIN = 60  # a line at least this wide (in half widths) may have been broken at the margin
_ITEM = re.compile(
    r"[#\-*>・※●■◆]"
    r"|[（(](?:[0-9０-９]{1,2}|[ｱ-ﾝア-ン]|注[0-9０-９]?)[）)]"
    r"|[①-⑳]"
    r"|[ア-ンｱ-ﾝ][\s\u3000]"
    r"|[a-zａ-ｚ][\s\u3000](?=[^\x00-\x7f])"
)
_ENDED = re.compile(r"[。！？][）)」』】]*$|[）)」』】：:]$")
_PAGE_NUMBER = re.compile(r"[-‐－–]?\s*[0-9０-９]{1,3}\s*[-‐－–]?(?:\s*/\s*[0-9]{1,3})?")
_OPENING, _CLOSING = "（(「『【", "）)」』】"


def paragraphs_of(source: str) -> str:
    """The text with one line for each paragraph, heading or item; line breaks are plain newlines."""
    numbering = Numbering()
    paragraphs: list[str] = []
    may_go_on = False
    for line in (piece.strip() for piece in source.splitlines()):
        if not line:
            continue
        heading = numbering.take(line)
        own = bool(heading or _ITEM.match(line) or TITLE_LINE.fullmatch(line) or is_page_number(line))
        if may_go_on and not own:
            paragraphs[-1] = _joined(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        may_go_on = not heading and not is_page_number(line) and _goes_on(line, paragraphs[-1])
    return "\n".join(paragraphs)


def same_but_space(one: str, other: str) -> bool:
    """Whether two texts hold the same characters in the same order, white space apart."""
    return "".join(one.split()) == "".join(other.split())


def is_page_number(line: str) -> bool:
    """Whether a line holds a page number and nothing else: `3`, `- 3 -`, `3 / 12`."""
    return bool(_PAGE_NUMBER.fullmatch(line))


def width_of(line: str) -> int:
    """How wide a line prints, in half widths."""
    return sum(2 if unicodedata.east_asian_width(sign) in "FWA" else 1 for sign in line)


def _goes_on(line: str, paragraph: str) -> bool:
    """Whether the next line belongs to the same sentence."""
    if line.endswith("、") or _open_brackets(paragraph):
        return True
    return width_of(line) >= MARGIN and not _ENDED.search(line)


def _open_brackets(paragraph: str) -> bool:
    opened = sum(paragraph.count(sign) for sign in _OPENING)
    return opened > sum(paragraph.count(sign) for sign in _CLOSING) and not paragraph.endswith("。")


def _joined(before: str, after: str) -> str:
    between_words = before[-1].isascii() and after[0].isascii() and before[-1].isalnum() and after[0].isalnum()
    return f"{before} {after}" if between_words else before + after
