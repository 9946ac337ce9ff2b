"""Threads that end by themselves are closed whatever part they lie in, and the others are left (AGY-053, AGY-055)."""

import pytest
from sqlalchemy import select, update

from app.db import db
from app.messages.models.messages import Thread
from app.messages.usecases import closing
from app.messages.usecases.closing import close_ended_threads
from app.seekers.models.acquisitions import Acquisition
from tests import letters
from tests.usecases.messages.test_inviting import change, hikari, send

__all__ = ["hikari"]


def open_threads() -> list[int]:
    db.session.rollback()
    return list(db.session.scalars(select(Thread.id).where(Thread.is_open).order_by(Thread.id)))


@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_what_ended_is_closed_in_every_part(hikari, clock, monkeypatch, at_once: int) -> None:
    monkeypatch.setattr(closing, "AT_ONCE", at_once)
    send(hikari, clock, letters.offer(5))
    every = open_threads()
    assert (len(every), close_ended_threads(clock.now())) == (5, 0)
    ended = [every[0], every[2], every[4]]
    over = select(Thread.acquisition_id).where(Thread.id.in_(ended))
    change(update(Acquisition).where(Acquisition.id.in_(over)).values(stop_count=7))
    change(update(Thread).where(Thread.id.in_(ended)).values(stop_count=7))
    assert close_ended_threads(clock.now()) == 3
    assert open_threads() == [every[1], every[3]]
    assert close_ended_threads(clock.now()) == 0
