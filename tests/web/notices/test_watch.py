"""The health pages tell about mails that wait and workers that are silent (SECURITY F14)."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.routines.delivery import deliver_next
from app.routines.usecases import beat
from app.web.clock import real_now
from tests import outbox
from tests.harness.clock import FrozenClock


@pytest.fixture(autouse=True)
def _samples(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "jinja_loader", app.jinja_loader)
    outbox.install(app)


def figures(client: FlaskClient) -> dict[str, float]:
    """What /metrics tells, by name."""
    lines = client.get("/metrics").text.splitlines()
    pairs = [line.rsplit(" ", 1) for line in lines if line.startswith("madoguchi_") and " " in line]
    return {name: float(figure) for name, figure in pairs}


@pytest.mark.parametrize("seconds, status", [(599, 200), (600, 200), (601, 503)])
def test_a_mail_unsent_for_ten_minutes_turns_the_page_red(
    client: FlaskClient, clock: FrozenClock, seconds: int, status: int
) -> None:
    outbox.post_sample()
    clock.advance(seconds=seconds)
    assert client.get("/readyz").status_code == status


def test_a_sent_mail_turns_it_green_again(client: FlaskClient, clock: FrozenClock) -> None:
    outbox.post_sample()
    clock.advance(hours=1)
    assert client.get("/readyz").status_code == 503
    deliver_next()
    assert client.get("/readyz").status_code == 200


def test_figures_of_mails_and_workers_can_be_read(client: FlaskClient, clock: FrozenClock) -> None:
    assert figures(client)["madoguchi_worker_silence_seconds"] == -1
    outbox.post_sample()
    clock.advance(minutes=3)
    beat("worker:1", real_now())
    found = figures(client)
    assert (found["madoguchi_mails_waiting"], found["madoguchi_oldest_unsent_mail_seconds"]) == (1, 180)
    assert 0 <= found["madoguchi_worker_silence_seconds"] < 60
