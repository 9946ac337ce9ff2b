"""Several people at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask

from app.db import Busy, db

PATIENCE = 40
"""How often somebody presses again whom the database was too busy for."""


def together(app: Flask, *works: Callable[[], Any]) -> list[Any]:
    """What each work comes to, all begun at one barrier; one that stayed busy tries again as a person would."""
    barrier = Barrier(len(works))

    def one(work: Callable[[], Any]) -> Any:
        with app.app_context():
            barrier.wait()
            return patiently(work)

    db.session.rollback()
    with ThreadPoolExecutor(len(works)) as people:
        answers = list(people.map(one, works))
    db.session.remove()
    return answers


def patiently(work: Callable[[], Any]) -> Any:
    """What a work comes to; None where the database had no time for it."""
    for _ in range(PATIENCE):
        try:
            return work()
        except Busy:
            continue
        finally:
            db.session.remove()
    return None
