"""Keys by which an organisation is known again, however its name, number or address is written (AGY-023)."""

import re

from app.kernel.characters import narrowed
from app.kernel.folding import fold_search

_COMPANY = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|公益社団法人|一般財団法人|公益財団法人"
    r"|社会福祉法人|学校法人|特定非営利活動法人|npo法人|\([株有同資名社財福学]\)"
)
_NOT_WRITTEN_ALIKE = re.compile(r"[\s()・･,.、。'\"&＆-]")
_VARIANTS = str.maketrans("髙﨑𠮷濵濱邊邉齋齊斎澤廣國德瀨惠槗會萬學縣", "高崎吉浜浜辺辺斉斉斉沢広国徳瀬恵橋会万学県")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_KANJI_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_COUNTED = re.compile(r"([〇一二三四五六七八九十]+)(?=丁目|番|号)")
_AROUND_A_NUMBER = re.compile(r"許可|届出|番号|第|号|[\W_]")
_PREFECTURE = re.compile(r"^(?:東京都|北海道|京都府|大阪府|.{2,3}県)")
_PARTS = re.compile(r"丁目|番地の|番地|番|号室|号|の(?=[0-9])")


def name_key(name: str) -> str:
    """An organisation's name without the form of the company, variants of characters and what stands between."""
    folded = fold_search(_plain(name))
    return _NOT_WRITTEN_ALIKE.sub("", _COMPANY.sub("", folded)) or folded


def licence_key(number: str) -> str:
    """A number of licence or filing without what stands between and around; 許可番号 13・ゆ・300001 is 13-ユ-300001."""
    return _AROUND_A_NUMBER.sub("", fold_search(number).replace("ー", "-")).upper()


def address_key(address: str) -> str:
    """An address without its prefecture, its numbers in one notation: 一丁目２番３号 is 1-2-3."""
    folded = _COUNTED.sub(lambda found: _number(found[1]), _plain(address))
    numbered = _PARTS.sub("-", fold_search(folded).replace("ー", "-"))
    plain = re.sub(r"-+", "-", re.sub(r"\s|〒[0-9]{3}-?[0-9]{4}", "", numbered)).strip("-")
    return _PREFECTURE.sub("", plain)


def _plain(text: str) -> str:
    return narrowed(_SELECTORS.sub("", text).translate(_VARIANTS)).translate(_VARIANTS)


def _number(kanji: str) -> str:
    tens, ten, ones = kanji.partition("十")
    if not ten:
        return kanji.translate(_KANJI_DIGITS)
    return (tens.translate(_KANJI_DIGITS) or "1") + (ones.translate(_KANJI_DIGITS) or "0")
