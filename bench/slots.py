"""The slot page against the same page from constants."""

from bench.applicants import OFFICE
from bench.figures import RATE_ROUNDS, Figure, at_least, at_most
from bench.load import Request
from bench.pages import CONNECTIONS, ensure_same_page, load
from bench.servers import installation, serving
from bench.statements import count_statements

REQUESTS = 320
PAGE, WEEK, HELLO = Request(path=f"{OFFICE}/slots"), Request(path="/week"), Request(path="/hello")
OF_CONSTANTS = {"sqlite": 0.6, "postgresql": 0.4}
"""A page from constants never crosses to PostgreSQL, which runs beside it on the same cores (decision 0020)."""


def measure(database: str) -> list[Figure]:
    """≥ 0.6 of bare requests/s at 16 connections, p95 ≤ 10 × a bare hello page, ≤ 4 statements."""
    with installation(database) as environ:
        statements = count_statements(environ)["slot_page"]
        with (
            serving("wsgi:app", environ=environ) as ours,
            serving("bench.bare:app", ready="/hello") as bare,
            serving("bench.bare_week:app", environ=environ, ready="/hello") as asking,
        ):
            ensure_same_page(ours, PAGE, bare, WEEK)
            asked = ((ours, PAGE), (bare, WEEK), (asking, WEEK), (bare, HELLO))
            runs = [[load(server, page, REQUESTS) for server, page in asked] for _ in range(RATE_ROUNDS)]
    *pages, hellos = zip(*runs, strict=True)
    rate, constant, by_hand = (max(run.per_second for run in side) for side in pages)
    return [
        throughput(database, rate, by_hand, "same page from constants, same SQL by hand", 0.6),
        throughput(database, rate, constant, "same page from constants", OF_CONSTANTS[database]),
        tail(database, *(min(run.percentile(0.95) for run in side) for side in (pages[0], hellos))),
        at_most("slot page, SQL statements", statements, 4, database=database, ours=str(statements)),
    ]


def throughput(database: str, ours: float, bare: float, of: str, share: float) -> Figure:
    """The rate as a figure."""
    return at_least(
        f"slot page, requests/s at {CONNECTIONS} connections / {of}",
        ours / bare,
        share,
        database=database,
        ours=f"{ours:.0f}/s",
        bare=f"{bare:.0f}/s",
    )


def tail(database: str, ours: float, bare: float) -> Figure:
    """The slowest twentieth as a figure."""
    return at_most(
        "slot page, p95 / p95 of a bare hello page",
        ours / bare,
        10,
        database=database,
        ours=f"{ours:.1f} ms",
        bare=f"{bare:.1f} ms",
    )
