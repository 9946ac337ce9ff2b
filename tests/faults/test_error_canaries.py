"""No error page and no line of the log tells a personal value or a secret, whatever broke (SECURITY G10, T19)."""

import base64
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import wraps
from typing import Any

import pytest
from flask import Flask, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, default_exceptions
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.db import Busy
from app.kernel.sealing import KeyRing
from app.web.errors import too_many
from app.web.limiter import Exceeded
from tests import bookings, doors
from tests.faults.marked import Marked
from tests.harness.clock import FrozenClock
from tests.harness.routes import routes

Fault = Callable[[str], Any]
ASKED = (400, 403, 404, 409, 413, 415, 422, 429, 500, 503)
TYPED = "打込印の文章"
TYPED_SECRET = "uchikomi-himitsu-7"
SECRET_FIELDS = ("password", "new_password", "repeated_password", "present_password", "code", "totp")


@pytest.fixture
def app(ground, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The application on SQLite, answering faults as in service."""
    made = ground.fresh_app("sqlite", clock)
    monkeypatch.setitem(made.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(made, "testing", False)
    with made.app_context():
        yield made


def raising(error: Callable[[str], Exception]) -> Fault:
    """A fault that tells all it knows."""

    def fault(words: str) -> None:
        raise error(words)

    return fault


def faults() -> dict[str, Fault]:
    """What can end a request, each with the words on its lips."""
    refusals = {str(code): raising(default_exceptions[code]) for code in ASKED if code not in (429, 500, 503)}
    return refusals | {
        "429": lambda _words: too_many(Exceeded(120)),
        "500": raising(ValueError),
        "503": raising(lambda words: OperationalError(f"SELECT '{words}'", {"name": words}, Exception(words))),
        "503, busy": raising(Busy),
    }


def secrets_of(app: Flask, marked: Marked) -> list[str]:
    """The keys of the installation as they might be written, where its data are, the passwords of bookings."""
    settings = app.extensions["settings"]
    rings = [value for value in vars(settings.keys).values() if isinstance(value, KeyRing)]
    keys = [key for ring in rings for key in ring.keys.values()] + [settings.keys.index]
    written = [form(key).decode() for key in keys for form in (base64.b64encode, base64.urlsafe_b64encode)]
    return [*written, *(key.hex() for key in keys), settings.database_url, *map(bookings.password_of, marked.numbers)]


def broken(view: Callable[..., Any], fault: Fault, words: str) -> Callable[..., Any]:
    """The view, which shows its page and then breaks with all of it in hand."""

    @wraps(view)
    def run(**values: Any) -> Any:
        page: object = ""
        if request.method == "GET":
            with suppress(HTTPException):
                page = view(**values)
        return fault(f"{words} {page}")

    return run


def asked(scene: doors.Scene, method: str, rule: Rule, who: str) -> TestResponse:
    """What somebody is answered who brings words of their own in every place a request has."""
    page = scene.browser(who)
    built = rule.build(doors.own_values(scene, rule), append_unknown=False)
    assert built, rule.rule
    said = {"query_string": {"q": TYPED}, "headers": {"Referer": f"https://x.example/{TYPED_SECRET}"}}
    if method == "GET":
        return page.client.get(built[1], **said)
    filled = {"csrf_token": page.csrf_token(), "content": TYPED, **dict.fromkeys(SECRET_FIELDS, TYPED_SECRET)}
    return page.client.post(built[1], data=filled, **said)


@pytest.mark.timeout(1800)
def test_whatever_breaks_tells_nothing(
    app: Flask,
    clock: FrozenClock,
    capfd: pytest.CaptureFixture[str],
    figure: Callable[[int, int], int],
    report: Callable[..., None],
) -> None:
    scene = doors.set_scene(app, clock)
    marked, may_enter, every = Marked(clock), doors.entrants(), list(faults().items())
    hidden = [*marked.words, *secrets_of(app, marked), TYPED_SECRET]
    codes: Counter[int] = Counter()
    hits = []
    for place, (rule, method) in enumerate((r, m) for r in routes(app) for m in sorted({"GET", "POST"} & r.methods)):
        view = app.view_functions[rule.endpoint]
        for name, fault in (every * 2)[place % len(every) :][: figure(1, len(every))]:
            app.view_functions[rule.endpoint] = broken(view, fault, " ".join(hidden))
            answer = asked(scene, method, rule, may_enter[method, rule.rule])
            codes[answer.status_code] += 1
            told = f"{answer.headers}\n{answer.get_data(as_text=True)}"
            hits += [f"{method} {rule.rule} {name}: {word}" for word in hidden if word in told]
        app.view_functions[rule.endpoint] = view
    log = capfd.readouterr()
    in_log = [word for word in (*hidden, TYPED) if word in log.err + log.out]
    answers = {f"answers {code}": codes[code] for code in ASKED}
    report("canaries in error pages and their log", words=len(hidden), **answers, hits=len(hits) + len(in_log))
    assert hits == []
    assert in_log == []
    assert all(codes[code] for code in ASKED), codes
