"""The press that books against the same statements by hand."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.request import Request as Ask
from urllib.request import urlopen

from app.web.unbroken import unbroken
from bench.applicants import bookings, free_slots
from bench.figures import Figure, at_least, at_most, fastest
from bench.load import Request, drive
from bench.pages import CONNECTIONS, SAME_SIZE
from bench.servers import Server, installation, serving
from bench.statements import FEW, MANY, count_statements

PRESS = "/press"
PRESSES = 96
SEATS = 20


def measure(database: str) -> list[Figure]:
    """≥ 0.5 of the bare presses/s, ≤ 14 statements, not one more as bookings grow."""
    with installation(database, seats=SEATS) as environ:
        counts = count_statements(environ, bookings=MANY)
    with installation(database, seats=SEATS) as environ, installation(database, seats=SEATS) as by_hand:
        for each in (environ, by_hand):
            count_statements(each, bookings=FEW)
        with (
            serving("wsgi:app", environ=environ) as ours,
            serving("bench.replay:app", environ=by_hand, ready="/hello") as bare,
        ):
            slots = free_slots(ours.url)
            ensure_same_answer(ours, bare, slots)
            rates = fastest(partial(rate_of_ours, ours, slots), partial(rate_of_bare, bare, ours, slots))
    few, many = counts["press_among_few"], counts["press_among_many"]
    says: Callable[..., Any] = partial(dict, database=database)
    return [
        at_least(
            "booking press, requests/s at 16 connections / same SQL by hand",
            rates[0] / rates[1],
            0.5,
            **says(ours=f"{rates[0]:.0f}/s", bare=f"{rates[1]:.0f}/s"),
        ),
        at_most("booking press, SQL statements", many, 14, **says(ours=str(many))),
        at_most(f"more statements at {MANY} bookings than at 10", many - few, 0, **says(ours=str(many), bare=str(few))),
    ]


def rate_of_ours(server: Server, slots: list[str]) -> float:
    """Bookings a second of the application."""
    return rate(server, bookings(server.url, slots, PRESSES), 200)


def rate_of_bare(server: Server, ours: Server, slots: list[str]) -> float:
    """Bookings a second by hand, of the same forms."""
    return rate(server, by_hand(bookings(ours.url, slots, PRESSES)), 200)


def by_hand(presses: list[Request]) -> list[Request]:
    """The same requests to the view that sends the statements by hand."""
    return [replace(press, path=PRESS) for press in presses]


def rate(server: Server, presses: list[Request], status: int) -> float:
    """Presses a second; every one must have been answered with this status."""
    result = drive(server.url, presses, connections=CONNECTIONS)
    if set(result.statuses) != {status}:
        raise RuntimeError(f"presses answered {result.statuses}")
    return result.per_second


def ensure_same_answer(ours: Server, bare: Server, slots: list[str]) -> None:
    """The comparison means something only where both are answered with a page of one size."""
    press = bookings(ours.url, slots, 1)
    own, constant = answered(ours, press[0]), answered(bare, by_hand(press)[0])
    sizes = len(own.encode()), len(unbroken(constant).encode())
    if abs(sizes[0] - sizes[1]) > SAME_SIZE * sizes[0]:
        raise RuntimeError(f"by hand {sizes[1]} bytes are answered, not {sizes[0]}")


def answered(server: Server, press: Request) -> str:
    """The page that answers a press."""
    asked = Ask(server.url + press.path, data=press.body, headers=dict(press.headers))
    with urlopen(asked, timeout=30) as answer:
        return str(answer.read().decode())
