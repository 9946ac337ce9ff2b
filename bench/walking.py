"""`python -m bench.walking`: every page that links lead the cast to, its statements and its time."""

import json
import re
import sys
from collections import deque
from collections.abc import Iterator
from html import unescape
from time import perf_counter
from typing import Any

from bench.applicants import CSRF
from bench.statements import HERE, recorded

LOOKS = 20
LINK = re.compile(r'href="(/[^"#]*)')
NO_PAGES = (".ics", ".csv", ".json", ".pdf", ".eml", ".txt")
ENTRANCES = ("/", "/account", "/me", "/desk", "/agency", "/bureau", "/bureau/oversight/agencies", "/operations")
Page = dict[str, float]


class Walker:
    """Somebody of the cast at a browser in this process; nobody, without a name."""

    def __init__(self, app: Any, person: dict[str, str] | None) -> None:
        self.client = app.test_client()
        self.routes = app.url_map.bind("127.0.0.1")
        if person:
            page = self.client.get("/login", base_url=HERE).text
            typed = {"email": person["mail"], "password": person["password"], "csrf_token": CSRF.findall(page)[0]}
            if self.client.post("/login", data=typed, base_url=HERE).status_code != 303:
                raise RuntimeError(f"{person['key']} was not let in")

    def walk(self) -> dict[str, Page]:
        """One page of every route, as the links lead; its statements, and the time that 95 of 100 loads stay under."""
        seen: dict[str, Page] = {}
        waiting = deque(ENTRANCES)
        while waiting:
            path = waiting.popleft()
            route = self.route_of(path)
            if route in seen or not route:
                continue
            answer = self.client.get(path, base_url=HERE)
            if answer.status_code == 200 and "html" in (answer.content_type or ""):
                seen[route] = self.measured(path)
                waiting.extend(links_of(answer.text))
        return seen

    def measured(self, path: str) -> Page:
        """Statements and milliseconds of a page."""
        with recorded() as statements:
            self.client.get(path, base_url=HERE)
        times = sorted(self.timed(path) for _ in range(LOOKS))
        return {"statements": len(statements), "ms": 1000 * times[int(LOOKS * 0.95) - 1]}

    def timed(self, path: str) -> float:
        """Seconds of one load."""
        begun = perf_counter()
        self.client.get(path, base_url=HERE)
        return perf_counter() - begun

    def route_of(self, path: str) -> str:
        """The route that a GET of this path reaches; "" for a file, a redirect and nothing."""
        from werkzeug.exceptions import HTTPException
        from werkzeug.routing import RequestRedirect

        place = path.partition("?")[0]
        try:
            endpoint, _ = self.routes.match(place, method="GET")
        except (RequestRedirect, HTTPException):
            return ""
        return "" if endpoint == "static" or place.endswith(NO_PAGES) else str(endpoint)


def links_of(page: str) -> Iterator[str]:
    """Where a page leads on this site."""
    yield from (unescape(link) for link in LINK.findall(page) if not link.startswith("//") and "logout" not in link)


def main(cast: list[dict[str, str]]) -> None:
    """Print what each saw, by role."""
    from app.factory import create_app

    app = create_app()
    people = {person["role"]: person for person in reversed(cast)}
    walks = {"guest": Walker(app, None).walk()}
    walks |= {role: Walker(app, person).walk() for role, person in people.items()}
    print(json.dumps(walks))


if __name__ == "__main__":
    main(json.load(sys.stdin))
