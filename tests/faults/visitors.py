"""People who come through nginx: over TLS, each from an address of their own, and every answer counted."""

import http.client
import random
import socket
import ssl
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from tests.faults.applicants import BROKEN, OFFICE, Answer, Applicant, Browser
from tests.faults.history import Act, History

SECONDS = 120.0
LOOKED_AT = ("/", OFFICE, f"{OFFICE}/slots", f"{OFFICE}/terms", "/enquiry", "/static/css/site.css?v=x")


@dataclass
class Counted:
    """What was asked, and what came of it, by method; a status of 500 or more and a broken line are a loss."""

    asked: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    guard: threading.Lock = field(default_factory=threading.Lock)

    def note(self, method: str, *, good: bool, seconds: float) -> None:
        """Count one."""
        with self.guard:
            self.asked[method] += 1
            self.lost[method] += not good
            self.longest = max(self.longest, seconds)


@dataclass(frozen=True, kw_only=True)
class Door:
    """Where nginx listens, under which name, and the certificate to believe."""

    port: int
    host: str
    certificate: Path

    def line(self, address: str) -> http.client.HTTPConnection:
        """An open TLS connection from an address of this machine."""
        trust = ssl.create_default_context(cafile=str(self.certificate))
        raw = socket.create_connection(("127.0.0.1", self.port), SECONDS, source_address=(address, 0))
        made = http.client.HTTPConnection(self.host, timeout=SECONDS)
        made.sock = trust.wrap_socket(raw, server_hostname=self.host)
        return made


class Visitor(Browser):
    """A browser behind an address; the Host, Origin and Referer are those of the surface."""

    def __init__(self, door: Door, counted: Counted, address: str = "127.0.0.1") -> None:
        self.url = f"https://{door.host}"
        super().__init__(self.url)
        self.door, self.counted, self.address = door, counted, address

    def open(self, method: str, path: str, fields: dict[str, str] | None = None) -> Answer:
        """Send a request and count what came of it; raises what a broken line raises."""
        began, good = time.monotonic(), False
        try:
            answer = self._ask(method, path, fields)
            good = answer.status < 500
            return answer
        finally:
            self.counted.note(method, good=good, seconds=time.monotonic() - began)

    def _ask(self, method: str, path: str, fields: dict[str, str] | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is not None:
            site = f"https://{self.door.host}"
            kind = "application/x-www-form-urlencoded"
            headers |= {"Content-Type": kind, "Origin": site, "Referer": f"{site}/"}
        line = self.door.line(self.address)
        try:
            line.request(method, path, urlencode(fields) if fields is not None else None, headers)
            response = line.getresponse()
            text = response.read().decode()
            for header in response.headers.get_all("Set-Cookie") or []:
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        finally:
            line.close()
        return Answer(response.status, text)


class Booker(Applicant):
    """Books and withdraws through nginx, each time from another address."""

    def __init__(self, visitor: Visitor, slots: list[str], history: History, stop: threading.Event, seed: int) -> None:
        super().__init__(visitor.url, slots, history, stop, seed)
        self.browser = self.visitor = visitor

    def book(self, slot: str) -> Act | None:
        """Book from a new address."""
        self.visitor.address = f"127.{10 + self.seed}.{self.count // 200 % 200}.{1 + self.count % 200}"
        return super().book(slot)


class Looker(threading.Thread):
    """Looks at one page after the other."""

    def __init__(self, door: Door, counted: Counted, stop: threading.Event, seed: int) -> None:
        super().__init__(daemon=True)
        self.visitor = Visitor(door, counted, f"127.9.0.{seed + 1}")
        self.stop, self.random = stop, random.Random(seed)

    def run(self) -> None:
        """Go on until told to stop."""
        while not self.stop.is_set():
            try:
                self.visitor.open("GET", self.random.choice(LOOKED_AT))
            except BROKEN:
                continue
