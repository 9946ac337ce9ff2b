"""A text as somebody would read it aloud who wants to find numbers and addresses hidden in it (SECURITY T27)."""

import re
import unicodedata

from app.kernel.characters import narrowed, without_invisible

_KANJI_DIGITS = str.maketrans("〇零○◯一二三四五六七八九壱弐参", "00001234567891" + "23")
_SPOKEN = {
    "ゼロ": "0", "ぜろ": "0", "れい": "0", "レイ": "0", "まる": "0", "マル": "0", "オー": "0",
    "いち": "1", "イチ": "1", "ワン": "1",
    "にー": "2", "に": "2", "ニ": "2", "ツー": "2",
    "さん": "3", "サン": "3", "スリー": "3",
    "よん": "4", "ヨン": "4", "し": "4", "フォー": "4",
    "ごー": "5", "ご": "5", "ゴ": "5", "ファイブ": "5",
    "ろく": "6", "ロク": "6", "シックス": "6",
    "なな": "7", "ナナ": "7", "しち": "7", "シチ": "7", "セブン": "7",
    "はち": "8", "ハチ": "8", "エイト": "8",
    "きゅう": "9", "キュウ": "9", "きゅー": "9", "く": "9", "ナイン": "9",
}  # fmt: skip
_SPOKEN_DIGIT = re.compile("|".join(sorted(_SPOKEN, key=len, reverse=True)))
_SPOKEN_RUN = re.compile(rf"(?:(?:{_SPOKEN_DIGIT.pattern}|\d)[\s・、,.の-]*){{9,}}")
_LAST_SPOKEN = re.compile(rf"(?:{_SPOKEN_DIGIT.pattern})[\s・、,.の-]*\Z")
_LOOK_ALIKES = re.compile(r"(?<=[\dolisbz])[oilsbz](?=[\dolisbz])|(?<![a-z])[oil](?=\d)|(?<=\d)[oil](?![a-z])")
_ALIKE = str.maketrans("oilsbz", "011582")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s・、,.。_*~/\\|=:;'\"’”「」『』()（）【】\[\]{}<>〈〉のｰー+-]+(?=\d)")
_WITHIN_NUMBER = re.compile(r"(?<=\d)[()（）ー-]+(?=\d)")
_BETWEEN_GROUPS = re.compile(r"(?<=\d)[ー-]+(?=\d)")
_BUT_HYPHENS = re.compile(r"(?<=\d)[\s_*~'\"]+(?=[\d-])|(?<=-)[\s_*~'\"]+(?=\d)")
_HYPHENS = re.compile(r"(?<=\d)\s*[のｰー]\s*(?=\d)")
_AT = re.compile(
    r"[\s]*(?:@|\(at\)|\[at\]|\{at\}|<at>|【at】|（at）|アットマーク|あっとまーく|アット|あっと|(?<=[a-z0-9])\s+at\s+(?=[a-z0-9])|[★☆◎■#](?=\s*[a-z0-9-]+(?:\.|ドット|どっと)[a-z]))[\s]*"
)
_DOT = re.compile(
    r"[\s]*(?:\(dot\)|\[dot\]|\{dot\}|<dot>|ドット|どっと|(?<=[a-z0-9])\s+dot\s+(?=[a-z0-9])|(?<=[a-z0-9])[。．・](?=[a-z0-9])|(?<=[a-z0-9])点(?=[a-z]))[\s]*"
)
_WHITE = re.compile(r"\s+")


def compact(text: str) -> str:
    """The text narrowed, in small letters, without spaces and invisible characters."""
    return _WHITE.sub("", narrow(text))


PARTED = (_BETWEEN_DIGITS, _WITHIN_NUMBER, _BETWEEN_GROUPS)
"""What may stand between the digits of one number: nearly anything, brackets and hyphens, hyphens alone."""


def digits_aloud(text: str) -> str:
    """The text with every number as digits in one run, however it was spelt or drawn; hyphens between digits stay.

    They tell post codes and house numbers.
    """
    plain = _alike(_SPOKEN_RUN.sub(lambda run: _spelt(run[0]), _drawn(text)))
    return _BUT_HYPHENS.sub("", _HYPHENS.sub("-", plain))


def telephones_aloud(text: str) -> tuple[str, ...]:
    """The text in every way somebody would read a telephone number out of it.

    A sound after a number may be a particle and no digit (090-…に), also after one that is spelt; and what stands
    before it, as the number of a list, may belong to it or not.
    """
    drawn = _drawn(text)
    whole = _SPOKEN_RUN.sub(lambda run: _spelt(run[0]), drawn)
    but_particle = _SPOKEN_RUN.sub(lambda run: _spelt_but_last(run[0]), drawn)
    readings = dict.fromkeys(_alike(spelt) for spelt in (whole, but_particle, drawn))
    joined = [part.sub("", reading) for reading in readings for part in PARTED]
    return tuple(dict.fromkeys(joined))


def _drawn(text: str) -> str:
    return narrow(text).translate(_KANJI_DIGITS)


def _spelt(run: str) -> str:
    return _SPOKEN_DIGIT.sub(lambda word: _SPOKEN[word[0]], run)


def _spelt_but_last(run: str) -> str:
    last = _LAST_SPOKEN.search(run)
    return _spelt(run[: last.start()]) + run[last.start() :] if last else _spelt(run)


def _alike(text: str) -> str:
    return _LOOK_ALIKES.sub(lambda sign: sign[0].translate(_ALIKE), text)


def signs_aloud(text: str) -> str:
    """The text without spaces, with at-signs and dots as signs, however they were spelt."""
    return _WHITE.sub("", signs_apart(text))


def signs_apart(text: str) -> str:
    """The same with the spaces that part words still there."""
    return _DOT.sub(".", _AT.sub("@", narrow(text)))


def narrow(text: str) -> str:
    """The text narrowed, in small letters, without invisible characters and marks; spaces stay."""
    shown = without_invisible(unicodedata.normalize("NFKC", text))
    plain = "".join(sign for sign in shown if unicodedata.category(sign) not in {"Me", "Mn"} or ord(sign) < 0x400)
    return narrowed(plain).casefold()
