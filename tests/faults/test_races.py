"""Everyone at once: a time has one winner, a person one booking, a press one effect (SECURITY G3, I1, I2, I16)."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.booking.models.bookings import Booking
from app.booking.models.guards import OfficeDay
from app.db import db
from app.notices.models import Outbox
from app.offices.models.offices import ClosureRow
from app.web.idempotency import new_token
from tests.factories import open_offices
from tests.faults.applicants import BROKEN, Applicant, Browser
from tests.faults.crowd import CLIENTS, Person, at_once, winners
from tests.faults.history import History
from tests.faults.processes import Process, free_port, until

DAY = "2026-05-18"
TIMES = ("09:00", "10:00", "11:00", "13:30", "14:30", "15:30")
SLOTS = [f"2026-{day}T{time}" for day in ("05-18", "05-19", "05-20", "05-21", "05-22", "05-25") for time in TIMES]
INDEX = "uq_booking_held_seat"


@pytest.fixture(autouse=True)
def _open(app: Flask) -> None:
    open_offices()


@pytest.fixture
def site(make_app: Callable[..., Flask]) -> Flask:
    """The application without limits: a crowd from one address is what is wanted here."""
    return make_app(limits=False)


@pytest.fixture
def without_constraint(database_kind: str) -> Iterator[Callable[[], None]]:
    """Take the unique index away, and put it back afterwards: PostgreSQL's schema outlives the test."""
    taken = []

    def take() -> None:
        execute(f"DROP INDEX {INDEX}")
        taken.append(INDEX)

    yield take
    if taken and database_kind == "postgresql":
        execute("DELETE FROM person_day", "DELETE FROM guest_session", "DELETE FROM booking")
        execute(f"CREATE UNIQUE INDEX {INDEX} ON booking (office_id, starts_at, seat_no) WHERE holds_seat")


def execute(*statements: str) -> None:
    """Change the schema, or what is in it, past the application."""
    db.session.rollback()
    with db.engine.begin() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))


