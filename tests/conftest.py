"""What every test has: two databases, an application with a frozen clock, a checked client, and no way out."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.faults import report as reports
from tests.harness.browser import find_browser
from tests.harness.clock import FrozenClock
from tests.harness.network import block_network

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from app.config import Settings
    from tests.harness.applications import Database, Ground
    from tests.harness.mails import Mails
    from tests.page import Page

pytest.register_assert_rewrite("tests.page", "tests.factories", "tests.harness.markup")
KINDS = ("sqlite", "postgresql")
ROOT = pytest.StashKey[Path]()
MISSING = pytest.StashKey[set[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Our own options, the same as those of bin/test."""
    ours = parser.getgroup("madoguchi")
    ours.addoption("--faults", action="store_true", help="the full figures instead of the short ones")
    ours.addoption("--screens", action="store_true", help="keep a picture of every page in instance/screens")
    ours.addoption("--all", action="store_true", help="what is missing on this machine fails instead of being skipped")
    ours.addoption("--db", choices=KINDS, help="only this database")


def pytest_configure(config: pytest.Config) -> None:
    """The session's owner makes its folder, and ends in order when it is told to."""
    config.stash[MISSING] = set()
    if hasattr(config, "workerinput"):
        config.stash[ROOT] = Path(config.workerinput["root"])
        return
    from tests.harness.databases import make_root

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    config.stash[ROOT] = make_root()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Figures of an older run are not mixed with new ones."""
    if session.config.getoption("faults") and not hasattr(session.config, "workerinput"):
        reports.forget_others()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """After the full figures, write them down."""
    if session.config.getoption("faults") and not hasattr(session.config, "workerinput"):
        reports.write()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Processes of xdist share the folder of the session."""
    node.workerinput["root"] = str(node.config.stash[ROOT])


def pytest_unconfigure(config: pytest.Config) -> None:
    """The owner ends the database server and takes the folder away."""
    if not hasattr(config, "workerinput"):
        from tests.harness.databases import clear_root

        clear_root(config.stash[ROOT])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that needs a database runs on each of them."""
    if "database_kind" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("db")
        metafunc.parametrize("database_kind", [chosen] if chosen else KINDS)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is allowed to take long begins first, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: -allowance(item))


def allowance(item: pytest.Item) -> float:
    """The seconds a test asks for by its own mark."""
    mark = item.get_closest_marker("timeout")
    return float(mark.args[0]) if mark else 0.0


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say loudly what this machine did not let us test."""
    reports = terminalreporter.stats.get("skipped", [])
    missing = sorted({text for report in reports if (text := str(report.longrepr)).find("MISSING HERE") >= 0})
    if missing:
        terminalreporter.section("NOT TESTED ON THIS MACHINE", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(missing)} places, the first: {missing[0]}", red=True)


@pytest.fixture(scope="session")
def need(pytestconfig: pytest.Config) -> Callable[[object, str], None]:
    """`need(found, what)`: without it the test is skipped loudly; with --all or CI=true it fails."""

    def check(found: object, what: str) -> None:
        if found:
            return
        if pytestconfig.getoption("all") or os.environ.get("CI", "").lower() == "true":
            pytest.fail(f"MISSING HERE: {what}", pytrace=False)
        pytest.skip(f"MISSING HERE: {what}")

    return check


@pytest.fixture
def figure(pytestconfig: pytest.Config) -> Callable[[int, int], int]:
    """`figure(20, 200)`: how often, in every run and with --faults."""
    return lambda short, full: full if pytestconfig.getoption("faults") else short


@pytest.fixture
def report(pytestconfig: pytest.Config) -> Callable[..., None]:
    """`report("kill storm, sqlite", kills=20, …)`: keep figures for docs/faults.md."""

    def keep(title: str, /, **figures: object) -> None:
        print(title, figures)
        reports.keep(title, figures, full=pytestconfig.getoption("faults"))

    return keep


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        block_network(patch)
        yield


@pytest.fixture(scope="session")
def chromium(need: Callable[[object, str], None]) -> str:
    """The path of the browser."""
    path = find_browser()
    need(path, "Chromium (apt-get install chromium fonts-noto-cjk)")
    return str(path)


@pytest.fixture(scope="session")
def ground(pytestconfig: pytest.Config) -> Iterator["Ground"]:
    """The databases and applications of this process."""
    from tests.harness.applications import Ground

    made = Ground(pytestconfig.stash[ROOT], os.environ.get("PYTEST_XDIST_WORKER", "main"))
    yield made
    made.close()


@pytest.fixture
def clock() -> FrozenClock:
    """The application's time, standing at 10:00 on Monday 11 May 2026 in Japan."""
    return FrozenClock()


@pytest.fixture
def database(ground: "Ground", database_kind: str) -> "Database":
    """Where the rows of this test are: `.kind`, `.url`."""
    return ground.database(database_kind)


@pytest.fixture
def app(ground: "Ground", database: "Database", clock: FrozenClock) -> Iterator["Flask"]:
    """The application with every surface, its context open, on a database as after the migrations."""
    from tests.harness.readonly import WriteWatch

    made = ground.fresh_app(database.kind, clock)
    watch = WriteWatch()
    watch.begin()
    with made.app_context():
        yield made
    watch.end()


@pytest.fixture
def settings(app: "Flask") -> "Settings":
    """The settings of the application."""
    found: Settings = app.extensions["settings"]
    return found


@pytest.fixture
def make_app(app: "Flask", settings: "Settings", clock: FrozenClock) -> Iterator[Callable[..., "Flask"]]:
    """`make_app(surfaces=...)`: another application with these settings changed, on the same database."""
    from app.db import db
    from tests.harness.applications import build_app

    made: list[Flask] = []

    def make(**changes: Any) -> "Flask":
        made.append(build_app(replace(settings, **changes), clock))
        return made[-1]

    yield make
    for each in made:
        with each.app_context():
            db.engine.dispose()


@pytest.fixture
def client(app: "Flask") -> "FlaskClient":
    """A browser without checks: for raw bytes and broken requests."""
    return app.test_client()


@pytest.fixture
def page(app: "Flask") -> "Page":
    """A browser that checks every page it gets."""
    from tests.page import Page

    return Page(app)


@pytest.fixture
def offices(app: "Flask") -> None:
    """The seven offices, open."""
    from tests.factories import open_offices

    open_offices()


@pytest.fixture
def outbox(app: "Flask") -> "Mails":
    """What was written to people: `outbox.posted()`, `.kinds()`, `.delivered()`."""
    from tests.harness.mails import Mails

    return Mails()
