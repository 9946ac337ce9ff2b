"""What the fault tests share: the environment of a child process on the test's database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.config import Settings
from app.db import db
from app.keys import write_keys
from tests import outbox
from tests.factories import open_offices
from tests.faults.installation import HOSTS, nginx_program, short_folder
from tests.faults.sink import Sink
from tests.faults.units import START
from tests.harness.applications import build_app, fixed_keys, settings_for
from tests.harness.clock import FrozenClock
from tests.harness.postgres import Postgres
from tests.harness.roles import role_url, with_roles

ADDRESSES = {f"MADOGUCHI_{surface.upper()}_BASE_URL": f"https://{host}" for surface, host in HOSTS.items()}


@pytest.fixture
def samples(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample templates, as long as the test runs."""
    monkeypatch.setattr(app, "jinja_loader", app.jinja_loader)
    outbox.install(app)


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A mail server whose behaviour the test sets."""
    with Sink() as running:
        yield running


@pytest.fixture
def environ(settings: Settings, tmp_path: Path) -> dict[str, str]:
    """Settings for a child process: the same database and keys, an instance of its own."""
    instance = tmp_path / "instance"
    write_keys(instance / "secrets.toml", settings.keys)
    return {
        "MADOGUCHI_INSTANCE": str(instance),
        "MADOGUCHI_DATABASE_URL": settings.database_url.replace("postgresql+psycopg://", "postgresql://"),
        "MADOGUCHI_LIMITS": "off",
        "MADOGUCHI_CLOCK": "",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@pytest.fixture(scope="session")
def nginx_here(pytestconfig: pytest.Config) -> None:
    """Only with --faults, and only where nginx is: it is part of an installation and not of what the suite needs."""
    if not pytestconfig.getoption("faults"):
        pytest.skip("only with --faults")
    if nginx_program() is None:
        pytest.skip("MISSING HERE: nginx (apt-get install nginx-light)")


@pytest.fixture
def folder(nginx_here) -> Iterator[Path]:
    """A folder for nginx and the sockets."""
    with short_folder() as made:
        yield made


@pytest.fixture
def server() -> Iterator[Postgres]:
    """A PostgreSQL with the roles of deploy/sql."""
    with with_roles() as made:
        yield made


@pytest.fixture
def installation(folder, sink, server: Postgres) -> Iterator[dict[str, str]]:
    """The settings of the processes, on that PostgreSQL with the offices in it."""
    write_keys(folder / "instance" / "secrets.toml", fixed_keys())
    app = build_app(settings_for(server.url("madoguchi"), folder / "instance"), FrozenClock(START))
    with app.app_context():
        open_offices()
        yield {
            "MADOGUCHI_DATABASE_URL": role_url(server, "madoguchi_app").replace("+psycopg", ""),
            "MADOGUCHI_INSTANCE": str(folder / "instance"),
            "MADOGUCHI_TRUSTED_HOSTS": ",".join(HOSTS.values()),
            "MADOGUCHI_PROXY_HOPS": "1",
            "MADOGUCHI_SMTP_URL": sink.url,
            "MADOGUCHI_CLOCK": START,
            **ADDRESSES,
        }
        db.session.remove()
        db.engine.dispose()
