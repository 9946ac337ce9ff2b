"""Broken bytes, shapes and addresses by socket, against the server people are given."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpus.build import corpus
from tests.corpus.case import Case
from tests.corpus.changes import RAW_ONLY
from tests.corpus.wire import SILENT, SMUGGLED, ask, raw_address, raw_shape, raw_text, request
from tests.faults.processes import Process, free_port, until

SERVED = {200, 303, 400, 401, 403, 404, 405, 413, 414, 415, 422, 429, 431}
BY_THE_SERVER = {501, 505}
"""What gunicorn itself answers to a transfer coding or a version it does not know."""
CUT_SHORT = {"chunked without end", "shorter than said"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The port of the shipped server, and the log it writes."""
    folder = tmp_path_factory.mktemp("wire")
    environ = {"MADOGUCHI_INSTANCE": str(folder / "instance"), "MADOGUCHI_LIMITS": "off"}
    assert Process(["flask", "--app", "wsgi", "db", "upgrade"], environ, folder / "log").start().wait() == 0
    port = free_port()
    words = ["--worker-class", "gthread", "--workers", "1", "--threads", "4", "--no-control-socket"]
    words += ["--config", "bin/gunicorn.conf.py"]
    command = ["gunicorn", *words, "--bind", f"127.0.0.1:{port}", "wsgi:app"]
    with Process(command, {**environ, "PORT": str(port)}, folder / "log") as process:
        assert until(lambda: process.alive and well(port), 60), (folder / "log").read_text()
        yield port, folder / "log"


def well(port: int) -> bool:
    """Whether the server answers as it should."""
    try:
        return ask(port, request("GET", "/healthz"))[0] == 200
    except OSError:
        return False


def two_hundred() -> list[Case]:
    """All of C4, and C14 and C15 up to two hundred; what only a socket can send comes first."""
    by_category = {name: [case for case in corpus() if case.category == name] for name in ("C4", "C14", "C15")}
    shapes = sorted(by_category["C14"], key=lambda case: case.value[0] not in RAW_ONLY)
    return [*by_category["C4"], *shapes[:5], *shapes[5::2][:85], *by_category["C15"][::2]]


RAW = {"C4": raw_text, "C14": raw_shape, "C15": raw_address}


def test_two_hundred_broken_requests_are_answered_and_none_is_a_fault(server):
    port, log = server
    chosen, found = two_hundred(), []
    for case in chosen:
        status, answer = ask(port, RAW[case.category](case), hang_up=case.value[0] in CUT_SHORT)
        told = status in SERVED or (status in BY_THE_SERVER and b"madoguchi" not in answer)
        if not told and not (status == SILENT and case.value[0] in RAW_ONLY):
            found.append((case.id, case.value, status))
        if case.category == "C4" and ("文字コードを判別できません".encode() not in answer or status != 400):
            found.append((case.id, case.value, "not told that it is no UTF-8"))
    assert len(chosen) == 200
    assert not found
    assert "Traceback" not in log.read_text()
    assert well(port)


def test_no_answer_says_what_software_listens(server):
    port, _ = server
    answers = [ask(port, request("GET", path))[1] for path in ("/healthz", "/", "/nowhere")]
    assert not [answer for answer in answers if b"gunicorn" in answer.lower() or b"Server: web\r\n" not in answer]


@pytest.mark.parametrize("raw", SMUGGLED, ids=range(len(SMUGGLED)))
def test_a_request_that_two_servers_might_read_differently_is_refused(server, raw):
    port, _ = server
    status, answer = ask(port, raw, hang_up=True)
    assert status in (SILENT, 400, 404, 405, *BY_THE_SERVER)
    assert b"evil" not in answer
    assert well(port)


def test_one_connection_does_not_answer_two_requests_in_one_body(server):
    port, _ = server
    inner = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head = b"POST /enquiry HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: text/plain\r\n"
    status, answer = ask(port, head + b"Content-Length: %d\r\n\r\n" % len(inner) + inner)
    assert status == 415
    assert answer.count(b"HTTP/1.1 ") == 1
