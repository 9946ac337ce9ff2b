"""The bare press: a Flask view that sends the statements of a recorded one by hand, with one commit.

By hand means through the session of Flask-SQLAlchemy, as written text, with nothing of the ORM or of ours (decision
0018). It reads the form it is sent and answers as the application does: with the page of a booking made, rendered
from constants, or with the way on. What two recorded presses differ in is new in every replay: numbers, tokens and
keys of the same length, sealed bytes of the same size, the seat, the id of the booking or of the text. What they
share, and every moment, stays.
"""

import base64
import itertools
import os
import pickle
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask, redirect, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import TextClause, text
from werkzeug.wrappers import Response

from app.engines import BEGIN_MODE, engine_options
from bench import bare, bare_done
from bench.statements import press_of

SEATS_OF_A_PROCESS, PROCESSES = 3000, 10
TAKEN = "seats-{}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\d ")
NAMED = re.compile(r"%\((\w+)\)s")


class Replay:
    """One recorded press, to be sent again as somebody else's."""

    def __init__(self, first: list[Any], second: list[Any], parent: str, seats: Iterator[int]) -> None:
        self.seats, self.adds = seats, f"INSERT INTO {parent} "
        pairs = zip(first, second, strict=True)
        self.steps = [
            (written(words), words.startswith(self.adds), named(given), set(differing(before, given)))
            for (_, before), (words, given) in pairs
        ]

    def send(self, session: Any) -> None:
        """Send every statement in one transaction, read what each answers, commit."""
        made: dict[Any, Any] = {}
        parent_id = None
        session.connection(execution_options={BEGIN_MODE: "IMMEDIATE"})
        for words, adds, given, changing in self.steps:
            for value in changing - made.keys():
                made[value] = self.fresh(value, parent_id)
            renewed = {name: made[value] if value in changing else value for name, value in given.items()}
            answered = session.execute(words, renewed)
            rows = answered.all() if answered.returns_rows else []
            if adds:
                parent_id = rows[0][0] if rows else answered.lastrowid
        session.commit()

    def fresh(self, value: Any, parent_id: int | None) -> Any:
        """Another value of the same kind and size; the first number is a seat, later ones the row that was added."""
        if isinstance(value, bytes):
            return secrets.token_bytes(len(value))
        if isinstance(value, str):
            return base64.b32encode(secrets.token_bytes(len(value))).decode()[: len(value)]
        return next(self.seats) if parent_id is None else parent_id


def written(words: str) -> TextClause:
    """A statement as the driver got it, as somebody would write it."""
    if NAMED.search(words):
        return text(NAMED.sub(r":\1 ", words.replace(":", "\\:").replace("%%", "%")))
    places = itertools.count()
    return text(re.sub(r"\?", lambda _: f":p{next(places)}", words.replace(":", "\\:")))


def named(given: Any) -> dict[str, Any]:
    """Parameters by the names that `written` gives them."""
    return given if isinstance(given, dict) else {f"p{place}": value for place, value in enumerate(given)}


def values_of(given: Any) -> Iterator[Any]:
    """The parameters of a statement in their order, by place or by name."""
    yield from given.values() if isinstance(given, dict) else given


def differing(before: Any, given: Any) -> Iterator[Any]:
    """The parameters of the second press that are not those of the first."""
    for old, new in zip(values_of(before), values_of(given), strict=True):
        if old != new and not is_moment(new):
            yield new


def is_moment(value: Any) -> bool:
    """Whether a parameter tells a time."""
    return hasattr(value, "isoformat") or (isinstance(value, str) and MOMENT.match(value) is not None)


def own_seats(instance: Path) -> Iterator[int]:
    """Seats that no other process of this installation takes, nor a real press; raises where all are taken."""
    for block in range(1, PROCESSES):
        try:
            (instance / TAKEN.format(block)).touch(exist_ok=False)
        except FileExistsError:
            continue
        return itertools.count(1 + block * SEATS_OF_A_PROCESS)
    raise RuntimeError("more processes than seats")


def create_app() -> Flask:
    """`POST /press` books, or answers, by hand; `/hello` says that we are there."""
    environ = dict(os.environ)
    *presses, parent = pickle.loads(press_of(environ).read_bytes())
    replay = Replay(*presses, parent, own_seats(Path(environ["MADOGUCHI_INSTANCE"])))
    url = environ["MADOGUCHI_DATABASE_URL"]
    app = bare.create_app()
    app.config["SQLALCHEMY_DATABASE_URI"], app.config["SQLALCHEMY_ENGINE_OPTIONS"] = url, engine_options(url)
    db = SQLAlchemy(app)

    def press() -> str | Response:
        request.form.to_dict()
        replay.send(db.session)
        return bare_done.done(bare.SITE) if parent == "booking" else redirect("/hello", 303)

    app.add_url_rule("/press", "press", press, methods=["POST"])
    return app


def __getattr__(name: str) -> Flask:
    """`app` for a server, made when it is asked for."""
    if name == "app":
        return create_app()
    raise AttributeError(name)
