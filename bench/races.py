"""Fifty people press for one time at once: exactly one gets it, and without the guard more would."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine, create_engine, text

from bench.applicants import OFFICE, application, browser_at, free_slots
from bench.figures import Figure, at_least, at_most
from bench.load import drive
from bench.servers import COMMANDS, Server, installation, serving

PEOPLE = 50
TIMES = 20
MAILS = 2
HELD = "SELECT count(*) FROM booking WHERE holds_seat GROUP BY starts_at"
SETS = """SELECT count(*) FROM (SELECT booking_number FROM outbox WHERE booking_number IN (SELECT number FROM booking)
          GROUP BY booking_number HAVING count(*) = :mails) AS sets"""


@dataclass(frozen=True)
class Race:
    """What came of every time: 200 answers, bookings held, whole sets of mails, and answers that were neither."""

    taken: list[int]
    held: list[int]
    sets: int
    odd: int

    @property
    def wrong(self) -> int:
        """Times that were not taken exactly once, and everything that does not add up."""
        unequal = abs(sum(self.taken) - sum(self.held)) + abs(sum(self.held) - self.sets)
        return sum(count != 1 for count in [*self.taken, *self.held]) + TIMES - len(self.held) + unequal + self.odd

    @property
    def doubles(self) -> int:
        """Times that more than one got."""
        return sum(count > 1 for count in self.held)


def measure(database: str) -> list[Figure]:
    """Exactly one taken each on every server; doubles on most times once the guard is removed."""
    return [figure for kind in COMMANDS for figure in measure_on(kind, database)]


def measure_on(kind: str, database: str) -> list[Figure]:
    """Both races on one server."""
    held, control = race(kind, database, guarded=True), race(kind, database, guarded=False)
    return [
        at_most(
            f"{PEOPLE} presses for one time × {TIMES}, {kind}: not exactly one",
            held.wrong,
            0,
            database=database,
            ours=f"{sum(held.taken)} taken = {sum(held.held)} bookings = {held.sets} sets of mails",
        ),
        at_least(
            f"the same without the guard, {kind}: share of times taken twice or more",
            control.doubles / TIMES,
            0.55,
            database=database,
            ours=f"{control.doubles} of {TIMES}",
        ),
    ]


def race(kind: str, database: str, *, guarded: bool) -> Race:
    """All the times, one after the other."""
    target = "wsgi:app" if guarded else "bench.unguarded:app"
    with installation(database) as environ, open_engine(environ) as engine:
        if not guarded:
            with engine.begin() as connection:
                connection.execute(text("DROP INDEX uq_booking_held_seat"))
        with serving(target, kind=kind, environ=environ) as server:
            answers = [press_at_once(server, slot) for slot in free_slots(server.url)[:TIMES]]
        return result_of(answers, engine)


@contextmanager
def open_engine(environ: dict[str, str]) -> Iterator[Engine]:
    """The database of an installation, for a look from outside."""
    engine = create_engine(environ["MADOGUCHI_DATABASE_URL"])
    try:
        yield engine
    finally:
        engine.dispose()


def press_at_once(server: Server, slot: str) -> dict[int, int]:
    """The answers by status, when everybody wants the same time."""
    browser = browser_at(f"{server.url}{OFFICE}/bookings/new?slot={slot}")
    requests = [browser.post(f"{OFFICE}/bookings", application(slot)) for _ in range(PEOPLE)]
    return drive(server.url, requests, connections=PEOPLE).statuses


def result_of(answers: list[dict[int, int]], engine: Engine) -> Race:
    """Answers and rows together."""
    with engine.connect() as connection:
        held = list(connection.scalars(text(HELD)))
        sets = connection.execute(text(SETS), {"mails": MAILS}).scalar_one()
    odd = sum(count for statuses in answers for status, count in statuses.items() if status not in (200, 409))
    return Race([statuses.get(200, 0) for statuses in answers], held, sets, odd)
