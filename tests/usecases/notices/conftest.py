"""The sample template is there, and Flask's loader is as before afterwards."""

import pytest
from flask import Flask

from tests import outbox


@pytest.fixture(autouse=True)
def _samples(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "jinja_loader", app.jinja_loader)
    outbox.install(app)
