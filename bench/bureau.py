"""`python -m bench.bureau`: the queue of a labour bureau with fifty applications and with fifty thousand."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from bench.figures import Figure, at_most
from bench.servers import installation, run_python
from bench.statements import HERE, recorded

OFFICER, AGENCY = "ono", "minato"
PAGE = "/bureau/applications"
ROWS = 30
FEW_AGENCIES, MANY_AGENCIES = 50, 5_000
APPLICATIONS_EACH = 10
LOOKS = 40
AT_ONCE = 1_000
FIRST = 100_000
NOW = datetime(2026, 5, 11, 1, tzinfo=UTC)


def measure(database: str) -> list[Figure]:
    """The same statements, and at most twice the time."""
    with installation(database) as environ:
        told = json.loads(run_python(environ, "-m", "bench.bureau"))
    few, many = told["few"], told["many"]
    seen = f"{MANY_AGENCIES} agencies, {MANY_AGENCIES * APPLICATIONS_EACH} applications"
    return [
        at_most(
            f"bureau queue, SQL statements more with {seen}",
            many["statements"] - few["statements"],
            0,
            database=database,
            ours=str(many["statements"]),
            bare=str(few["statements"]),
        ),
        at_most(
            f"bureau queue, time with {seen} / with {FEW_AGENCIES}",
            many["seconds"] / few["seconds"],
            2,
            database=database,
            ours=f"{1000 * many['seconds']:.1f} ms",
            bare=f"{1000 * few['seconds']:.1f} ms",
        ),
    ]


def fill(count: int, applications: int, *, since: int) -> None:
    """Copies of one agency at the same bureau, each with one open application and the others settled."""
    from app.agencies.models.agencies import Agency, Application
    from app.db import db

    agency = as_it_lies(Agency)
    application = as_it_lies(Application)
    place = db.session.scalar(
        db.text("SELECT id FROM organisation WHERE kind = 'agency' AND code = :code"), {"code": AGENCY}
    )
    one = dict(db.session.execute(db.select(agency).where(agency.c.id == place)).mappings().one())
    applied = dict(db.session.execute(db.select(application).where(application.c.agency_id == place)).mappings().one())
    for some in in_lots(range(since, since + count)):
        founded = [{"id": number, "kind": "agency", "code": f"copy{number}", "name": "甲"} for number in some]
        db.session.execute(db.text(ORGANISATION), founded)
        db.session.execute(db.insert(agency), [agency_copy(one, number) for number in some])
        rows = [row for number in some for row in application_copies(applied, number, applications)]
        db.session.execute(db.insert(application), rows)
    db.session.commit()
    db.session.execute(db.text("ANALYZE"))
    db.session.commit()


ORGANISATION = "INSERT INTO organisation (id, kind, code, name) VALUES (:id, :kind, :code, :name)"


def as_it_lies(model: Any) -> Any:
    """A table with what is sealed as bytes: a copy is not sealed anew."""
    from app.db import Sealed, db

    def lies(kind: Any) -> Any:
        return db.LargeBinary() if isinstance(kind, Sealed) else kind

    columns = [db.column(column.name, lies(column.type)) for column in model.__table__.columns]
    return db.table(model.__tablename__, *columns)


def agency_copy(one: dict[str, Any], number: int) -> dict[str, Any]:
    """The same agency under another name and number."""
    name = f"団体{number}"
    return {**one, "id": number, "name": name, "name_key": name, "licence_key": f"14ユ{number}", "address_key": name}


def application_copies(applied: dict[str, Any], agency_id: int, count: int) -> Iterator[dict[str, Any]]:
    """One open application and the rest processed long ago, each with another limit."""
    base = {name: value for name, value in applied.items() if name != "id"}
    limit = NOW.date() + timedelta(days=agency_id % 14)
    for place in range(count):
        row = {**base, "agency_id": agency_id, "number": f"{agency_id:06}{place:04}", "document_limit": limit}
        settled = {"state": "processed", "is_open": False, "settled_at": NOW, "received_way": "mail"}
        yield row if place == 0 else {**row, **settled, "received_on": limit}


def in_lots(numbers: range) -> Iterator[range]:
    """A thousand at a time."""
    for start in range(numbers.start, numbers.stop, AT_ONCE):
        yield range(start, min(start + AT_ONCE, numbers.stop))


class Officer:
    """A browser of the officer in this process."""

    def __init__(self, app: Any, cookie: str) -> None:
        name, _, token = cookie.partition("=")
        self.client = app.test_client()
        self.client.set_cookie(name, token, domain="127.0.0.1")

    def look(self) -> None:
        """The queue, which must show a full page."""
        page = self.client.get(PAGE, base_url=HERE)
        if page.status_code != 200 or page.text.count("data-row>") != ROWS:
            raise RuntimeError(f"the queue is not shown: {page.status_code}, {page.text.count('data-row>')} rows")

    def figures(self) -> dict[str, float]:
        """How many statements the queue takes, and how long."""
        for _ in range(3):
            self.look()
        with recorded() as statements:
            self.look()
        return {"statements": len(statements), "seconds": median(self.timed() for _ in range(LOOKS))}

    def timed(self) -> float:
        """Seconds of one look."""
        begun = time.perf_counter()
        self.look()
        return time.perf_counter() - begun


def main() -> None:
    """Fill, look, fill much more, look again."""
    from app.accounts.usecases.cast import load_cast
    from app.factory import create_app
    from app.routines.demo.agencies import load_agencies
    from app.web.clock import now
    from bench.desk import sign_in

    app = create_app()
    with app.app_context():
        load_cast(now())
        load_agencies(now())
        fill(FEW_AGENCIES, 1, since=FIRST)
        officer = Officer(app, sign_in(OFFICER))
    few = officer.figures()
    with app.app_context():
        fill(MANY_AGENCIES - FEW_AGENCIES, APPLICATIONS_EACH, since=FIRST + FEW_AGENCIES)
    print(json.dumps({"few": few, "many": officer.figures()}))


if __name__ == "__main__":
    main()
