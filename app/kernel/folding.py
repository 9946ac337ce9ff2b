"""What people type, brought into the form we keep or compare. A refusal is a value.

Names and text keep their characters: NFC and a filter for controls, never NFKC. Kana, telephone, post
code, mail, codes and search keys are narrowed with NFKC, so that nobody is asked for 全角 or 半角.
Emptiness is the form's question: an empty text folds to an empty text.
"""

import re
import unicodedata

from app.kernel.characters import (
    LONG_VOWELS,
    Folded,
    TextRefusal,
    control_line,
    has_private_characters,
    narrowed,
    turns_direction,
    with_line_feeds,
    with_single_spaces,
    without_invisible,
)
from app.kernel.mails import fold_mail, mail_key, quoted_mail
from app.kernel.phones import fold_phone

__all__ = [
    "Folded",
    "TextRefusal",
    "fold_code",
    "fold_digits",
    "fold_kana",
    "fold_mail",
    "fold_name",
    "fold_phone",
    "fold_postcode",
    "fold_search",
    "fold_text",
    "graphemes",
    "kana_key",
    "mail_key",
    "quoted_mail",
]

_HIRAGANA = {ord(hiragana): ord(hiragana) + 0x60 for hiragana in map(chr, [*range(0x3041, 0x3097), 0x309D, 0x309E])}
_KATAKANA = {katakana: hiragana for hiragana, katakana in _HIRAGANA.items()}
_VOICE_MARKS = str.maketrans({"\u309b": "\u3099", "\u309c": "\u309a"})
_KANA = re.compile("(?:[ァ-ヺㇰ-ㇿ][\u3099\u309a]?|[ー・ヽヾ ])*")
_DASH_AFTER_KANA = re.compile("(?<=[ぁ-ゖァ-ヺー])-")
_DIGITS, _CODE = re.compile("[0-9]*"), re.compile("[0-9A-Z-]*")
_POSTCODE_DIGITS = 7


def fold_name(text: str) -> Folded:
    """A name on one line: NFC, outer and doubled spaces and invisible characters out, all other glyphs kept.

    Refuses controls, line ends, turners of direction and private characters (外字).
    """
    if control_line(text) is not None or "\n" in with_line_feeds(text.strip()):
        return TextRefusal.CONTROL
    if turns_direction(text):
        return TextRefusal.DIRECTION
    if has_private_characters(text):
        return TextRefusal.PRIVATE_CHARACTER
    return with_single_spaces(unicodedata.normalize("NFC", without_invisible(text)))


def fold_text(text: str) -> Folded:
    """Free text of several lines: NFC and LF, everything else kept; refuses controls (see `control_line`)."""
    if control_line(text) is not None:
        return TextRefusal.CONTROL
    return unicodedata.normalize("NFC", with_line_feeds(text))


def fold_kana(text: str) -> Folded:
    """Furigana as full-width katakana, with the dashes typed for a long vowel as ー; refuses anything else."""
    folded = with_single_spaces(_narrowed_kana(text).translate(_HIRAGANA))
    return folded if _KANA.fullmatch(folded) else TextRefusal.NOT_KANA


def kana_key(kana: str) -> str:
    """Folded furigana for comparing persons (Q-04): without spaces and middle dots."""
    return kana.replace(" ", "").replace("・", "")


def fold_search(text: str) -> str:
    """A search word or searched text: narrowed, case folded, katakana as hiragana, single spaces."""
    folded = _narrowed_kana(text).casefold().translate(_KATAKANA)
    return with_single_spaces(unicodedata.normalize("NFC", folded))


def fold_digits(text: str) -> Folded:
    """A number that is a name (求職番号 and the like): ASCII digits, hyphens and spaces out; refuses the rest."""
    folded = _bare(text).replace("-", "")
    return folded if _DIGITS.fullmatch(folded) else TextRefusal.NOT_DIGITS


def fold_code(text: str) -> Folded:
    """A code of letters, digits and hyphens (予約番号, 許可番号): upper case, no spaces; refuses the rest."""
    folded = _bare(text).upper()
    return folded if _CODE.fullmatch(folded) else TextRefusal.NOT_A_CODE


def fold_postcode(text: str) -> Folded:
    """A post code as seven digits, the sign 〒 and hyphens out; refuses other lengths, old five-digit codes too."""
    digits = fold_digits(text.replace("〒", ""))
    if not digits or isinstance(digits, TextRefusal) or len(digits) == _POSTCODE_DIGITS:
        return digits
    return TextRefusal.POSTCODE_LENGTH


def graphemes(text: str) -> int:
    """How many characters a reader sees: marks, variation selectors and joined emoji count with their base."""
    seen = 0
    joined = False
    for character in text:
        extends = unicodedata.category(character) in {"Mn", "Me", "Mc"} or "\U0001f3fb" <= character <= "\U0001f3ff"
        joiner = character == "\u200d"
        seen += not (extends or joiner or joined)
        joined = joiner
    return seen


def _narrowed_kana(text: str) -> str:
    """Narrowed, with separately typed voice marks joined and dashes after kana made long vowel signs."""
    return _DASH_AFTER_KANA.sub("ー", narrowed(text.translate(_VOICE_MARKS)))


def _bare(text: str) -> str:
    """Narrowed, long vowel signs typed as dashes made hyphens, white space out."""
    return re.sub(rf"\s|[{LONG_VOWELS}]", lambda found: "" if found[0].isspace() else "-", narrowed(text))
