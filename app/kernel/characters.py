"""Characters that need care in typed Japanese: dashes, invisible ones, controls, turners of direction."""

import re
import unicodedata
from enum import Enum

# Six dashes that NFKC leaves alone: hyphen, figure dash, en dash, em dash, horizontal bar, minus sign
# (the non-breaking hyphen becomes the first); behind them what keyboards and fonts make look the same.
DASHES = "\u2010\u2012\u2013\u2014\u2015\u2212" + "\u2011\u2043\u02d7\uff0d\ufe63\ufe58\u2500\u2501"
LONG_VOWELS = "\u30fc\uff70"

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
)
_TURNERS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_LINE_FEED, _TAB = "\n", "\t"


class TextRefusal(Enum):
    """Why typed text cannot be taken; its sentence stands in the templates."""

    CONTROL = "control"
    PRIVATE_CHARACTER = "private_character"
    DIRECTION = "direction"
    NOT_KANA = "not_kana"
    NOT_DIGITS = "not_digits"
    NOT_A_CODE = "not_a_code"
    POSTCODE_LENGTH = "postcode_length"
    NOT_A_PHONE = "not_a_phone"
    PHONE_ABROAD = "phone_abroad"
    NOT_A_MAIL = "not_a_mail"
    SEVERAL_MAILS = "several_mails"
    MAIL_DOMAIN_NOT_ASCII = "mail_domain_not_ascii"


Folded = str | TextRefusal
"""Folded text, or why it was refused."""


def narrowed(text: str) -> str:
    """NFKC with one hyphen for every dash and without invisible characters.

    It loses distinctions (㈱, ①, 髙 in part): only for kana, telephone, post code, mail, codes and search.
    """
    folded = unicodedata.normalize("NFKC", without_invisible(text))
    return re.sub(f"[{DASHES}]", "-", folded)


def without_invisible(text: str) -> str:
    """`text` without zero-width and other invisible characters; variation selectors stay, they choose a glyph."""
    return _INVISIBLE.sub("", text)


def with_line_feeds(text: str) -> str:
    """`text` with every kind of line end as LF, as browsers send CR LF."""
    return _LINE_ENDS.sub(_LINE_FEED, text)


def with_single_spaces(text: str) -> str:
    """`text` without outer white space, and one space for every run inside, full-width ones included."""
    return _SPACES.sub(" ", text).strip()


def turns_direction(text: str) -> bool:
    """Whether `text` holds a character that turns the direction of reading."""
    return bool(_TURNERS.search(text))


def control_line(text: str) -> int | None:
    """The number, from 1, of the first line that holds a control character or half a surrogate pair; else None.

    Tab and line feed are not counted as controls.
    """
    for number, line in enumerate(with_line_feeds(text).split(_LINE_FEED), start=1):
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in line if character != _TAB):
            return number
    return None


def has_private_characters(text: str) -> bool:
    """Whether `text` holds a character (外字) that only the writer's machine can show."""
    return any(unicodedata.category(character) == "Co" for character in text)
