"""C2, C3, C6: characters that cannot be seen, that turn or look alike, and those of Japanese names."""

from collections.abc import Iterator
from itertools import product

from tests.corpus.lists import listed

CONTROLS = [code for code in [*range(0x20), *range(0x7F, 0xA0)] if code not in (0x09, 0x0A, 0x0D)]
INVISIBLE = [
    *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x180E, 0x2028, 0x2029, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFC),
    *range(0x200B, 0x2010),
    *range(0x2060, 0x2065),
    *range(0xE0020, 0xE0030),
    *range(0xFE00, 0xFE10),
    *range(0xE0100, 0xE0108),
]
NONCHARACTERS = [0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0xFDD0, 0xE000, 0xF8FF, 0xF0000, 0x100000]
TURNERS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F]
ALIKE = {"a": "а", "e": "е", "o": "ο", "p": "р", "c": "с", "x": "х", "i": "і", "ロ": "口", "カ": "力", "ト": "卜"}
COMBINED = ["か\u3099", "は\u309a", "カ\u3099", "ハ\u309a", "う\u3099", "か゛", "ハ゜", "\u3099", "e\u0301", "が\u3099"]
WAVES = "〜～－−―—–‐‑ー-ｰ─━＿¯‾￣¥￥＼\\｜¦・·•…‥゠＝〇○◯Ｏ々〻ゝゞヽヾ〆ヶヵ"
SPACED = ["　", "　　", " 　 ", "山田　花子", "山田  花子", "　山田", "山田　", "山田\t花子", "ー", "ーーー"]


def invisible() -> Iterator[str]:
    """C2: a control or an invisible character within text, alone, on a second line."""
    codes = [*CONTROLS, *INVISIBLE, *NONCHARACTERS]
    yield from (f"山{chr(code)}田" for code in codes)
    yield from (chr(code) for code in codes)
    yield from (f"一行目\n二行目{chr(code)}" for code in codes)


def turning() -> Iterator[str]:
    """C3: what turns the direction of reading, and letters of another script that look the same."""
    yield from (f"山田{chr(code)}花子" for code in TURNERS)
    yield from (f"{chr(code)}gpj.exe" for code in TURNERS)
    yield from (f"y{alike}mada@example.jp" for alike in ALIKE.values())
    yield from ALIKE.values()
    yield from (f"{plain}{alike}" for plain, alike in ALIKE.items())
    yield from (f"\u202e{name}\u202c" for name in listed("names"))


def japanese() -> Iterator[str]:
    """C6: what Japanese people are really called and how they really type."""
    parts = [*listed("half_width"), *COMBINED, *WAVES]
    yield from listed("names")
    yield from parts
    yield from SPACED
    for head, tail in (("山田", ""), ("", "山田"), ("山", "田")):
        yield from (f"{head}{part}{tail}" for part in parts)
    yield from (f"{surname}　{name}" for surname, name in product(listed("names"), ("花子", "ゑり")))
