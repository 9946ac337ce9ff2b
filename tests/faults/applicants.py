"""People who book over HTTP, as a browser without JavaScript does, and do not give up when the line breaks."""

import http.client
import random
import re
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from app.web.idempotency import new_token
from tests.faults.history import Act, History, Told

OFFICE = "/offices/kanagawa"
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
TOPIC = re.compile(r'name="topic"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="topic"')
NUMBER = re.compile(r'id="booking-number"[^>]*>\s*(?:<[^>]+>\s*)*([0-9A-Z-]+)')
SLOT = re.compile(r"bookings/new\?slot=(\d{4}-\d\d-\d\dT\d\d:\d\d)")
BROKEN = (OSError, http.client.HTTPException)
SECONDS = 10.0
MOST_PRESSES = 200


@dataclass(frozen=True)
class Answer:
    """Status and text of an answer."""

    status: int
    text: str


class Browser:
    """Cookies and a line that may break; each request is one connection."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        self.host, self.port = place.hostname or "", place.port
        self.cookies: dict[str, str] = {}

    def open(self, method: str, path: str, fields: dict[str, str] | None = None) -> Answer:
        """Send a request; raises what a broken line raises."""
        line = http.client.HTTPConnection(self.host, self.port, timeout=SECONDS)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, path, urlencode(fields) if fields is not None else None, headers)
            response = line.getresponse()
            text = response.read().decode()
            self._keep(response)
        finally:
            line.close()
        return Answer(response.status, text)

    def _keep(self, response: http.client.HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value


def free_slots(url: str, weeks: Iterable[date]) -> list[str]:
    """Every time of these weeks that the picker offers, as a form sends it."""
    pages = [Browser(url).open("GET", f"{OFFICE}/slots?week={week}").text for week in weeks]
    return sorted({slot for page in pages for slot in SLOT.findall(page)})


def number_in(text: str) -> str:
    """The booking number of a done page; empty where there is none."""
    found = NUMBER.search(text)
    return found[1].replace("-", "") if found else ""


class Applicant(threading.Thread):
    """Books one time after the other under ever new names, and withdraws some of the bookings again."""

    def __init__(self, url: str, slots: list[str], history: History, stop: threading.Event, seed: int) -> None:
        super().__init__(daemon=True)
        self.url, self.slots, self.history, self.stop = url, slots, history, stop
        self.seed, self.random, self.count = seed, random.Random(seed), 0
        self.browser = Browser(url)
        self.csrf = self.topic = ""

    def run(self) -> None:
        """Go on until told to stop; an act that was begun is brought to its end."""
        self.look()
        while not self.stop.is_set():
            booked = self.book(self.random.choice(self.slots))
            if booked is not None and self.random.random() < 0.6:
                self.withdraw(booked)

    def look(self) -> None:
        """Open a form once, for its token and its choices."""
        while not self.csrf:
            try:
                page = self.browser.open("GET", f"{OFFICE}/bookings/new?slot={self.slots[-1]}")
            except BROKEN:
                time.sleep(0.05)
                continue
            csrf, topic = CSRF.search(page.text), TOPIC.search(page.text)
            if csrf and topic:
                self.csrf, self.topic = csrf[1], topic[1] or topic[2]

    def fields(self, slot: str, person: str, token: str) -> dict[str, str]:
        """What the form sends at the last press."""
        return {
            "csrf_token": self.csrf,
            "token": token,
            "slot": slot,
            "applicant_type": "worker",
            "name": "試験太郎",
            "name_kana": "シケンタロウ",
            "email": person,
            "phone": f"0901{self.seed:02}{self.count:05}",
            "residence": "神奈川県横浜市",
            "workplace": "神奈川県川崎市",
            "topic": self.topic,
            "content": "試験の相談です。",
            "agree": "yes",
            "agree_tool": "yes",
        }

    def book(self, slot: str) -> Act | None:
        """Press until an answer comes; what the press came to, None where nothing was booked."""
        self.count += 1
        person, token = f"p{self.seed}.{self.count}@example.jp", new_token()
        began = time.monotonic()
        answer = self.press(f"{OFFICE}/bookings", self.fields(slot, person, token))
        number = number_in(answer.text) if answer and answer.status == 200 else ""
        told = Told.OK if number else Told.FAIL if answer and answer.status == 409 else Told.UNKNOWN
        act = Act(kind="book", person=person, slot=slot, told=told, began=began, ended=time.monotonic(), number=number)
        self.history.add(act)
        return act if told is Told.OK else None

    def withdraw(self, booked: Act) -> None:
        """Take the booking back."""
        began = time.monotonic()
        answer = self.press(f"/bookings/{booked.number}/withdrawal", {"csrf_token": self.csrf})
        told = Told.OK if answer and answer.status == 303 else Told.UNKNOWN
        self.history.add(
            Act(
                kind="withdraw",
                person=booked.person,
                slot=booked.slot,
                told=told,
                began=began,
                ended=time.monotonic(),
                number=booked.number,
            )
        )

    def press(self, path: str, fields: dict[str, str]) -> Answer | None:
        """Press, and press again after a broken line or a "busy" page; None where no answer ever came."""
        for _ in range(MOST_PRESSES):
            try:
                answer = self.browser.open("POST", path, fields)
            except BROKEN:
                self.stop.wait(0.05) or time.sleep(0.05)
                continue
            if answer.status < 500:
                return answer
            time.sleep(0.05)
        return None
