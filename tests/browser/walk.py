"""Walking through the site as one person: every page a link leads to, each route a few times, each looked at."""

from collections import deque
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, RequestRedirect

from tests.browser.eyes import Window

OFFICES = 7
ELSEWHERE = 2
"""How often a route is looked at: once for every office where the office alone is named, else twice."""
FILES = (".ics", ".csv", ".json", ".pdf", ".eml")
LINKS = "[...document.querySelectorAll('a[href]')].map((link) => link.href)"


@dataclass
class Walk:
    """What a walk saw: the paths by route, and what was wrong on which path."""

    seen: dict[str, list[str]] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)


def walk(window: Window, routes: Map, starts: Iterable[str], name: str, *, among: Set[str]) -> Walk:
    """Follow every link from `starts` to the routes `among`, look at each page, keep a picture under `name`."""
    found = Walk()
    waiting = deque(starts)
    known = set(waiting)
    while waiting:
        path = waiting.popleft()
        route = route_of(routes, path)
        if route is None or route not in among or len(found.seen.get(route, ())) >= most(routes, route):
            continue
        look(window, path, route, name, found)
        fresh = [link for link in links_of(window) if link not in known]
        known.update(fresh)
        waiting.extend(fresh)
    return found


def most(routes: Map, route: str) -> int:
    """How often a route is looked at on one walk."""
    return OFFICES if any(rule.arguments == {"slug"} for rule in routes.iter_rules(route)) else ELSEWHERE


def look(window: Window, path: str, route: str, name: str, found: Walk) -> None:
    """Open one path and note what is wrong with it."""
    status = window.go(path)
    faults = [f"answered {status}"] if status != 200 else window.faults()
    if faults:
        found.faults[path] = faults
    found.seen.setdefault(route, []).append(path)
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


def route_of(routes: Map, path: str) -> str | None:
    """The endpoint a GET of this path reaches, if it is a page: no file to keep, no static file."""
    try:
        endpoint, _ = routes.bind("localhost").match(urlsplit(path).path, method="GET")
    except (RequestRedirect, HTTPException):
        return None
    return None if endpoint == "static" or urlsplit(path).path.endswith(FILES) else str(endpoint)
