"""The press that books against the same statements by hand."""

from collections.abc import Callable
from functools import partial
from typing import Any

from bench.applicants import bookings, free_slots
from bench.figures import Figure, alternated, at_least, at_most
from bench.load import Request, drive
from bench.servers import Server, installation, serving
from bench.statements import FEW, MANY, count_statements

CONNECTIONS = 16
PRESSES = 96
SEATS = 400


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
            rates = alternated(partial(rate_of_ours, ours, slots), partial(rate_of_bare, bare))
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
    return rate(server, bookings(server.url, slots, PRESSES))


def rate_of_bare(server: Server) -> float:
    """Bookings a second by hand."""
    return rate(server, [Request(method="POST", path="/press")] * PRESSES)


def rate(server: Server, requests: list[Request]) -> float:
    """Presses a second; every one must have booked."""
    result = drive(server.url, requests, connections=CONNECTIONS)
    if set(result.statuses) != {200}:
        raise RuntimeError(f"presses answered {result.statuses}")
    return result.per_second
