"""Routines: each due moment is worked once, whoever runs it, after any standstill."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app.accounts.models.people import SignIn
from app.db import db
from app.routines.models import RoutineRun
from app.routines.rules import every
from app.routines.terms import Done, Routine
from app.routines.usecases import claim_run, purge_runs, run_due
from app.web.clock import real_now
from tests.factories import enlist
from tests.harness.clock import FrozenClock

pytestmark = pytest.mark.usefixtures("app")
NOW = datetime(2026, 5, 11, 1, 2, tzinfo=UTC)
REAL = datetime(2026, 11, 20, 12, tzinfo=UTC)
FIVE = timedelta(minutes=5)
LEASE = timedelta(minutes=10)


class Counted:
    """A routine that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[datetime] = []
        self.broken = False
        self.routine = Routine(name="counted", title="数える", last_due=every(5), run=self.run)

    def run(self, now: datetime) -> int:
        """Count, or fail."""
        self.asked.append(now)
        if self.broken:
            raise ZeroDivisionError
        return 3


def test_a_due_moment_is_worked_once() -> None:
    counted = Counted()
    assert run_due([counted.routine], NOW, REAL) == [Done("counted", 3)]
    assert run_due([counted.routine], NOW, REAL) == []
    assert counted.asked == [NOW]


def test_the_next_moment_is_worked_again() -> None:
    counted = Counted()
    for step in range(3):
        run_due([counted.routine], NOW + step * FIVE, REAL)
    assert len(counted.asked) == 3


def test_after_a_standstill_it_runs_once_for_everything() -> None:
    counted = Counted()
    run_due([counted.routine], NOW, REAL)
    run_due([counted.routine], NOW + timedelta(days=3), REAL)
    assert counted.asked == [NOW, NOW + timedelta(days=3)]


def test_a_clock_put_back_repeats_nothing() -> None:
    counted = Counted()
    run_due([counted.routine], NOW, REAL)
    run_due([counted.routine], NOW - timedelta(seconds=60), REAL)
    assert counted.asked == [NOW]


def test_a_failed_run_is_tried_again_later_and_later() -> None:
    counted = Counted()
    counted.broken = True
    assert run_due([counted.routine], NOW, REAL) == [Done("counted", None)]
    assert run_due([counted.routine], NOW, REAL + timedelta(seconds=59)) == []
    assert run_due([counted.routine], NOW, REAL + timedelta(seconds=60)) == [Done("counted", None)]
    counted.broken = False
    assert run_due([counted.routine], NOW, REAL + timedelta(seconds=179)) == []
    assert run_due([counted.routine], NOW, REAL + timedelta(seconds=180)) == [Done("counted", 3)]
    assert run_due([counted.routine], NOW, REAL + timedelta(days=1)) == []


def test_a_failing_routine_does_not_stop_the_others() -> None:
    broken, sound = Counted(), Counted()
    broken.broken = True
    other = Routine(name="other", title="次", last_due=every(5), run=sound.run)
    assert run_due([broken.routine, other], NOW, REAL) == [Done("counted", None), Done("other", 3)]


def test_a_run_whose_worker_died_is_taken_over_when_its_lease_ends() -> None:
    due = every(5)(NOW)
    assert claim_run("counted", due, REAL, LEASE) == 1
    assert claim_run("counted", due, REAL + LEASE - timedelta(seconds=1), LEASE) == 0
    assert claim_run("counted", due, REAL + LEASE, LEASE) == 2


def test_what_takes_long_is_not_begun_by_a_second_worker_meanwhile() -> None:
    counted = Counted()
    slow = replace(counted.routine, lease=timedelta(hours=2), run=lambda now: meanwhile.extend(second(now)) or 1)
    meanwhile: list[Done] = []

    def second(now: datetime) -> list[Done]:
        return run_due([slow], now, REAL + timedelta(minutes=119))

    assert run_due([slow], NOW, REAL) == [Done("counted", 1)]
    assert meanwhile == []


def test_many_workers_give_a_due_moment_its_effect_once(app: Flask) -> None:
    counted, barrier = Counted(), threading.Barrier(8)

    def worker() -> None:
        with app.app_context():
            barrier.wait(10)
            run_due([counted.routine], NOW, REAL)
            db.session.remove()

    workers = [threading.Thread(target=worker) for _ in range(8)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert len(counted.asked) == 1


def test_runs_are_forgotten_after_35_days() -> None:
    claim_run("counted", NOW - timedelta(days=36), REAL, LEASE)
    claim_run("counted", NOW - timedelta(days=34), REAL, LEASE)
    assert purge_runs(NOW) == 1
    assert db.session.query(RoutineRun).count() == 1


@pytest.mark.parametrize("arguments", [["routines", "run"], ["routines", "run", "--only", "seal_audit"]])
def test_the_command_runs_what_is_due(app: Flask, arguments: list[str]) -> None:
    done = app.test_cli_runner().invoke(args=arguments)
    assert (done.exit_code, "seal_audit: 0 件" in done.output) == (0, True)


def test_the_command_runs_nothing_twice(app: Flask, clock: FrozenClock) -> None:
    runner = app.test_cli_runner()
    runner.invoke(args=["routines", "run"])
    assert runner.invoke(args=["routines", "run"]).output == ""
    clock.advance(minutes=5)
    assert "seal_audit" in runner.invoke(args=["routines", "run"]).output


def test_a_dry_run_changes_nothing(app: Flask) -> None:
    runner = app.test_cli_runner()
    assert "purge_outbox" in runner.invoke(args=["routines", "run", "--dry-run"]).output
    assert "purge_outbox" in runner.invoke(args=["routines", "run"]).output


def test_sign_ins_are_forgotten_a_day_after_their_end(app: Flask, clock: FrozenClock) -> None:
    account = enlist("suzuki")["suzuki"]
    over, open_still = real_now() - timedelta(hours=25), real_now() + timedelta(hours=1)
    rows = [(over, over, "signed_out"), (over, None, None), (open_still, None, None)]
    rows += [(open_still, real_now() - timedelta(hours=23), "signed_out")]
    for number, (ends, ended, why) in enumerate(rows):
        place = {"stage": "complete", "surfaces": "all", "agent": "", "account_id": account}
        token = {"ref": f"r{number}", "token_hash": f"t{number}"}
        moments = {"created_at": over, "last_seen_at": over, "ends_at": ends, "ended_at": ended, "ended_why": why}
        db.session.add(SignIn(**place, **token, **moments))
    db.session.commit()
    assert "purge_sign_ins: 2 件" in app.test_cli_runner().invoke(args=["routines", "run"]).output
    assert list(db.session.scalars(db.select(SignIn.ref).order_by(SignIn.ref))) == ["r2", "r3"]


def test_an_unknown_routine_is_refused(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["routines", "run", "--only", "nothing"]).exit_code == 2
