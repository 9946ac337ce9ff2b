"""`python -m bench.dispatches`: letters to a thousand, each against a bare insert of the very rows it wrote."""

import json
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from bench.figures import ROUNDS, Figure, at_most
from bench.servers import installation, run_python
from bench.statements import recorded

PEOPLE = 1_000
LETTER = "はじめまして。ご希望に近い介護の求人が3件あります。"
TABLES = ("message_text", "dispatch", "thread", "dispatch_entry", "message")
"""What a letter fills, in the order of their foreign keys; the few rows beside them are not worth their time."""
SLOWEST = {"sqlite": 4, "postgresql": 2}


def measure(database: str) -> list[Figure]:
    """≤ 2 × (PostgreSQL), ≤ 4 × (SQLite) the bare insert; ≤ 12 statements a part."""
    with installation(database) as environ:
        told = json.loads(run_python(environ, "-m", "bench.dispatches"))
    return [
        at_most(
            f"letter to {PEOPLE}, list frozen and sent / bare insert of the same rows",
            told["ours"] / told["bare"],
            SLOWEST[database],
            database=database,
            ours=f"{1000 * told['ours']:.0f} ms",
            bare=f"{1000 * told['bare']:.0f} ms",
        ),
        at_most(
            f"letter to {PEOPLE}, SQL statements",
            told["statements"],
            12,
            database=database,
            ours=str(told["statements"]),
        ),
    ]


def held_by(key: str, now: datetime) -> tuple[Any, list[int]]:
    """An agency of the demo as it acts, and a thousand records that it holds."""
    from app.db import db
    from app.routines.demo.agencies import identity
    from app.routines.demo.seekers import generated
    from app.seekers.effects.acquisitions import acquire
    from app.seekers.models.records import SeekerRecord
    from app.seekers.usecases.importing import import_records

    import_records(list(generated(PEOPLE)), office_id=None, now=now)
    hikari = identity(key, now)
    ids = list(db.session.scalars(db.select(SeekerRecord.id).order_by(SeekerRecord.id)))
    own = {"agency_id": hikari.agency_id or 0, "stop_count": 0, "by": hikari.account_id or 0}
    db.write(lambda: acquire(ids, now=now, **own))()
    return hikari, ids


def send(hikari: Any, ids: list[int], now: datetime) -> tuple[float, int]:
    """Seconds of a whole letter, and the statements of its sending; everybody must have been written to."""
    from app.messages.terms.messages import DispatchState
    from app.messages.usecases.dispatching import send_next_part, start_dispatch

    begun = time.perf_counter()
    number = start_dispatch(hikari.agency_id, ids, LETTER, by=hikari, now=now)
    with recorded() as statements:
        state = send_next_part(str(number), now=now)
    seconds = time.perf_counter() - begun
    if state is not DispatchState.DONE:
        raise RuntimeError(f"the letter is {state}")
    return seconds, len(statements)


def taken_out() -> dict[str, tuple[str, Sequence[Any]]]:
    """The rows of the letter as they lie, out of their tables, each table with its INSERT."""
    from app.db import db

    mark = "?" if db.engine.dialect.name == "sqlite" else "%s"
    rows: dict[str, tuple[str, Sequence[Any]]] = {}
    with db.engine.begin() as connection:
        for table in TABLES:
            names = [column.name for column in db.metadata.tables[table].columns]
            lying = connection.exec_driver_sql(f"SELECT {', '.join(names)} FROM {table}").all()
            places = ", ".join([mark] * len(names))
            insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"
            rows[table] = (insert, [tuple(row) for row in lying])
        for table in reversed(TABLES):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    return rows


def insert_bare(rows: dict[str, tuple[str, Sequence[Any]]]) -> float:
    """Seconds of putting them back through the driver, in one transaction."""
    from app.db import db

    begun = time.perf_counter()
    with db.engine.begin() as connection:
        cursor = connection.connection.cursor()
        for insert, values in rows.values():
            cursor.executemany(insert, values)
    return time.perf_counter() - begun


def main() -> None:
    """A letter a day, each followed by its bare insert; the medians."""
    from app.accounts.usecases.cast import load_cast
    from app.factory import create_app
    from app.routines.demo.agencies import load_agencies
    from app.web.clock import now

    with create_app().app_context():
        moment = now()
        load_cast(moment)
        load_agencies(moment)
        hikari, ids = held_by("hikari", moment)
        ours, bare, counts = [], [], []
        for day in range(ROUNDS + 1):
            seconds, statements = send(hikari, ids, moment + timedelta(days=day))
            ours.append(seconds)
            counts.append(statements)
            bare.append(insert_bare(taken_out()))
            taken_out()  # so that the next letter finds what this one found
    print(json.dumps({"ours": median(ours[1:]), "bare": median(bare[1:]), "statements": max(counts)}))


if __name__ == "__main__":
    main()
