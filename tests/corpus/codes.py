"""C7, C8, C10: numbers and codes, dates, mail addresses."""

from collections.abc import Iterator
from itertools import product

from tests.corpus.lists import listed

DASHES = "-‐‑‒–—―−ー－ｰ─~ ."
PHONES = ["03{0}1234{0}5678", "090{0}1234{0}5678", "0120{0}123{0}456", "{0}0312345678", "045{0}000{0}0000"]
POSTCODES = ["231{0}0015", "〒231{0}0015", "〒 231{0}0015"]
ERAS = {"明治": 45, "大正": 15, "昭和": 64, "平成": 31, "令和": 8, "R": 8, "H": 31, "S": 64, "令": 8}
IMPOSSIBLE = ("02-28", "02-29", "02-30", "04-31", "13-01", "00-10")
TIMES = ("00:00", "24:00", "25:00", "10:60", "10:00:60", "1000", "10時", "25時", "午前10時", "10:00Z", "10:00+09:00")
JOINTS = (",", ";", " ", "、", "\n", "\r\n", "\r\nBcc: ", "%0aBcc:", "\u2028")
SPACES = (" ", "　", "\t", "\n", "\u200b", "\ufeff")


def numbers() -> Iterator[str]:
    """C7: telephones, post codes, numbers, as people and programs write them."""
    yield from listed("codes")
    yield from (frame.format(dash) for frame, dash in product(PHONES, DASHES))
    yield from (frame.format(dash) for frame, dash in product(POSTCODES, DASHES))
    yield from (str(2**power + step) for power, step in product((15, 31, 32, 63, 64, 128), (-1, 0, 1)))
    yield from (digit * count for digit, count in product("19０", (10, 11, 12, 50, 5000)))


def dates() -> Iterator[str]:
    """C8: days and times that are none, or are written in another way."""
    yield from listed("days")
    yield from (f"{year}-{rest}" for year, rest in product((2025, 2026, 2028), IMPOSSIBLE))
    yield from (f"{era}{year}年{rest}" for era, year in ERAS.items() for rest in ("1月1日", "2月30日", "13月1日", ""))
    yield from (f"{era}元年1月1日" for era in ERAS)
    yield from (f"{day}T{time}" for day, time in product(("2026-05-13", "2026-02-30", "令和8年5月13日"), TIMES))
    yield from (f"2026-05-{day:02d}T10:00" for day in range(33))
    yield from (f"２０２６-05-{day:02d}" for day in range(1, 32))


def mails() -> Iterator[str]:
    """C10: addresses that are odd and real, odd and wrong, or more than one."""
    local, domains = listed("mail_local"), listed("mail_domains")
    yield from (f"{name}@example.jp" for name in local)
    yield from (f"{name}@docomo.ne.jp" for name in local)
    yield from (f"a@{domain}" for domain in domains)
    yield from (f"a..b.@{domain}" for domain in domains)
    yield from (f"{space}a@example.jp{space}" for space in SPACES)
    yield from (f"a@example.jp{joint}b@example.jp" for joint in JOINTS)
    yield from (f"{'a' * count}@example.jp" for count in (63, 64, 65, 243, 254, 255, 5000))
    yield from (f"a@{'b' * count}.jp" for count in (62, 63, 64, 250, 5000))
    yield from listed("odd_mails")
