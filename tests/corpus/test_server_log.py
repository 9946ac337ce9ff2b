"""What the server itself logs of a request it cannot read or finish: nothing of its words (SECURITY T19)."""

import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.corpus.test_wire import well
from tests.corpus.wire import ask
from tests.faults.processes import Process, free_port, until
from tests.harness.source import ROOT

CANARY = "canary-of-a-name"
BROKEN = (
    f"name={CANARY}&content=x\r\n\r\n",
    f"GET /?name={CANARY} HTTP/9.9\r\nHost: localhost\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: localhost\r\n{CANARY} x: y\r\n\r\n",
    f"POST /enquiry HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: {CANARY}\r\n\r\n",
)


@contextmanager
def served(tmp_path: Path, entry: str) -> Iterator[tuple[int, Path]]:
    """The port of an application under the server as bin/run starts it, and its log."""
    _python, _as_module, *words = runpy.run_path(str(ROOT / "bin" / "_serve.py"))["WEB"]
    port, log = free_port(), tmp_path / "log"
    environ = {"MADOGUCHI_INSTANCE": str(tmp_path / "instance"), "PORT": str(port)}
    with Process([*words, "--bind", f"127.0.0.1:{port}", entry], environ, log) as process:
        assert until(lambda: process.alive and well(port), 60), log.read_text()
        yield port, log


def test_a_request_that_cannot_be_read_is_not_quoted_in_the_log(tmp_path: Path) -> None:
    with served(tmp_path, "wsgi:app") as (port, log):
        for broken in BROKEN:
            assert ask(port, broken.encode())[0] in {400, 501, 505}
    assert CANARY not in log.read_text().lower()


def test_a_request_at_which_everything_breaks_is_told_by_kind_and_place_only(tmp_path: Path) -> None:
    with served(tmp_path, "tests.corpus.breaking_app:app") as (port, log):
        assert ask(port, f"GET /{CANARY}?name={CANARY} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())[0] == 500
    told = log.read_text()
    assert "ValueError at tests/corpus/breaking_app.py:9 app" in told
    assert CANARY not in told.lower()
