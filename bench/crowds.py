"""`python -m bench.crowds`: an agency's inbox and its searches among ten thousand and among a million."""

import json
import sys
import time
from statistics import median
from typing import Any

from bench.crowd_rows import FEW, MANY, fill, prepare
from bench.figures import Figure, at_most
from bench.rows_read import rows_read
from bench.servers import installation, run_python
from bench.statements import HERE, recorded

AGENCY = "hikari"
LOOKS = 15
A_DAY_BACK = "2026-05-09T00:00:00%2B00:00_T000002000"
INBOX = {
    "all": "/agency/threads",
    "unread": "/agency/threads?box=unread",
    "asked": "/agency/threads?box=asked",
    "answered": "/agency/threads?box=answered",
    "blocked": "/agency/threads?box=blocked",
    "further down": f"/agency/threads?after={A_DAY_BACK}",
    "words": "/agency/threads?q=%E6%B1%82%E4%BA%BA",
}
SEARCH = {
    "everybody": "/agency/seekers?search=1",
    "area": "/agency/seekers?search=1&area=42",
    "word": "/agency/seekers?search=1&words=%E4%BB%8B%E8%AD%B7",
    "area and employment": "/agency/seekers?search=1&area=42&employment=regular",
    "four filters": "/agency/seekers?search=1&area=42&employment=regular&hours=full&wage=270000",
    "last page": "/agency/seekers?search=1&area=42&page=10",
}
SELDOM = {
    "nobody's hours": "/agency/seekers?search=1&area=42&employment=part_time&hours=full",
    "nobody's wage": "/agency/seekers?search=1&area=42&wage=190000",
}
PAGES = {"inbox": INBOX, "search": SEARCH}
LONGEST = 1.0
"""Seconds for what nobody has: the search ends after some 50,000 rows (docs/decisions/0017)."""
ALLOWED = 1.1
"""So many times the rows at most: which people stand at the place of the day differs a little."""
Told = dict[str, dict[str, dict[str, float]]]


def measure(database: str) -> list[Figure]:
    """The same statements and rows read, and at most twice the time."""
    with installation(database) as environ:
        told = json.loads(run_python(environ, "-m", "bench.crowds"))
    found = [figure for kind in PAGES for figure in figures(kind, database, told["few"][kind], told["many"][kind])]
    return [*found, longest(database, told["many"]["seldom"])]


def longest(database: str, seldom: dict[str, Any]) -> Figure:
    """The search for what nobody has that takes most."""
    worst = max(seldom, key=lambda page: seldom[page]["seconds"])
    seconds, rows = seldom[worst]["seconds"], seldom[worst]["rows"]
    says = {"database": database, "ours": f"{1000 * seconds:.0f} ms, {rows:.0f} rows ({worst})"}
    return at_most(f"search for what nobody has among {MANY:,}, seconds", seconds, LONGEST, **says)


def figures(kind: str, database: str, few: dict[str, Any], many: dict[str, Any]) -> list[Figure]:
    """The page of a kind that is worst, in each of three ways."""
    says = [("SQL statements more", 0.0), ("rows read", ALLOWED), ("time", 2.0)]
    found = []
    for (what, most), name in zip(says, ("statements", "rows", "seconds"), strict=True):
        more = {page: compared(name, few[page][name], many[page][name]) for page in few}
        worst = max(more, key=lambda page: more[page])
        raw = {"ours": f"{many[worst][name]:.4g} ({worst})", "bare": f"{few[worst][name]:.4g}"}
        title = f"{kind} among {MANY:,}, {what}{'' if most == 0 else f' / among {FEW:,}'}, worst of {len(few)} pages"
        found.append(at_most(title, more[worst], most, database=database, **raw))
    return found


def compared(name: str, few: float, many: float) -> float:
    """How much more a page takes among many."""
    return many - few if name == "statements" else many / few


class Colleague:
    """A browser of somebody of the agency in this process."""

    def __init__(self, app: Any, cookie: str) -> None:
        self.app = app
        name, _, token = cookie.partition("=")
        self.client = app.test_client()
        self.client.set_cookie(name, token, domain="127.0.0.1")

    def figures(self) -> Told:
        """Of every page: its statements, the rows read for it, its seconds."""
        asked = {**PAGES, "seldom": SELDOM}
        return {kind: {name: self.of(path) for name, path in pages.items()} for kind, pages in asked.items()}

    def of(self, path: str) -> dict[str, float]:
        """Those of one page, once it was seen before."""
        self.timed(path)
        with recorded() as statements:
            self.timed(path)
        seconds = median(self.timed(path) for _ in range(LOOKS))
        with self.app.app_context():
            rows = rows_read(statements)
        print(f"{path}: {len(statements)} statements, {rows} rows, {1000 * seconds:.1f} ms", file=sys.stderr)
        return {"statements": len(statements), "rows": rows, "seconds": seconds}

    def timed(self, path: str) -> float:
        """Seconds of one look, which must show something."""
        begun = time.perf_counter()
        page = self.client.get(path, base_url=HERE)
        if page.status_code != 200:
            raise RuntimeError(f"{path}: {page.status_code}")
        return time.perf_counter() - begun


def own_rows(now: Any) -> dict[str, Any]:
    """What the rows of the agency point to."""
    from app.agencies.queries.mandatory_info import newest_info_id
    from app.db import db
    from app.messages.effects.sending import keep_text
    from app.routines.demo.agencies import identity

    hikari = identity(AGENCY, now)
    text = db.write(lambda: keep_text("ご希望に近い求人が3件あります。", now))()
    info = newest_info_id(hikari.agency_id or 0, now)
    db.session.rollback()
    return {"agency": hikari.agency_id, "account": hikari.account_id, "text": text, "info": info}


def main() -> None:
    """Fill, look, fill much more, look again."""
    from app.accounts.usecases.cast import load_cast
    from app.db import db
    from app.factory import create_app
    from app.routines.demo.agencies import load_agencies
    from app.web.clock import now
    from bench.desk import sign_in

    app = create_app()
    with app.app_context():
        load_cast(now())
        load_agencies(now())
        colleague, own = Colleague(app, sign_in(AGENCY)), own_rows(now())
        with db.engine.begin() as connection:
            prepare(connection)
        fill(1, FEW, own)
    few = colleague.figures()
    with app.app_context():
        fill(FEW + 1, MANY, own)
    print(json.dumps({"few": few, "many": colleague.figures()}))


if __name__ == "__main__":
    main()
