"""What the fault tests share: the environment of a child process on the test's database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.config import Settings
from app.keys import write_keys
from tests import outbox
from tests.faults.installation import nginx_program
from tests.faults.sink import Sink


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
