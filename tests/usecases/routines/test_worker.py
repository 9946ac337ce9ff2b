"""The worker: it begins only with the keys of its database, shows that it lives and stops after what is at hand."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app.db import db
from app.routines.models import RoutineRun
from app.routines.queries import latest_beat, worker_silence
from app.routines.rules import every
from app.routines.terms import Routine
from app.routines.usecases import beat
from app.routines.worker import Worker
from app.web.canary import KeyCanary, ensure_keys_fit
from tests.harness.clock import FrozenClock

pytestmark = pytest.mark.usefixtures("app")
REAL = datetime(2026, 11, 20, 12, tzinfo=UTC)
FIVE = timedelta(minutes=5)


def routine(name: str, run: Callable[[datetime], int]) -> Routine:
    """A routine that is due every five minutes."""
    return Routine(name=name, title=name, last_due=every(5), run=run)


def test_a_worker_shows_that_it_lives() -> None:
    assert latest_beat() is None
    assert worker_silence(REAL) is None
    beat("a:1", REAL - timedelta(days=2))
    beat("b:2", REAL)
    beat("b:2", REAL + FIVE)
    assert latest_beat() == REAL + FIVE
    assert worker_silence(REAL + 2 * FIVE) == FIVE


def test_a_worker_with_other_keys_does_nothing(app: Flask) -> None:
    ensure_keys_fit()
    db.session.execute(db.update(KeyCanary).values(indexed="of other keys"))
    db.session.commit()
    answer = app.test_cli_runner().invoke(args=["worker"])
    assert (answer.exit_code, "秘密鍵が" in answer.output) == (1, True)
    assert latest_beat() is None
    assert db.session.query(RoutineRun).count() == 0


def test_a_worker_gives_a_new_database_its_keys(app: Flask) -> None:
    Worker().step()
    assert db.session.query(KeyCanary).count() == 1
    assert latest_beat() is not None


def test_a_stopped_worker_ends_after_the_routine_at_hand(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    worker, asked = Worker(), []
    first = routine("first", lambda _now: worker.stopping.set() or 1)
    monkeypatch.setattr("app.routines.worker.ROUTINES", (first, routine("second", asked.append)))
    worker.step()
    assert [row.name for row in db.session.query(RoutineRun)] == ["first"]
    assert asked == []


def test_each_routine_of_a_round_is_told_the_moment_it_begins(
    app: Flask, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, before = [], clock.now()
    long = routine("long", lambda _now: clock.advance(minutes=7) or 1)
    monkeypatch.setattr("app.routines.worker.ROUTINES", (long, routine("next", lambda now: asked.append(now) or 1)))
    Worker().step()
    assert asked == [before + timedelta(minutes=7)]
