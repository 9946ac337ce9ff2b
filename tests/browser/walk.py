"""Walking through the site as one person: every page a link leads to, each route once for each office."""

from collections import deque
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, RequestRedirect

from tests.browser.eyes import Window

FILES = (".ics", ".csv", ".json", ".pdf", ".eml", ".txt")
MOST = {"desk.booking": 2}
"""Routes looked at more than once: the first booking of the demo's day is going on, the second is to come."""
LINKS = "[...document.querySelectorAll('a[href]')].map((link) => link.href)"


@dataclass
class Walk:
    """What a walk saw: by route the offices it was seen at, and what was wrong on which path."""

    seen: dict[str, list[str]] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)


def walk(window: Window, routes: Map, starts: Iterable[str], name: str, *, among: Set[str]) -> Walk:
    """Follow every link from `starts` to the routes `among`, look at each page, keep a picture under `name`."""
    found = Walk()
    waiting = deque(starts)
    known = set(waiting)
    while waiting:
        path = waiting.popleft()
        route, office = place_of(routes, path)
        if route not in among or found.seen.get(route, []).count(office) >= MOST.get(route, 1):
            continue
        look(window, path, name, found)
        found.seen.setdefault(route, []).append(office)
        fresh = [link for link in links_of(window) if link not in known]
        known.update(fresh)
        waiting.extend(fresh)
    return found


def look(window: Window, path: str, name: str, found: Walk) -> None:
    """Open one path and note what is wrong with it."""
    status = window.go(path)
    faults = [f"answered {status}"] if status != 200 else window.faults()
    if faults:
        found.faults[path] = faults
    window.picture(f"{name}-{path}")


def links_of(window: Window) -> list[str]:
    """Paths of this site that the page links to, without what leads to a place inside a page."""
    own = urlsplit(window.base_url)
    parts = (urlsplit(link) for link in window.page.evaluate(LINKS))
    return [
        f"{link.path}?{link.query}" if link.query else link.path
        for link in parts
        if (link.scheme, link.netloc) == (own.scheme, own.netloc)
    ]


def place_of(routes: Map, path: str) -> tuple[str, str]:
    """The page a GET of this path reaches and the office it is of; "" for no page (a file to keep) and no office."""
    try:
        endpoint, arguments = routes.bind("localhost").match(urlsplit(path).path, method="GET")
    except (RequestRedirect, HTTPException):
        return "", ""
    is_file = endpoint == "static" or urlsplit(path).path.endswith(FILES)
    return "" if is_file else str(endpoint), str(arguments.get("slug", ""))
