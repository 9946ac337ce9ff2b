"""Whether people who sign in hold up those who look for a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bench.applicants import OFFICE, browser_at
from bench.figures import Figure, alternated, at_most
from bench.load import Request, drive
from bench.servers import Server, installation, serving

AT_ONCE = 4
REQUESTS, CONNECTIONS = 160, 4


def measure(database: str) -> list[Figure]:
    """p95 of the slot page during 4 concurrent sign-ins ≤ 3 × without."""
    with installation(database) as environ, serving("wsgi:app", environ=environ) as server:
        during, quiet = alternated(lambda: during_sign_ins(server), lambda: tail(server))
    return [
        at_most(
            f"slot page, p95 during {AT_ONCE} concurrent sign-ins / without",
            during / quiet,
            3,
            database=database,
            ours=f"{during:.1f} ms",
            bare=f"{quiet:.1f} ms",
        )
    ]


def tail(server: Server) -> float:
    """p95 of the slot page in milliseconds."""
    return drive(server.url, [Request(path=f"{OFFICE}/slots")] * REQUESTS, connections=CONNECTIONS).percentile(0.95)


def during_sign_ins(server: Server) -> float:
    """The same while people sign in."""
    with signing_in(server):
        return tail(server)


@contextmanager
def signing_in(server: Server) -> Iterator[None]:
    """People who press 「ログインする」 one after the other; an unknown address costs the same hash as a known one."""
    browser = browser_at(f"{server.url}/login")
    fields = {"email": "nobody@example.jp", "password": "takeuma-kazaguruma", "next": ""}
    press, stop = browser.post("/login", fields), threading.Event()

    def go_on() -> None:
        while not stop.is_set():
            drive(server.url, [press] * AT_ONCE, connections=AT_ONCE)

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
