"""Keys are replaced while the system runs; what was sealed, mailed and signed before stays good (DESIGN 3.10)."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.columns import installed_keys, reread_keys, take_keys
from app.config import Mode, Settings
from app.db import db
from app.kernel.sealing import sealed_key_id
from app.keys import FILE_NAME, load_keys, write_keys
from app.routines.invariants import check_all
from app.routines.keeping import sealed_columns
from app.routines.keeping.places import Refused
from app.routines.keeping.rotating import finish, rotate
from app.routines.keeping.sealed_columns import count_stale
from app.web.canary import keys_fit, plant_canary
from tests import bookings
from tests.factories import enlist, open_offices
from tests.harness.clock import FrozenClock
from tests.keepings import rows


@pytest.fixture
def file(app: Flask, settings: Settings) -> Iterator[Path]:
    """The file of the keys, taken away afterwards with what it gave."""
    path = settings.instance / FILE_NAME
    write_keys(path, settings.keys)
    reread_keys()
    yield path
    path.unlink()
    take_keys(app, settings.keys)
    db.session.rollback()


def settle(path: Path) -> None:
    """Let a minute pass over the file."""
    seen = path.stat()
    os.utime(path, (seen.st_atime, seen.st_mtime - 61))


def keys_of(table: str, column: str) -> set[str]:
    """Under which keys the values of a column are sealed."""
    return {sealed_key_id(bytes(value)) for (value,) in rows(f"{table} WHERE {column} IS NOT NULL", column)}


def test_the_seal_key_is_replaced_and_everything_still_opens(
    clock: FrozenClock, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed_columns, "AT_ONCE", 2)
    open_offices()
    plant_canary()
    enlist("suzuki", "yamada", "mori")
    booked = [bookings.book(clock, bookings.somebody(n, f"2026-05-13T{10 + n}:00")) for n in (0, 1)]
    assert rotate("seal", clock.now()).resealed > 10
    assert count_stale() == 0
    assert keys_of("booking", "name") == keys_of("outbox", "body") == keys_of("account", "mail") == {"k2"}
    assert rotate("seal", clock.now()).resealed == 0
    with pytest.raises(Refused):
        finish("seal", clock.now())
    settle(file)
    assert finish("seal", clock.now()).dropped == ("k1",)
    assert set(load_keys(file, make=False).seal.keys) == {"k2"}
    assert keys_fit()
    assert {each.body is not None for each in bookings.outbox(booked[0].number)} == {True}
    assert not any(check_all(clock.now()).values())


def test_the_old_key_stays_while_a_value_needs_it(clock: FrozenClock, file: Path, app: Flask) -> None:
    open_offices()
    bookings.book(clock)
    rotate("seal", clock.now())
    new = installed_keys()
    old = load_keys(file, make=False)
    take_keys(app, type(old)(**{**vars(old), "seal": type(old.seal)("k1", old.seal.keys)}))
    bookings.book(clock, bookings.somebody(2, "2026-05-13T11:00"))  # by a process that has not read the file yet
    take_keys(app, new)
    settle(file)
    with pytest.raises(Refused, match="封じた値"):
        finish("seal", clock.now())
    assert rotate("seal", clock.now()).resealed > 0
    assert finish("seal", clock.now()).dropped == ("k1",)


def test_another_process_reads_what_the_new_key_sealed_at_once(clock: FrozenClock, file: Path, app: Flask) -> None:
    open_offices()
    number = bookings.book(clock).number
    old = installed_keys()
    rotate("seal", clock.now())
    take_keys(app, old)
    app.extensions["key_file"].seen = 0
    assert bookings.outbox(number)[0].body


def test_a_password_that_was_mailed_opens_until_its_booking_is_over(clock: FrozenClock, file: Path) -> None:
    open_offices()
    plant_canary()
    first = bookings.book(clock)
    mailed = bookings.password_of(first.number)
    rotate("password", clock.now())
    second = bookings.book(clock, bookings.somebody(2, "2026-05-13T11:00"))
    assert bookings.password_of(first.number) == mailed
    assert {key for (key,) in rows("booking", "password_key_id")} == {"k1", "k2"}
    assert finish("password", clock.now()).kept == ("k1",)
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET state = 'void'")
    clock.advance(days=4)
    assert finish("password", clock.now()).dropped == ("k1",)
    assert keys_fit()
    assert bookings.password_of(second.number)


def test_a_form_that_was_open_can_be_sent_after_the_cookie_key_changed(
    clock: FrozenClock, file: Path, app: Flask, page
) -> None:
    open_offices()
    shown = page.get("/enquiry")
    rotate("cookie", clock.now())
    page.post("/enquiry", shown.fields() | {"number": "1234567890", "password": "AAAA BBBB CCCC"}, status=422)
    settle(file)
    assert finish("cookie", clock.now()).dropped == ("k1",)


def test_a_production_is_told_what_to_put_in_place_and_nothing_is_written(
    clock: FrozenClock, file: Path, app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch, capfd
) -> None:
    from dataclasses import replace

    before = file.read_bytes()
    monkeypatch.setitem(app.extensions, "settings", replace(settings, mode=Mode.PRODUCTION))
    told = rotate("seal", clock.now())
    assert told.current == "k1"
    assert "[seal.keys]" in told.lines[0]
    assert file.read_bytes() == before
    assert told.lines[0].split('"')[1] not in capfd.readouterr().err


def test_the_command_says_what_was_done(app: Flask, file: Path, clock: FrozenClock) -> None:
    open_offices()
    bookings.book(clock)
    runner = app.test_cli_runner()
    done = runner.invoke(args=["keys", "rotate", "--seal"])
    assert (done.exit_code, "k2" in done.output) == (0, True), done.output
    early = runner.invoke(args=["keys", "rotate", "--seal", "--finish"])
    assert (early.exit_code, "待って" in early.output) == (1, True), early.output
    assert runner.invoke(args=["keys", "rotate"]).exit_code == 2
    assert len(rows("audit_event WHERE act = 'system.keys_rotated'", "detail")) == 1
