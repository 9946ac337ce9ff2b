"""Finding in a message what identifies a person (AGY-061, 7(2)①ク; Q-35, SECURITY T27).

A machine sees patterns only. The text is read as somebody would read it aloud: widths and signs narrowed, invisible
characters out, numbers written as words or kanji made digits, あっと and ドット made @ and dot, spaces out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.kernel.folding import fold_search
from app.kernel.reading_aloud import compact, digits_aloud, narrow, signs_aloud, signs_apart, telephones_aloud

FindingKind = StrEnum("FindingKind", "PHONE MAIL ADDRESS MESSENGER NAME PATTERN")
"""A telephone number, a mail address, a post code with an address, an ID of a messenger, the seeker's own name, or a
pattern that operations added."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One place of a text that identifies a person; `words` as it was read after folding, to be shown."""

    kind: FindingKind
    words: str


@dataclass(frozen=True, kw_only=True)
class RegisteredContact:
    """What an agency registered about itself and may write: telephones, mail addresses, addresses (Q-35).

    `way` is its 連絡方法 in its own words: what stands in it may be written too (AGY-062).
    """

    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    way: str = ""


_FROM_ABROAD = re.compile(r"(?:\+|00|010)?810?(?=\d{9,10}$)")
_PHONE = re.compile(r"(?<!\d)(?:(?:\+|00|010)?810?|0)\d{9,10}(?!\d)")
_TELEPHONE_STARTS = re.compile(r"0(?:[1-9]\d{8}|[5-9]0\d{8}|120\d{6}|800\d{7}|570\d{6})")
_MAIL = re.compile(r"[a-z0-9][a-z0-9._%+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_PROVIDER = re.compile(
    r"[a-z0-9][a-z0-9._-]{3,}(?:の|は)?(?:ジーメール|gメール|ヤフーメール|ヤフメ|ドコモのメール|アイクラウド|gmail|icloud"
    r"|yahooメール|docomo\.ne\.jp|ezweb\.ne\.jp|au\.com|softbank\.ne\.jp|i\.softbank\.jp|gmail\.com|yahoo\.co\.jp)"
)
_POSTCODE = re.compile(r"(?<!\d)(\d{3})-?(\d{4})(?!\d)")
_PLACE = re.compile(r"[都道府県市区町村郡]|丁目|番地|\d-\d")
_BEFORE_PLACE = 30
_HANDLE = r"[a-z0-9][a-z0-9._-]{3,}"
_MESSENGER = re.compile(
    r"(?:line|ライン|らいん|カカオ(?:トーク)?|kakao(?:talk)?|instagram|インスタ(?:グラム)?|telegram|テレグラム|wechat"
    r"|ウィーチャット|skype|スカイプ|discord|ディスコード|twitter|ツイッター|facebook|フェイスブック)"
    rf"(?:(?:の)?(?:id|アイディー?|アカウント|検索|qr)(?:は|が|で|:|=|→|、|「|\()*@?{_HANDLE}"
    rf"|(?:は|が|で|:|=|→|、|「|\()+@?{_HANDLE}|@{_HANDLE}|(?=[a-z._-]*\d){_HANDLE})"
)
_MIDDLE_DOTS = re.compile("[・･]")
_SHORT_NAME = 2
_SCRIPTS = ("一-鿿㐀-䶿豈-\ufaff\U00020000-\U0003134f々〆ヶ", "ァ-ヺー", "ぁ-ゖー", "a-z")


