"""`python -m bench.statements`: counts the statements of a page and of a press, and keeps them."""

import json
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.applicants import CSRF, OFFICE, application
from bench.servers import run_python

FEW, MANY = 10, 2_000
KEPT = "press.pickle"
LOOK = "look.pickle"
HERE = "http://127.0.0.1:8000"
FIRST_DAY = date(2026, 6, 8)
HOURS = ("09:00", "10:00", "11:00", "13:30", "14:30")
DAYS = [FIRST_DAY + timedelta(days=7 * week + day) for week in range(4) for day in range(5)]
SLOTS = [f"{day}T{hour}" for day in DAYS for hour in HOURS]
OTHER_SLOT = f"{FIRST_DAY}T15:30"
Statement = tuple[str, Any]


def count_statements(environ: dict[str, str], *, bookings: int = 0) -> dict[str, int]:
    """The counts of the installation of `environ`, in a process of its own; limits count there as in production."""
    told = run_python({**environ, "MADOGUCHI_LIMITS": "on"}, "-m", "bench.statements", str(bookings))
    counts: dict[str, int] = json.loads(told)
    return counts


def press_of(environ: dict[str, str]) -> Path:
    """Where the statements of two presses are kept."""
    return Path(environ["MADOGUCHI_INSTANCE"], KEPT)


def look_of(environ: dict[str, str]) -> Path:
    """Where the statements of a look at the slot page are kept."""
    return Path(environ["MADOGUCHI_INSTANCE"], LOOK)


def keep(presses: list[list[Statement]], parent: str) -> None:
    """Keep two presses to be sent again; what is new in them points to the row that each adds to `parent`."""
    press_of(dict(os.environ)).write_bytes(pickle.dumps([*presses, parent]))


class Visitor:
    """A client in this process; every press comes from another network, so that no limit stands in the way."""

    def __init__(self) -> None:
        from app.factory import create_app

        self.app = create_app()
        self.client = self.app.test_client()
        self.pressed = 0
        self.csrf = CSRF.findall(self.client.get(f"{OFFICE}/bookings/new?slot={SLOTS[0]}", base_url=HERE).text)[0]

    def look(self) -> list[Statement]:
        """The statements of the slot page."""
        with recorded() as statements:
            self.expect(self.client.get(f"{OFFICE}/slots", base_url=HERE).status_code)
        return statements

    def press(self, slot: str | None = None) -> list[Statement]:
        """The statements of one completed booking."""
        self.pressed += 1
        fields = {"csrf_token": self.csrf, **application(slot or SLOTS[self.pressed % len(SLOTS)])}
        address = f"10.{self.pressed >> 16}.{self.pressed >> 8 & 255}.{self.pressed & 255}"
        with recorded() as statements:
            answer = self.client.post(
                f"{OFFICE}/bookings", data=fields, base_url=HERE, environ_base={"REMOTE_ADDR": address}
            )
        self.expect(answer.status_code)
        return statements

    def keep_press(self) -> None:
        """Keep the statements of two presses for one time, as a server sends them that counts no limits."""
        settings = self.app.extensions["settings"]
        self.app.extensions["settings"] = replace(settings, limits=False)
        presses = [self.press(OTHER_SLOT) for _ in range(2)]
        keep(presses, "booking")
        self.app.extensions["settings"] = settings

    def expect(self, status: int) -> None:
        """A refusal would be counted for an answer."""
        if status != 200:
            raise RuntimeError(f"answered {status}")


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Every statement as the driver gets it, with its parameters."""
    from sqlalchemy import Engine, event

    statements: list[Statement] = []

    def keep(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        statements.append((statement, plain(parameters)))

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", keep)


def plain(parameters: Any) -> Any:
    """Parameters that can be kept: bytes are given to a driver wrapped, as a view or by a class of its own."""
    if isinstance(parameters, dict):
        return {name: getattr(value, "obj", value) for name, value in parameters.items()}
    return tuple(getattr(value, "obj", value) for value in parameters)


def book_by_hand(bookings: int) -> None:
    """Send the kept press that many times, as other people."""
    from bench.replay import create_app

    client = create_app().test_client()
    for _ in range(bookings):
        if client.post("/press").status_code != 200:
            raise RuntimeError("a press by hand was refused")


def main(bookings: int) -> None:
    """Print the counts; with `bookings` also those of a press among few and after that many more."""
    visitor = Visitor()
    visitor.look()
    look = visitor.look()
    look_of(dict(os.environ)).write_bytes(pickle.dumps(look))
    counts = {"slot_page": len(look)}
    if bookings:
        for _ in range(FEW):
            visitor.press()
        counts["press_among_few"] = len(visitor.press())
        visitor.keep_press()
        book_by_hand(bookings)
        counts["press_among_many"] = len(visitor.press())
    print(json.dumps(counts))


if __name__ == "__main__":
    main(int(sys.argv[1]))
