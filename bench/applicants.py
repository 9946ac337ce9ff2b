"""People who book: the requests of a browser that has the form of Kanagawa open."""

import itertools
import re
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import unquote, urlencode
from urllib.request import urlopen

from bench.load import Request

OFFICE = "/offices/kanagawa"
FIRST_WEEK = date(2026, 5, 11)
TOKEN_BYTES = 24
CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SLOT = re.compile(r'href="[^"]*\bslot=([^"&]+)"')
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
people = itertools.count(secrets.randbelow(900) * 10_000)


@dataclass(frozen=True)
class Browser:
    """A cookie with the CSRF token that goes with it."""

    cookie: str
    csrf: str

    def post(self, path: str, fields: dict[str, str]) -> Request:
        """A form that is sent from here."""
        body = urlencode({"csrf_token": self.csrf, **fields}).encode()
        return Request(method="POST", path=path, headers=(*FORM, ("Cookie", self.cookie)), body=body)


def browser_at(url: str) -> Browser:
    """Open a page with a form."""
    with urlopen(url, timeout=30) as answer:
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
        return Browser(cookie, CSRF.findall(answer.read().decode())[0])


def free_slots(url: str, weeks: int = 9) -> list[str]:
    """Every time that the picker of a server offers."""
    pages = [f"{url}{OFFICE}/slots?week={FIRST_WEEK + timedelta(days=7 * week)}" for week in range(weeks)]
    found: list[str] = []
    for page in pages:
        with urlopen(page, timeout=30) as answer:
            found += [unquote(slot) for slot in SLOT.findall(answer.read().decode())]
    return found


def application(slot: str) -> dict[str, str]:
    """What somebody new sends with the press that books."""
    person = next(people)
    return {
        "token": secrets.token_urlsafe(TOKEN_BYTES),
        "slot": slot,
        "applicant_type": "worker",
        "name": "試験 太郎",
        "name_kana": "シケン タロウ",
        "email": f"p{person}@example.jp",
        "phone": f"0901{person:07}",
        "residence": "神奈川県横浜市",
        "workplace": "神奈川県川崎市",
        "topic": "その他",
        "content": "残業代が支払われていません。\nどうしたらよいでしょうか。",
        "agree": "yes",
        "agree_tool": "yes",
    }


def bookings(url: str, slots: list[str], count: int) -> list[Request]:
    """`count` presses of as many people, one time after the other."""
    browser = browser_at(f"{url}{OFFICE}/bookings/new?slot={slots[0]}")
    chosen = itertools.islice(itertools.cycle(slots), count)
    return [browser.post(f"{OFFICE}/bookings", application(slot)) for slot in chosen]
