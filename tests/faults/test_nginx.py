"""What nginx itself answers, with the configuration of deploy/nginx: what goes no further, and under which headers."""

import http.client
import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from app.web.static_files import FOR_AN_HOUR, FOR_GOOD
from tests.faults.installation import HOSTS, Nginx, short_folder
from tests.faults.processes import until
from tests.faults.visitors import Door

HERE = "127.0.0.1"
ALWAYS = ("Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options")


class Upstream:
    """Something behind nginx that tells what reaches it."""

    def __init__(self, path: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(path))
        path.chmod(0o666)
        self.socket.listen()
        self.socket.settimeout(10)

    def answer(self) -> str:
        """Answer one request; the head of what came."""
        line, _ = self.socket.accept()
        with line:
            head = line.recv(65536).decode()
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nServer: gunicorn\r\n\r\nok")
        return head


@pytest.fixture(scope="module")
def nginx(nginx_here) -> Iterator[Nginx]:
    """nginx with nothing behind it but what a test puts there."""
    with short_folder() as folder, Nginx(folder) as running:
        yield running


@pytest.fixture
def front(nginx_here) -> Iterator[tuple[Nginx, Upstream]]:
    """nginx with one process of the public surface behind it."""
    with short_folder() as folder, Nginx(folder) as running:
        made = Upstream(folder / "8101.sock")
        yield running, made
        made.socket.close()


@dataclass(frozen=True)
class Told:
    """What came back."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        """What a person reads."""
        return self.body.decode()


ADDRESSES = (f"127.7.{number // 200}.{1 + number % 200}" for number in count())
"""An address of its own for each request, so that no test uses up another's rate."""


def ask(nginx: Nginx, method: str, path: str, *, surface: str = "public", address: str = "", **more: Any) -> Told:
    """One request."""
    door = Door(port=nginx.tls, host=HOSTS[surface], certificate=nginx.folder / "tls" / f"{surface}.pem")
    with closing(door.line(address or next(ADDRESSES))) as line:
        line.request(method, path, **more)
        met = line.getresponse()
        return Told(met.status, met.headers, met.read())


def test_figures_and_checks_are_not_told_outside(nginx):
    for path in ("/metrics", "/healthz", "/readyz", "/.git/HEAD", "/.env"):
        assert ask(nginx, "GET", path).status == 404, path


def test_static_files_are_kept_for_good_under_a_marked_address_only(nginx):
    marked = ask(nginx, "GET", "/static/css/site.css?v=abc", headers={"Accept-Encoding": "gzip"})
    assert (marked.status, marked.headers["Cache-Control"]) == (200, FOR_GOOD)
    assert marked.headers["Content-Encoding"] == "gzip"
    assert ask(nginx, "GET", "/static/css/site.css").headers["Cache-Control"] == FOR_AN_HOUR
    assert ask(nginx, "GET", "/static/").status in (403, 404)
    assert ask(nginx, "POST", "/static/css/site.css").status == 403
    assert [name for name in ALWAYS if name not in marked.headers] == []


def test_what_is_too_large_is_refused_in_words_before_it_reaches_the_application(nginx):
    for length in ("9000000", "99999999999"):
        answer = ask(nginx, "POST", "/offices/kanagawa/bookings", headers={"Content-Length": length})
        assert answer.status == 413
        assert "送信する内容が大きすぎます" in answer.text
        assert [name for name in ALWAYS if name not in answer.headers] == []
    assert ask(nginx, "GET", "/", headers={"X-Long": "a" * 40_000}).status == 400


def test_with_nothing_behind_it_a_page_says_what_to_do(nginx):
    answer = ask(nginx, "GET", "/")
    assert answer.status == 502
    assert answer.headers["Retry-After"] == "30"
    assert "二重に受け付けられることはありません" in answer.text


def test_what_a_visitor_says_of_the_way_goes_no_further(front):
    nginx, upstream = front
    lie = {"X-Forwarded-For": "192.0.2.9", "X-Forwarded-Host": "evil.example", "Forwarded": "for=192.0.2.9"}
    door = Door(port=nginx.tls, host=HOSTS["public"], certificate=nginx.folder / "tls" / "public.pem")
    with closing(door.line("127.8.0.1")) as line:
        line.request("GET", "/enquiry?number=K3SECRET", headers=lie | {"X-Forwarded-Proto": "http"})
        head = upstream.answer()
        answer = line.getresponse()
        answer.read()
    assert "X-Forwarded-For: 127.8.0.1\r\n" in head
    assert "X-Forwarded-Proto: https\r\n" in head
    assert f"Host: {HOSTS['public']}\r\n" in head
    assert "192.0.2.9" not in head
    assert "evil.example" not in head
    assert "gunicorn" not in str(answer.headers)


def places(nginx: Nginx) -> set[str]:
    """What the access log tells of addresses so far."""
    return {json.loads(line)["place"] for line in (nginx.folder / "madoguchi.log").read_text().splitlines()}


def test_the_log_holds_no_query_no_id_and_no_address(nginx):
    ask(nginx, "GET", "/enquiry?number=K3SECRET")
    ask(nginx, "GET", "/bookings/K3SECRET/withdrawal")
    assert until(lambda: {"/enquiry", "/bookings"} <= places(nginx)), "a line is written after its answer"
    assert "SECRET" not in (nginx.folder / "madoguchi.log").read_text()
    assert "127.7." not in (nginx.folder / "madoguchi.log").read_text()


def test_whoever_asks_too_fast_waits_and_nobody_else_does(nginx):
    met = [ask(nginx, "POST", "/enquiry", address="127.8.8.8").status for _ in range(80)]
    assert met[0] == 502
    assert 429 in met
    assert ask(nginx, "POST", "/enquiry", address="127.8.8.9").status == 502


def test_plain_http_leads_pages_on_and_refuses_forms(nginx):
    def plain(method: str, host: str) -> Told:
        with closing(http.client.HTTPConnection(HERE, nginx.plain, timeout=10)) as line:
            line.request(method, "/enquiry?x=1", headers={"Host": host})
            met = line.getresponse()
            return Told(met.status, met.headers, met.read())

    led = plain("GET", HOSTS["public"])
    assert (led.status, led.headers["Location"]) == (301, f"https://{HOSTS['public']}/enquiry?x=1")
    assert plain("POST", HOSTS["public"]).status == 403
    with pytest.raises(http.client.HTTPException):
        plain("GET", "evil.example")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
def test_another_name_gets_no_handshake_and_old_tls_none_either(nginx):
    trust = ssl.create_default_context(cafile=str(nginx.folder / "tls" / "public.pem"))
    with socket.create_connection((HERE, nginx.tls)) as raw, pytest.raises(ssl.SSLError):
        trust.wrap_socket(raw, server_hostname="evil.example")
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode, old.maximum_version = False, ssl.CERT_NONE, ssl.TLSVersion.TLSv1_1
    with socket.create_connection((HERE, nginx.tls)) as raw, pytest.raises((ssl.SSLError, OSError)):
        old.wrap_socket(raw, server_hostname=HOSTS["public"])


def test_every_surface_has_a_door(nginx):
    assert {ask(nginx, "GET", "/login", surface=surface, address=HERE).status for surface in HOSTS} == {502}
    bare = {surface: ask(nginx, "GET", "/", surface=surface, address=HERE) for surface in HOSTS}
    assert bare["public"].status == 502
    assert {bare[each].status for each in ("agency", "intranet")} == {302}
    assert all(bare[each].headers["Location"].endswith("/login") for each in ("agency", "intranet"))
    assert ask(nginx, "GET", "/login", surface="intranet", address="127.8.8.10").status == 403