@pytest.fixture
def blind(site: Flask) -> Iterator[Callable[[], None]]:
    """Let every SELECT see all seats free: as if the use-case had looked before the others came."""

    def unseen(_connection: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> object:
        reads = statement.lstrip().upper().startswith(("SELECT", "WITH"))
        return (statement.replace("booking.holds_seat", "(1 = 0)") if reads else statement), parameters

    with site.app_context():
        engine = db.engine
    yield lambda: sa.event.listen(engine, "before_cursor_execute", unseen, retval=True)
    if sa.event.contains(engine, "before_cursor_execute", unseen):
        sa.event.remove(engine, "before_cursor_execute", unseen)


def counted(model: type) -> int:
    """How many rows there are."""
    db.session.rollback()
    return db.session.scalar(db.select(db.func.count()).select_from(model)) or 0


def rush(site: Flask, slot: str, round_number: int, clients: int = CLIENTS) -> list[str]:
    """Everyone wants the same time: the numbers of those who got it."""
    people = [Person(site, round_number * clients + number, slot) for number in range(clients)]
    return winners(at_once([person.press for person in people]))


@pytest.mark.timeout(3600)
@pytest.mark.rule("KNG-18")
def test_a_hot_time_has_one_winner(
    site: Flask, figure: Callable[[int, int], int], report: Callable[..., None], database_kind: str
) -> None:
    rounds = figure(4, 300)
    for number in range(rounds):
        slot = SLOTS[number % len(SLOTS)]
        assert len(rush(site, slot, number)) == 1, slot
        if number % len(SLOTS) == len(SLOTS) - 1:
            execute("DELETE FROM person_day", "DELETE FROM guest_session", "DELETE FROM booking")
    report(f"hot time, {database_kind}", clients=CLIENTS, rounds=rounds, **{"winners in each round": 1})


def test_every_loser_keeps_everything_typed_and_sees_five_other_times(site: Flask) -> None:
    people = [Person(site, number, SLOTS[0]) for number in range(8)]
    answers = at_once([person.press for person in people])
    losers = [pair for pair in zip(people, answers, strict=True) if pair[1].status_code == 409]
    assert len(losers) == 7
    for person, answer in losers:
        for name in ("name", "name_kana", "email", "phone", "content"):
            assert person.fields[name] in answer.text, name
        assert answer.text.count(f"{DAY}T") >= 5


def test_the_constraint_alone_keeps_a_time_to_one(site: Flask, blind: Callable[[], None]) -> None:
    blind()
    assert [len(rush(site, SLOTS[number], number, 8)) for number in range(3)] == [1, 1, 1]


def test_the_lock_alone_keeps_a_time_to_one(site: Flask, without_constraint: Callable[[], None]) -> None:
    without_constraint()
    assert [len(rush(site, SLOTS[number], number, 8)) for number in range(3)] == [1, 1, 1]


def test_without_both_the_control_doubles(
    site: Flask,
    without_constraint: Callable[[], None],
    blind: Callable[[], None],
    figure: Callable[[int, int], int],
    report: Callable[..., None],
    database_kind: str,
) -> None:
    without_constraint()
    blind()
    rounds = figure(3, 30)
    doubled = sum(len(rush(site, SLOTS[number], number, 8)) > 1 for number in range(rounds))
    report(f"hot time without guards (control), {database_kind}", rounds=rounds, **{"rounds that doubled": doubled})
    assert doubled >= 0.95 * rounds


@pytest.mark.timeout(3600)
@pytest.mark.rule("KNG-17")
def test_a_hot_person_has_one_booking_a_day(
    site: Flask, figure: Callable[[int, int], int], report: Callable[..., None], database_kind: str
) -> None:
    rounds = figure(3, 300)
    for number in range(rounds):
        mine = {"email": f"hot{number}@example.jp"}
        times = [f"{DAY}T{TIMES[each % len(TIMES)]}" for each in range(CLIENTS)]
        people = [Person(site, 1000 * number + each, slot, **mine) for each, slot in enumerate(times)]
        assert len(winners(at_once([person.press for person in people]))) == 1
        execute("DELETE FROM person_day", "DELETE FROM guest_session", "DELETE FROM booking")
    report(f"hot person, {database_kind}", clients=CLIENTS, rounds=rounds, **{"bookings in each round": 1})


def test_different_people_get_the_six_times_of_a_day(site: Flask) -> None:
    people = [Person(site, number, f"{DAY}T{TIMES[number % 6]}") for number in range(24)]
    assert len(winners(at_once([person.press for person in people]))) == 6


@pytest.mark.parametrize("presses", [2, 8])
def test_a_double_press_books_once_and_answers_the_same(site: Flask, presses: int) -> None:
    person = Person(site, 1, SLOTS[0])
    others = [Person(site, 1, SLOTS[0], token=person.fields["token"]) for _ in range(presses - 1)]
    numbers = winners(at_once([each.press for each in (person, *others)]))
    assert len(numbers) == presses
    assert len(set(numbers)) == 1
    assert (counted(Booking), counted(Outbox)) == (1, 2)


def test_two_tabs_with_one_confirmation_and_other_words_book_once(site: Flask) -> None:
    token = new_token()
    tabs = [Person(site, 1, SLOTS[0], token=token, content=f"相談{number}") for number in range(8)]
    answers = at_once([tab.press for tab in tabs])
    assert len(winners(answers)) == 1
    assert counted(Booking) == 1
    for tab, answer in zip(tabs, answers, strict=True):
        assert answer.status_code == 200 or tab.fields["content"] in answer.text


def test_nobody_books_a_day_after_it_was_closed(site: Flask) -> None:
    people = [Person(site, number, f"{DAY}T{TIMES[number % 6]}") for number in range(18)]
    noted: list[int] = []

    @db.write
    def close() -> None:
        db.lock(OfficeDay, office_id="kanagawa", day=date.fromisoformat(DAY))
        noted.append(db.session.scalar(db.select(db.func.count()).select_from(Booking)) or 0)
        words = {"kind": "closed", "reason": "設備の点検", "set_by": "test", "set_at": site.extensions["clock"].now()}
        db.session.add(ClosureRow(office_id="kanagawa", day=date.fromisoformat(DAY), **words))

    def closing() -> None:
        with site.app_context():
            close()
            db.session.remove()

    at_once([*(person.press for person in people), closing])
    assert counted(Booking) == noted[0]


@pytest.mark.timeout(600)
def test_two_servers_on_one_database_give_a_time_to_one(
    environ: dict[str, str], tmp_path: Path, figure: Callable[[int, int], int]
) -> None:
    ports = [free_port(), free_port()]
    places = [f"http://127.0.0.1:{port}" for port in ports]
    words = ("--workers=1", "--threads=8", "--worker-class=gthread", "--no-control-socket", "--log-level=critical")
    servers = [
        Process(
            ["gunicorn", *words, f"--bind=127.0.0.1:{port}", "wsgi:app"],
            {**environ, "MADOGUCHI_PUBLIC_BASE_URL": place, "MADOGUCHI_CLOCK": "2026-05-11T10:00:00+09:00"},
            tmp_path / f"{port}.log",
        )
        for port, place in zip(ports, places, strict=True)
    ]
    db.session.rollback()
    with servers[0], servers[1]:
        people = [Applicant(places[each % 2], SLOTS, History(), threading.Event(), each) for each in range(16)]
        assert until(lambda: all(is_up(place) for place in places), 60)
        for person in people:
            person.look()
        for number in range(figure(3, 50)):
            booked = at_once([lambda person=person, slot=SLOTS[number % 36]: person.book(slot) for person in people])
            assert sum(each is not None for each in booked) == 1
            if number % 36 == 35:
                execute("DELETE FROM person_day", "DELETE FROM guest_session", "DELETE FROM booking")


def is_up(place: str) -> bool:
    """Whether a server answers."""
    try:
        return Browser(place).open("GET", "/healthz").status == 200
    except BROKEN:
        return False
