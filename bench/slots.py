"""The slot page against the same page from constants."""

from statistics import median
from urllib.request import urlopen

from bench.applicants import OFFICE
from bench.figures import ROUNDS, Figure, at_least, at_most
from bench.load import Request, Result, drive
from bench.servers import Server, installation, serving
from bench.statements import count_statements

CONNECTIONS = 16
REQUESTS = 320
PAGE = f"{OFFICE}/slots"
SAME_SIZE = 0.05


def measure(database: str) -> list[Figure]:
    """≥ 0.6 of bare requests/s at 16 connections, p95 ≤ 10 × a bare hello page, ≤ 4 statements."""
    with (
        installation(database) as environ,
        serving("wsgi:app", environ=environ) as ours,
        serving("bench.bare:app", ready="/hello") as bare,
    ):
        ensure_same_page(ours, bare)
        runs = [(load(ours, PAGE), load(bare, "/week"), load(bare, "/hello")) for _ in range(ROUNDS)]
        counts = count_statements(environ)
    pages, weeks, hellos = zip(*runs, strict=True)
    statements = counts["slot_page"]
    return [
        throughput(database, median(run.per_second for run in pages), median(run.per_second for run in weeks)),
        tail(database, median(run.percentile(0.95) for run in pages), median(run.percentile(0.95) for run in hellos)),
        at_most("slot page, SQL statements", statements, 4, database=database, ours=str(statements)),
    ]


def throughput(database: str, ours: float, bare: float) -> Figure:
    """The rate as a figure."""
    return at_least(
        "slot page, requests/s at 16 connections / same page from constants",
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


def load(server: Server, path: str) -> Result:
    """One run; every answer must be a page."""
    result = drive(server.url, [Request(path=path)] * REQUESTS, connections=CONNECTIONS)
    if set(result.statuses) != {200}:
        raise RuntimeError(f"{path}: {result.statuses}")
    return result


def ensure_same_page(ours: Server, bare: Server) -> None:
    """The comparison means something only between pages of one size."""
    sizes = []
    for url in (ours.url + PAGE, f"{bare.url}/week"):
        with urlopen(url, timeout=30) as answer:
            sizes.append(len(answer.read()))
    if abs(sizes[0] - sizes[1]) > SAME_SIZE * sizes[0]:
        raise RuntimeError(f"bench/bare.py no longer shows the slot page: {sizes[0]} and {sizes[1]} bytes")
