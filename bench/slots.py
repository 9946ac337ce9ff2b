"""The slot page against the same page from constants."""

from bench.applicants import OFFICE
from bench.figures import RATE_ROUNDS, Figure, at_least, at_most
from bench.load import Request
from bench.pages import CONNECTIONS, ensure_same_page, load
from bench.servers import installation, serving
from bench.statements import count_statements

REQUESTS = 320
PAGE, WEEK, HELLO = Request(path=f"{OFFICE}/slots"), Request(path="/week"), Request(path="/hello")


def measure(database: str) -> list[Figure]:
    """≥ 0.6 of bare requests/s at 16 connections, p95 ≤ 10 × a bare hello page, ≤ 4 statements."""
    with (
        installation(database) as environ,
        serving("wsgi:app", environ=environ) as ours,
        serving("bench.bare:app", ready="/hello") as bare,
    ):
        ensure_same_page(ours, PAGE, bare, WEEK)
        asked = ((ours, PAGE), (bare, WEEK), (bare, HELLO))
        runs = [[load(server, page, REQUESTS) for server, page in asked] for _ in range(RATE_ROUNDS)]
        counts = count_statements(environ)
    pages, weeks, hellos = zip(*runs, strict=True)
    statements = counts["slot_page"]
    return [
        throughput(database, max(run.per_second for run in pages), max(run.per_second for run in weeks)),
        tail(database, min(run.percentile(0.95) for run in pages), min(run.percentile(0.95) for run in hellos)),
        at_most("slot page, SQL statements", statements, 4, database=database, ours=str(statements)),
    ]


def throughput(database: str, ours: float, bare: float) -> Figure:
    """The rate as a figure."""
    return at_least(
        f"slot page, requests/s at {CONNECTIONS} connections / same page from constants",
        ours / bare,
        0.6,
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
