"""The demo's clock starts where it was told and runs on, for web, worker and commands alike."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app.agencies.queries.dates import stop_at
from app.factory import create_app
from app.web.clock import DemoClock
from app.web.demo import start_clock
from tests.harness.applications import settings_for
from tests.page import Document
from tests.web.edge.conftest import PRODUCTION

START = datetime.fromisoformat("2026-05-11T15:59:00+09:00")
REAL = datetime(2027, 1, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def start(tmp_path):
    """`start(clock=...)`: what a process finds when it begins with these settings."""
    return lambda **changes: start_clock(settings_for("sqlite://", tmp_path, **changes), stop_at)


def test_it_starts_at_the_moment_given_and_runs_on(start):
    with time_machine.travel(REAL, tick=False) as machine:
        clock = start(clock=START)
        assert clock.now() == START
        machine.shift(timedelta(minutes=5))
        assert clock.now() == START + timedelta(minutes=5)


def test_a_later_process_with_the_same_moment_does_not_set_it_back(start):
    with time_machine.travel(REAL, tick=False) as machine:
        start(clock=START)
        machine.shift(timedelta(minutes=5))
        assert start(clock=START).now() == START + timedelta(minutes=5)
        assert start().now() == START + timedelta(minutes=5)


def test_another_moment_sets_it_anew(start):
    with time_machine.travel(REAL, tick=False):
        start(clock=START)
        assert start(clock=START + timedelta(days=1)).now() == START + timedelta(days=1)


def test_without_a_moment_it_is_the_machines_time(start):
    with time_machine.travel(REAL, tick=False):
        assert start().now() == REAL


@pytest.mark.parametrize(
    "real,begins",
    [
        ("2027-01-20T23:59:59+09:00", "2027-01-20T23:59:59+09:00"),
        ("2027-01-20T00:00:00+09:00", "2027-01-20T10:00:00+09:00"),
        ("2027-01-20T05:59:59+09:00", "2027-01-20T10:00:00+09:00"),
        ("2027-01-20T06:00:00+09:00", "2027-01-20T06:00:00+09:00"),
        ("2027-01-31T21:29:59+09:00", "2027-01-31T21:29:59+09:00"),
        ("2027-01-31T21:30:00+09:00", "2027-02-01T10:00:00+09:00"),
    ],
)
def test_a_demo_started_inside_the_stop_begins_at_ten(start, real, begins):
    with time_machine.travel(datetime.fromisoformat(real), tick=False):
        assert start().now() == datetime.fromisoformat(begins)
        assert start().now() == datetime.fromisoformat(begins)


def test_the_next_day_it_is_the_machines_time_again(start):
    with time_machine.travel(datetime.fromisoformat("2027-01-20T03:00:00+09:00"), tick=False) as machine:
        start()
        machine.shift(timedelta(days=1, hours=9))
        assert start().now() == datetime.now(UTC)


def run(instance, *words, **changes):
    """Run a command of the demo."""
    app = create_app(settings_for("sqlite://", instance, **changes))
    return app, app.test_cli_runner().invoke(args=["demo", *words])


def test_the_command_moves_the_clock_and_a_running_process_sees_it(tmp_path):
    with time_machine.travel(REAL, tick=False):
        running = create_app(settings_for("sqlite://", tmp_path, clock=START))
        _, done = run(tmp_path, "clock", "2026-05-12T09:00:00+09:00")
        assert done.output == "体験版の時計は 2026-05-12T09:00:00+0900 です。\n"
        assert running.extensions["clock"].now() == datetime.fromisoformat("2026-05-12T09:00:00+09:00")
        create_app(settings_for("sqlite://", tmp_path, clock=START))
        assert running.extensions["clock"].now() == datetime.fromisoformat("2026-05-12T09:00:00+09:00")


def test_the_command_takes_japan_time_and_now(tmp_path):
    with time_machine.travel(REAL, tick=False):
        assert "2026-05-12T09:00:00+0900" in run(tmp_path, "clock", "2026-05-12T09:00")[1].output
        assert "2027-01-20T12:00:00+0900" in run(tmp_path, "clock", "now")[1].output


@pytest.mark.parametrize("moment", ["yesterday", "2026-02-30T10:00", "25:00"])
def test_the_command_says_in_one_line_what_it_cannot_read(tmp_path, moment):
    done = run(tmp_path, "clock", moment)[1]
    assert done.exit_code == 2
    assert "2026-05-11T15:59:00+09:00 の形" in done.output


def test_production_has_no_such_command(tmp_path):
    app, done = run(tmp_path, "clock", "now", **PRODUCTION)
    assert done.exit_code == 2
    assert not isinstance(app.extensions["clock"], DemoClock)


def test_every_page_says_that_the_clock_is_moved(tmp_path):
    with time_machine.travel(datetime.fromisoformat("2027-01-20T03:00:00+09:00"), tick=False):
        app = create_app(settings_for("sqlite://", tmp_path))
        page = Document(app.test_client().get("/nowhere", base_url="http://127.0.0.1:8000")).text
        assert "2027年1月20日（水）10時00分" in page
        assert "休止時間に始めたため、10時から" in page
