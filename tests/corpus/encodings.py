"""C4, C5: bytes that are no UTF-8, and what becomes of Japanese text in the wrong encoding."""

from collections.abc import Iterator
from itertools import product

from tests.corpus.lists import listed

SURROGATES = [b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xed\xa0\xbd\xed\xb8\x80", b"\xed\xb0\x80", b"\xed\xae\x80"]
OVERLONG = [b"\xc0\xaf", b"\xc0\x80", b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf", b"\xc1\xbf", b"\xe0\x9f\xbf"]
BROKEN = [b"\xff", b"\xfe", b"\x80", b"\xbf", b"\xc3", b"\xe3\x81", b"\xf0\x9f\x98", b"\xf5\x80\x80\x80"]
FRAMES = ((b"", b""), ("山田".encode(), b""), (b"", "花子".encode()), (b"a", b"b"))
WIDER = ["山田".encode(encoding) + b"\xff" for encoding in ("utf-16", "utf-16-le", "utf-32")]
WORDS = [
    "さとう花子",
    "ﾃｽﾄ",
    "残業代が出ません",
    "①㈱髙﨑",
    "ソ表能予十",
    "データ～（株）",
    "相談",
    "山田",
    "０３－１２３４",
    "はい",
    "会社員",
    "ありがとう",
]
OLD = ("cp932", "euc_jp", "shift_jis_2004", "euc_jis_2004")
MISREAD = [("utf-8", "cp932"), ("utf-8", "latin-1"), ("cp932", "latin-1"), ("euc_jp", "latin-1"), ("utf-8", "cp1252")]


def no_utf8() -> Iterator[bytes]:
    """C4: surrogates, overlong forms, broken sequences, other widths."""
    yield from WIDER
    yield from (head + raw + tail for (head, tail), raw in product(FRAMES, [*SURROGATES, *OVERLONG, *BROKEN]))


def other_encodings() -> Iterator[bytes]:
    """C5: what an old browser or a wrong setting sends."""
    for word, encoding in product(WORDS, OLD):
        raw = word.encode(encoding, "ignore")
        yield from (head + raw + tail for head, tail in FRAMES if not is_utf8(head + raw + tail))


def is_utf8(raw: bytes) -> bool:
    """Whether bytes happen to be UTF-8 all the same."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def mojibake() -> Iterator[str]:
    """C5 too: text that was read in the wrong encoding once and is now plain, if odd, text."""
    yield from listed("mojibake")
    yield from (word.encode(wrote, "ignore").decode(read, "replace") for word, (wrote, read) in product(WORDS, MISREAD))