def findings(
    text: str, *, allowed: RegisteredContact, names: Iterable[str] = (), patterns: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """What in `text` identifies a person, in the order of the kinds; nothing where all of it is `allowed` (AGY-061).

    `names` are the seeker's own, kanji and furigana; `patterns` are those of operations: `#` is a digit, `?` any sign.
    """
    told = set(_contacts(allowed.way, RegisteredContact()))
    found = (each for each in _contacts(text, allowed) if each not in told)
    return tuple(dict.fromkeys((*found, *names_in(text, names), *_patterns(text, patterns))))


def _contacts(text: str, allowed: RegisteredContact) -> Iterator[Finding]:
    yield from _phones(text, allowed)
    yield from _mails(text, allowed)
    yield from _addresses(text, allowed)
    yield from _found(FindingKind.MESSENGER, _MESSENGER, signs_aloud(text))


def _phones(text: str, allowed: RegisteredContact) -> Iterator[Finding]:
    own = {national(number) for number in allowed.phones}
    read = (found[0] for reading in telephones_aloud(text) for found in _PHONE.finditer(reading))
    for number in map(national, read):
        if _TELEPHONE_STARTS.fullmatch(number) and number not in own:
            yield Finding(kind=FindingKind.PHONE, words=number)


def national(number: str) -> str:
    """A telephone number as it is dialled in Japan, digits only: `+81451234567` and `(045)123-4567` are one."""
    digits = re.sub(r"[^\d+]", "", number)
    return _FROM_ABROAD.sub("0", digits, count=1)


def _mails(text: str, allowed: RegisteredContact) -> Iterator[Finding]:
    """Mail addresses but the agency's own, which are taken out while the spaces still part them from words."""
    read = signs_apart(text)
    for mail in {*map(compact, allowed.mails), *_MAIL.findall(signs_apart(allowed.way))} - {""}:
        whole = re.compile(rf"(?<![a-z0-9._%+-]){re.escape(mail)}(?![a-z0-9-]|\.[a-z0-9])")
        read = whole.sub("、", read)
    read = compact(read)
    yield from _found(FindingKind.MAIL, _MAIL, read)
    yield from _found(FindingKind.MAIL, _PROVIDER, _MAIL.sub("", read))


def _addresses(text: str, allowed: RegisteredContact) -> Iterator[Finding]:
    own = {"".join(code) for told in allowed.postcodes for code in _POSTCODE.findall(digits_aloud(told))}
    read = digits_aloud(text)
    for found in _POSTCODE.finditer(read):
        after = read[found.end() : found.end() + _BEFORE_PLACE]
        if found[1] + found[2] not in own and _PLACE.search(after):
            yield Finding(kind=FindingKind.ADDRESS, words=f"{found[1]}-{found[2]}")


def names_in(text: str, names: Iterable[str]) -> Iterator[Finding]:
    """Which of these names stand in a text, in kanji or kana, however parted (Q-35).

    One of two signs is a name only where it is no piece of a longer word: 林修 is not in 森林修復.
    """
    spaced = narrow(text)
    read = _MIDDLE_DOTS.sub("", compact(fold_search(text)))
    for name in names:
        own = _MIDDLE_DOTS.sub("", compact(fold_search(name)))
        found = own in read if len(own) > _SHORT_NAME else len(own) == _SHORT_NAME and _stands_alone(name, spaced)
        if found:
            yield Finding(kind=FindingKind.NAME, words=name)


def _stands_alone(name: str, spaced: str) -> bool:
    """Whether a name of two signs stands in a text as a whole, in katakana or in hiragana."""
    spelt = {_MIDDLE_DOTS.sub("", compact(each)) for each in (name, fold_search(name))}
    return any(_whole(each[0], each[-1]).search(spaced) for each in spelt)


def _whole(first: str, last: str) -> re.Pattern[str]:
    begins = rf"(?:(?<![{_like(first)}])|(?<=氏名)|(?<=名前)|(?<=本名))"
    ends = rf"(?:(?![{_like(last)}])|(?=[様氏殿君]))"
    return re.compile(rf"{begins}{re.escape(first)}[\s・]*{re.escape(last)}{ends}")


def _like(sign: str) -> str:
    """The signs that would make one word with this one: those of its script."""
    return next((script for script in _SCRIPTS if re.match(f"[{script}]", sign)), re.escape(sign))


def _patterns(text: str, patterns: Iterable[str]) -> Iterator[Finding]:
    read = signs_aloud(text)
    for pattern in patterns:
        yield from _found(FindingKind.PATTERN, pattern_of(pattern), read)


def pattern_of(written: str) -> re.Pattern[str]:
    """A pattern of operations: literal signs, `#` for a digit, `?` for any one sign; nothing that could run away."""
    signs = ("\\d" if sign == "#" else "." if sign == "?" else re.escape(sign) for sign in compact(written))
    return re.compile("".join(signs))


def _found(kind: FindingKind, pattern: re.Pattern[str], read: str) -> Iterator[Finding]:
    return (Finding(kind=kind, words=found[0]) for found in pattern.finditer(read) if found[0])
