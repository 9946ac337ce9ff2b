"""What people type stands in no log of an installation: nginx, gunicorn, worker, database (SECURITY G10, T19).

Everything of deploy/ as it is shipped; the database alone is told to call every statement a slow one.
"""

import ssl
from collections.abc import Callable
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

from app.db import db
from app.web.idempotency import new_token
from tests.bookings import password_of
from tests.faults.applicants import BROKEN, CSRF, OFFICE, SLOT, TOPIC, number_in
from tests.faults.installation import Nginx
from tests.faults.processes import until
from tests.faults.truth import open_mails
from tests.faults.units import READY_SECONDS, Worker, door_of, webs
from tests.faults.visitors import Counted, Door, Visitor
from tests.harness.postgres import Postgres
from tests.harness.roles import run

TYPED = {
    "name": "印名前某",
    "name_kana": "シルシナマエ",
    "email": "uchikomi@canary.example",
    "phone": "09076543219",
    "content": "印相談の中身です。",
}
SPOKEN = "uchikomi-yamada"
"""What somebody writes where an address or a header belongs."""
EVERY_STATEMENT = "ALTER DATABASE madoguchi SET log_min_duration_statement = 0"


class Person:
    """Somebody who books, and does everything wrong besides; `met` is every status."""

    def __init__(self, door: Door) -> None:
        self.visitor, self.met = Visitor(door, Counted(), "127.9.1.1"), set[int]()
        slots = SLOT.findall(self.open("GET", f"{OFFICE}/slots?week=2026-05-18"))
        page = self.open("GET", f"{OFFICE}/bookings/new?slot={slots[0]}")
        csrf, topic = CSRF.search(page), TOPIC.search(page)
        assert csrf
        assert topic
        choices = {"applicant_type": "worker", "topic": topic[1] or topic[2], "agree": "yes", "agree_tool": "yes"}
        places = {"residence": "神奈川県横浜市", "workplace": "神奈川県川崎市"}
        self.form = {"csrf_token": csrf[1], "slot": slots[0], **TYPED, **choices, **places}

    def open(self, method: str, path: str, fields: dict[str, str] | None = None) -> str:
        """Ask, and read what comes."""
        answer = self.visitor.open(method, path, fields)
        self.met.add(answer.status)
        return answer.text

    def press(self, **changes: str) -> str:
        """Send the form."""
        return self.open("POST", f"{OFFICE}/bookings", {**self.form, "token": new_token(), **changes})

    def book(self) -> list[str]:
        """Book, and be refused in every way; the number and the password."""
        number = number_in(self.press())
        assert number
        self.press()
        self.press(name="")
        self.press(csrf_token="")
        self.press(content=TYPED["content"] * 4000)
        self.open("POST", "/enquiry", {**self.form, "number": number, "password": SPOKEN})
        return [number, password_of(number)]


def stray(door: Door) -> set[int | str]:
    """Every address, method and header that is not ours, and what nginx refuses by itself; every status."""
    at, spoken = "127.9.2.1", {"Referer": f"https://{door.host}/enquiry?name={SPOKEN}", "User-Agent": SPOKEN}
    name = quote(TYPED["name"])
    met = {told(door, at, "GET", f"{path}?q={name}", spoken) for path in (f"/{SPOKEN}", f"/bookings/{name}/x", "/")}
    met |= {told(door, at, method, f"/enquiry?q={name}", spoken) for method in ("PUT", SPOKEN.upper())}
    met |= {told(door, at, "POST", f"/enquiry?q={SPOKEN}", spoken | {"Content-Length": "9000000"})}
    met |= {told(door, at, "GET", f"/enquiry?q={SPOKEN}", {more: SPOKEN * 3000}) for more in ("Cookie", "X-Long")}
    met |= {told(door, at, "GET", f"/{SPOKEN}", {"Host": f"{SPOKEN} {SPOKEN}"})}
    return met | {told(door, "127.9.3.1", "POST", f"/enquiry?q={SPOKEN}", spoken) for _ in range(80)}


def told(door: Door, address: str, method: str, path: str, headers: dict[str, str]) -> int | str:
    """The status of one request; the name of the error where the line was cut."""
    try:
        with closing(door.line(address)) as line:
            line.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                line.putheader(name, value)
            line.endheaders()
            return line.getresponse().status
    except (*BROKEN, ssl.SSLError) as cut:
        return type(cut).__name__


def in_the_clear(nginx: Nginx) -> set[int]:
    """What plain HTTP answers to a page and to a form."""
    met = set()
    for method in ("GET", "POST"):
        with closing(HTTPConnection("127.0.0.1", nginx.plain, timeout=10)) as line:
            line.request(method, f"/{SPOKEN}?q={SPOKEN}", headers={"Host": door_of(nginx, "public").host})
            met.add(line.getresponse().status)
    return met


def found_in(words: list[str], files: list[Path]) -> list[tuple[str, str]]:
    """Which word stands in which file, as it is or as an address has it."""
    texts = {file.name: file.read_text(errors="replace").lower() for file in files}
    return [
        (word, name)
        for word in words
        for name, text in texts.items()
        if word.lower() in text or quote(word).lower() in text
    ]


def louder(nginx: Nginx) -> Nginx:
    """The same nginx with an error log as it is elsewhere."""
    for file in nginx.folder.rglob("*.conf"):
        file.write_text(file.read_text().replace("-error.log emerg;", "-error.log error;"))
    return nginx


@pytest.mark.timeout(900)
def test_no_log_of_an_installation_tells_what_people_typed(
    folder: Path, installation: dict[str, str], server: Postgres, sink, report: Callable[..., None]
) -> None:
    run(server.url("madoguchi"), EVERY_STATEMENT)
    sink.behaviour = "unknown recipient"
    with ExitStack() as stack:
        webs(stack, folder, installation, 8101)
        stack.enter_context(Worker(folder, installation, 1))
        nginx = Nginx(folder)
        with nginx:
            door = door_of(nginx, "public")
            person = Person(door)
            words = [*TYPED.values(), "+819076543219", SPOKEN, *person.book()]
            assert until(lambda: open_mails() == 0, READY_SECONDS, 0.2)
            met = stray(door) | in_the_clear(nginx) | stray(door_of(nginx, "agency"))
            db.session.remove()
            db.engine.dispose()
            server.stop()
            person.press()
            server.start()
        logs = [*folder.glob("*.log"), server.folder / "log"]
        hits = found_in(words, logs)
        with louder(nginx):
            stray(door_of(nginx, "agency"))
        control = found_in(words, [folder / "madoguchi-error.log"])
    lines = {file.name: len(file.read_text(errors="replace").splitlines()) for file in logs}
    met |= person.met
    report(
        "canaries in the logs of servers",
        words=len(words),
        **{"statuses answered": ", ".join(sorted(map(str, met)))},
        **{f"lines of {name}": count for name, count in sorted(lines.items())},
        **{"hits": len(hits), "hits with a usual error log of nginx (control)": len(control)},
    )
    assert {200, 301, 400, 403, 404, 405, 409, 413, 422, 429, 502, 503} <= met, met
    assert all(lines[name] for name in ("8101.log", "worker-1.log", "madoguchi.log")), lines
    assert "duration: " in (server.folder / "log").read_text()
    assert hits == []
    assert control
