"""Marked words in everything personal: on no other's page, in no address, log or mail, gone after the purge (G10)."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.booking.models.bookings import Booking
from app.columns import Sealed
from app.db import db
from app.desk.usecases.office_retention import purge_bookings
from app.offices.effects.retention import choose_retention
from app.offices.queries.retention import Periods
from app.routines.log_file import empty_log
from tests import bookings, doors
from tests.faults.marked import DAYS, Marked
from tests.harness.clock import FrozenClock
from tests.harness.routes import routes

STRANGERS = ("anonymous", "guest_b", "seeker", "employer", "counselor_elsewhere", "manager_elsewhere")
STRANGERS += ("agency", "agency_other", "bureau", "bureau_other", "ministry", "operations")
GONE = "2030-01-01T10:00:00+09:00"


@pytest.fixture
def app(ground, clock: FrozenClock) -> Iterator[Flask]:
    """The application on SQLite, whose file can be read."""
    made = ground.fresh_app("sqlite", clock)
    with made.app_context():
        yield made


@pytest.fixture
def scene(app: Flask, clock: FrozenClock) -> doors.Scene:
    """Two offices, everybody of the table of doors."""
    return doors.set_scene(app, clock)


@pytest.fixture
def marked(scene: doors.Scene, clock: FrozenClock) -> Marked:
    """The people."""
    return Marked(clock)


def pages(scene: doors.Scene, app: Flask, who: str) -> Iterator[tuple[str, str]]:
    """Every page that somebody gets, with its address and what it says, its headers too."""
    browser = scene.browser(who)
    for rule in (each for each in routes(app) if "GET" in (each.methods or ())):
        answer = doors.ask(browser, "GET", rule, doors.own_values(scene, rule))
        yield rule.rule, f"{answer.headers}\n{answer.get_data().decode(errors='replace')}"


@pytest.mark.timeout(1800)
def test_nothing_of_a_person_leaves_the_pages_made_for_it(
    app: Flask,
    scene: doors.Scene,
    marked: Marked,
    capfd: pytest.CaptureFixture[str],
    figure: Callable[[int, int], int],
    report: Callable[..., None],
) -> None:
    people = STRANGERS[: figure(4, len(STRANGERS))]
    seen = [(who, place, marked.found_in(text)) for who in people for place, text in pages(scene, app, who)]
    own = scene.browser("manager")
    shown = own.get(f"/desk/kanagawa/bookings/{marked.numbers[0]}")
    assert len(marked.found_in(shown.text)) >= 6, "the words are shown to those who may see them"
    addresses = re.findall(r'(?:href|action)="([^"]*)"', shown.html)
    own.post("/desk/kanagawa/search", {"q": marked.words[1]})
    own.client.get("/desk/kanagawa/bookings/印名前0号")
    mails = [f"{mail.subject}\n{mail.body}" for mail in bookings.outbox() if mail.booking_number in marked.numbers]
    written = capfd.readouterr()
    hits = [(who, place) for who, place, found in seen if found]
    report(
        "canaries in pages, addresses, logs and mails",
        **{"words": len(marked.words), "pages of others": len(seen), "mails": len(mails), "hits": len(hits)},
    )
    assert hits == []
    assert [each for each in addresses if marked.found_in(each)] == []
    assert marked.found_in(written.err + written.out) == []
    assert len(mails) >= len(DAYS)
    assert [mail for mail in mails if marked.found_in(mail)] == []


@pytest.mark.usefixtures("offices")
def test_what_was_purged_is_gone_from_the_file(app: Flask, clock: FrozenClock, report: Callable[..., None]) -> None:
    numbers = Marked(clock).numbers
    sealed = sealed_bytes(numbers)
    assert len(sealed) >= 5 * len(DAYS)
    assert all(in_files(sealed).values()), "what is there is found"
    keep_a_month(clock)
    clock.set(GONE)
    purge_bookings(clock.now())
    db.session.rollback()
    assert empty_log()
    left = sum(in_files(sealed).values())
    report("canaries after the purge, sqlite", **{"sealed values": len(sealed), "left in the file or its log": left})
    assert left == 0


@db.write
def keep_a_month(clock: FrozenClock) -> None:
    """The office keeps everything for a month."""
    periods = Periods(contact_months=1, record_months=1)
    since = clock.now().date()
    choose_retention("kanagawa", periods, since=since, by="account:1", approved_by="account:2", now=clock.now())


def sealed_bytes(numbers: list[str]) -> list[bytes]:
    """What lies sealed in the rows of these bookings, as it is in the table."""
    names = [column.name for column in Booking.__table__.columns if isinstance(column.type, Sealed)]
    raw = sa.text(f"SELECT {', '.join(names)} FROM booking WHERE number IN :numbers")
    rows = db.session.execute(raw.bindparams(sa.bindparam("numbers", numbers, expanding=True))).all()
    db.session.rollback()
    empty_log()
    return [value for row in rows for value in row if isinstance(value, bytes) and len(value) > 20]


def in_files(values: list[bytes]) -> dict[bytes, bool]:
    """Which of the values stand in the database's file or its log."""
    file = Path(str(db.engine.url.database))
    whole = b"".join(path.read_bytes() for path in (file, file.with_name(f"{file.name}-wal")) if path.exists())
    return {value: value in whole for value in values}
