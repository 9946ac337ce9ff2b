"""A page of the application against the same page from constants, by the same client on the shipped server."""

from collections.abc import Iterator
from urllib.request import Request as Ask
from urllib.request import urlopen

from app.web.unbroken import unbroken
from bench.load import Request, Result, drive
from bench.servers import Server

CONNECTIONS = 16
SAME_SIZE = 0.06


def load(server: Server, page: Request, requests: int) -> Result:
    """One run; every answer must be a page."""
    result = drive(server.url, [page] * requests, connections=CONNECTIONS)
    if set(result.statuses) != {200}:
        raise RuntimeError(f"{page.path}: {result.statuses}")
    return result


def ensure_same_page(ours: Server, page: Request, bare: Server, same: Request) -> None:
    """The comparison means something only between pages of one size.

    Holding words together in one line is the application's own work, which the bare page goes without.
    """
    own, constant = texts((ours, page), (bare, same))
    sizes = len(own), len(unbroken(constant.decode()).encode())
    if abs(sizes[0] - sizes[1]) > SAME_SIZE * sizes[0]:
        raise RuntimeError(f"{same.path} no longer shows {page.path}: {sizes[1]} bytes, not {sizes[0]}")


def texts(*pages: tuple[Server, Request]) -> Iterator[bytes]:
    """What each page says."""
    for server, page in pages:
        with urlopen(Ask(server.url + page.path, headers=dict(page.headers)), timeout=30) as answer:
            yield answer.read()
