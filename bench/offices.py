"""`python -m bench.offices fill|ask N`: free times for the first page, with seven offices and with 550."""

import json
import sys
from dataclasses import replace
from time import perf_counter

from bench.figures import Figure, at_most
from bench.servers import installation, run_python
from bench.statements import Visitor

OFFICES = 550
ROUNDS = 40
PREFECTURE = "北海道"


def measure(database: str) -> list[Figure]:
    """A page of 550 offices after the first one costs ≤ 1.2 × the page of seven: only what is shown is computed."""
    with installation(database) as environ:
        run_python(environ, "-m", "bench.offices", "fill", "7")
        few = json.loads(run_python(environ, "-m", "bench.offices", "ask", "1"))
        run_python(environ, "-m", "bench.offices", "fill", str(OFFICES))
        many = json.loads(run_python(environ, "-m", "bench.offices", "ask", "30"))
    return [
        at_most(
            f"free times of a page of {OFFICES} offices / of the page of seven",
            many["seconds"] / few["seconds"],
            1.2,
            database=database,
            ours=f"{many['seconds'] * 1000:.1f} ms for {many['cards']}",
            bare=f"{few['seconds'] * 1000:.1f} ms for {few['cards']}",
        )
    ]


def fill(wanted: int) -> None:
    """Offices like the first, in a prefecture of their own, until there are as many as wanted."""
    from app.db import db
    from app.offices.effects.offices import add_office
    from app.offices.queries.offices import list_offices, shipped_profiles
    from app.web.clock import now

    model = shipped_profiles()["kanagawa"]

    @db.write
    def add() -> None:
        there = sum(office.prefecture == PREFECTURE for office in list_offices())
        for number in range(there, wanted):
            policy = replace(model.policy, name=f"窓口{number:03}")
            named = {"slug": f"office{number:03}", "order": 1000 + number, "prefecture": PREFECTURE}
            add_office(replace(model, **named, policy=policy), now=now())

    with Visitor().app.app_context():
        add()


def ask(number: int) -> None:
    """The median time of one page's offices with their free times, nothing kept from one to the next."""
    from app.booking.views.next_free import office_page
    from app.db import db
    from app.web.clock import now

    with Visitor().app.app_context():
        office_page(now(), number=number, prefecture=PREFECTURE)
        times = []
        for _ in range(ROUNDS):
            db.session.rollback()
            begun = perf_counter()
            page = office_page(now(), number=number, prefecture=PREFECTURE)
            times.append(perf_counter() - begun)
    print(json.dumps({"seconds": sorted(times)[ROUNDS // 2], "cards": len(page.cards)}))


if __name__ == "__main__":
    {"fill": fill, "ask": ask}[sys.argv[1]](int(sys.argv[2]))
