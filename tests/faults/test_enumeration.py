"""Who is known and who is not cannot be told from an answer or its time: sign-in, look-ups, reset (SECURITY G9, T2)."""

import re
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.kernel.numbers import public_number
from tests import bookings, desks, ways_in
from tests.factories import address_of, enlist, open_offices
from tests.harness.clock import FrozenClock
from tests.page import Page

NEAR_SECONDS = 0.005
"""How far apart the medians of known and unknown may be (G9)."""
CHANGING = re.compile(r'name="(?:csrf_token|token)"[^>]*>|"X-CSRFToken": "[^"]*"|id="error-id">[0-9a-f]+')
COOKIE = re.compile(r"(?<==)[^;]*")
NO_MAILS = (f"nobody{number:04}@counselor.example" for number in range(10_000))
NO_NUMBERS = (public_number(7_000_000 + number) for number in range(10_000))


@pytest.fixture
def unlimited(app: Flask, make_app: Callable[..., Flask]) -> Page:
    """A browser nobody asks to wait, before the open offices, where Suzuki has an account."""
    open_offices()
    desks.open_miyakonojo()
    enlist("suzuki")
    return Page(make_app(limits=False))


Doors = dict[str, tuple[str, str, dict[str, str], Iterator[str]]]


def doors(clock: FrozenClock, app: Flask) -> Doors:
    """Of each door: its form, the field that tells who is meant, what else is typed, and strangers without end.

    The known one is typed first.
    """
    by_password, by_code = bookings.book(clock).number, ways_in.apply(Page(app), "miyakonojo")
    wrong = {"password": "AAAABBBBCCCC"}
    return {
        "login": ("/login", "email", {"email": address_of("suzuki"), **wrong}, NO_MAILS),
        "look-up by password": ("/enquiry", "number", {"number": by_password, **wrong}, NO_NUMBERS),
        "look-up by code": ("/enquiry/codes", "number", {"number": by_code}, NO_NUMBERS),
        "reset": ("/password-resets", "email", {"email": address_of("suzuki")}, NO_MAILS),
    }


def told(answer: TestResponse, typed: str) -> tuple[object, ...]:
    """All that an answer tells but what was typed: status, body, length, headers, what the cookies are like."""
    body = CHANGING.sub("", answer.get_data(as_text=True).replace(typed, "typed"))
    headers = {name: text for name, text in answer.headers if name not in ("Content-Length", "Set-Cookie", "Date")}
    cookies = [COOKIE.sub("", each, count=1) for each in answer.headers.getlist("Set-Cookie")]
    beside = len(answer.get_data()) - answer.get_data(as_text=True).count(typed) * len(typed)
    return answer.status_code, body, beside, tuple(sorted(headers.items())), tuple(cookies)


class Watch:
    """How long the answers took that known and unknown people got: by the clock on the wall, and of the processor."""

    def __init__(self) -> None:
        self.taken: dict[str, list[tuple[float, float]]] = {"known": [], "unknown": []}

    def measure(self, who: str, ask: Callable[[], TestResponse]) -> TestResponse:
        """The answer, its times kept."""
        began = time.perf_counter(), time.process_time()
        answer = ask()
        self.taken[who].append((time.perf_counter() - began[0], time.process_time() - began[1]))
        return answer

    def apart(self, of: int) -> float:
        """How many seconds the medians differ: 0 on the wall, 1 of the processor."""
        known, unknown = (statistics.median(each[of] for each in times) for times in self.taken.values())
        return abs(known - unknown)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("door", ["login", "look-up by password", "look-up by code", "reset"])
def test_known_and_unknown_are_the_same_bytes_and_time(
    app: Flask,
    unlimited: Page,
    clock: FrozenClock,
    door: str,
    database_kind: str,
    figure: Callable[[int, int], int],
    report: Callable[..., None],
) -> None:
    path, field, known, strangers = doors(clock, app)[door]
    samples, filled, watch = figure(20, 300), {**known, "csrf_token": unlimited.csrf_token()}, Watch()
    seen = set()
    for who in ("known", "unknown") * samples:
        typed = known[field] if who == "known" else next(strangers)
        answer = watch.measure(who, partial(unlimited.client.post, path, data={**filled, field: typed}))
        seen.add(told(answer, typed))
    wall, work = watch.apart(0), watch.apart(1)
    figures = {"samples of each": samples, "different answers": len(seen) - 1}
    report(
        f"enumeration, {door}, {database_kind}",
        **figures,
        **{"medians apart, ms": f"{1000 * wall:.2f}", "of the processor, ms": f"{1000 * work:.2f}"},
    )
    assert len(seen) == 1, seen
    assert work < NEAR_SECONDS
    assert wall < NEAR_SECONDS or samples < figure(300, 0), "the wall counts in the full run, on a machine at rest"
