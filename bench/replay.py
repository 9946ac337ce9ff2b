"""The bare press: a Flask view that sends the statements of a recorded one through the driver, with one commit.

What two recorded presses differ in is new in every replay: numbers, tokens and keys of the same length, sealed
bytes of the same size, the seat, the id of the booking or of the text. What they share, and every moment, stays.
"""

import base64
import itertools
import os
import pickle
import re
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flask import Flask

from app.engines import PRAGMAS
from bench.statements import press_of

SEATS_OF_A_PROCESS, PROCESSES = 3000, 10
TAKEN = "seats-{}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\d ")
Execute = Callable[[str, Any], int | None]
"""Sends a statement and reads all of its answer; the id that an INSERT gave its row."""
own = threading.local()


class Replay:
    """One recorded press, to be sent again as somebody else's."""

    def __init__(self, first: list[Any], second: list[Any], parent: str, seats: Iterator[int]) -> None:
        self.seats, self.adds = seats, f"INSERT INTO {parent} "
        pairs = zip(first, second, strict=True)
        self.steps = [(words, given, set(differing(before, given))) for (_, before), (words, given) in pairs]

    def send(self, execute: Execute) -> None:
        """Send every statement and read what it answers."""
        made: dict[Any, Any] = {}
        parent_id = None
        for words, given, changing in self.steps:
            for value in changing - made.keys():
                made[value] = self.fresh(value, parent_id)
            answered = execute(words, renewed(given, made, changing))
            if words.startswith(self.adds):
                parent_id = answered

    def fresh(self, value: Any, parent_id: int | None) -> Any:
        """Another value of the same kind and size; the first number is a seat, later ones the row that was added."""
        if isinstance(value, bytes):
            return secrets.token_bytes(len(value))
        if isinstance(value, str):
            return base64.b32encode(secrets.token_bytes(len(value))).decode()[: len(value)]
        return next(self.seats) if parent_id is None else parent_id


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


def renewed(given: Any, made: dict[Any, Any], changing: set[Any]) -> Any:
    """The parameters with every changing one replaced."""
    if isinstance(given, dict):
        return {name: made[value] if value in changing else value for name, value in given.items()}
    return tuple(made[value] if value in changing else value for value in given)


def send_to_sqlite(replay: Replay, path: str) -> None:
    """One immediate transaction on this thread's connection."""
    if not hasattr(own, "connection"):
        own.connection = sqlite3.connect(path, timeout=10, isolation_level=None)
        for pragma in PRAGMAS:
            own.connection.execute(f"PRAGMA {pragma}")

    def execute(words: str, given: Any) -> int | None:
        cursor = own.connection.execute(words, given)
        cursor.fetchall()
        return cursor.lastrowid

    own.connection.execute("BEGIN IMMEDIATE")
    replay.send(execute)
    own.connection.commit()


def send_to_postgresql(replay: Replay, url: str) -> None:
    """One transaction on this thread's connection."""
    if not hasattr(own, "connection"):
        import psycopg

        own.connection = psycopg.connect(url)

    def execute(words: str, given: Any) -> int | None:
        cursor = own.connection.execute(words, given)
        rows = cursor.fetchall() if cursor.description else []
        return rows[0][0] if rows else None

    replay.send(execute)
    own.connection.commit()


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
    seats = own_seats(Path(environ["MADOGUCHI_INSTANCE"]))
    replay = Replay(*pickle.loads(press_of(environ).read_bytes()), seats)
    url = environ["MADOGUCHI_DATABASE_URL"]
    app = Flask("replay", static_folder=None)

    def press() -> str:
        if url.startswith("sqlite"):
            send_to_sqlite(replay, url.removeprefix("sqlite:///"))
        else:
            send_to_postgresql(replay, url)
        return "<!doctype html><title>booked</title><h1>booked</h1>"

    app.add_url_rule("/press", "press", press, methods=["POST"])
    app.add_url_rule("/hello", "hello", lambda: "hello")
    return app


def __getattr__(name: str) -> Flask:
    """`app` for a server, made when it is asked for."""
    if name == "app":
        return create_app()
    raise AttributeError(name)
