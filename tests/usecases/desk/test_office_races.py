"""Somebody books while the manager closes, another sets while he sets: nobody slips through, on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from app.booking.terms.outcomes import Completed
from app.db import db
from app.desk.terms.office_closures import NOTICE, ClosurePlan
from app.desk.terms.office_policy import PolicyRefusal, PolicyRefused, PolicySet
from app.desk.usecases.office_closures import set_closures
from app.desk.usecases.office_policy import change_policy
from app.offices.queries.offices import policy_in_force
from app.offices.queries.policies import latest_id, policy_versions
from app.offices.terms import ClosureKind
from tests import bookings
from tests.kato import kato
from tests.together import together

DAY = date(2026, 5, 13)
STARTS = ("09:00", "10:00", "11:00", "13:30", "14:30", "15:30")
pytestmark = pytest.mark.usefixtures("offices")


@pytest.fixture
def at_once(app) -> Callable[..., list[Any]]:
    """`at_once(first, second, …)`: what each comes to, all begun at one barrier; a busy database is asked again."""

    return partial(together, app)
    db.engine.dispose()


def test_whoever_books_while_a_day_is_closed_is_refused_or_told(at_once, clock) -> None:
    by = kato()
    plan = ClosurePlan(kind=ClosureKind.CLOSED, first=DAY, last=DAY, window=None, reason="停電")
    press = [
        lambda number=number, start=start: bookings.attempt(
            clock, bookings.somebody(number, f"2026-05-13T{start}"), network=f"n{number}"
        )
        for number, start in enumerate(STARTS)
    ]
    *answers, closed = at_once(*press, lambda: set_closures("kanagawa", plan, tell=True, by=by, now=clock.now()))
    won = {answer.booking.number for answer in answers if isinstance(answer, Completed)}
    told = {mail.booking_number for mail in bookings.outbox() if mail.kind == NOTICE}
    assert told == won
    assert closed.told == len(won)


def test_of_two_who_set_the_office_at_once_one_is_told_to_look_again(at_once, clock) -> None:
    by, base, held = kato(), latest_id("kanagawa"), policy_in_force("kanagawa", DAY)
    db.session.rollback()
    changes = [
        lambda days=days: change_policy(
            "kanagawa", replace(held, horizon_days=days), since=DAY, base=base, by=by, now=clock.now()
        )
        for days in (30, 40, 50)
    ]
    outcomes = at_once(*changes)
    assert outcomes.count(PolicySet(DAY)) == 1
    assert outcomes.count(PolicyRefused(ground=PolicyRefusal.CHANGED_MEANWHILE)) == 2
    assert len(policy_versions("kanagawa")) == 2
