"""Stopping the service and limiting access, as use-cases: who may, at once, once, and who is written to."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.accounts.models.people import Grant
from app.db import db
from app.kernel.moments import JST
from app.kernel.roles import Role
from app.oversight.queries.stops import list_limits
from app.oversight.terms.stops import LimitedPages, LimitPlan, StopRefusal
from app.oversight.usecases.limits import lift_limit, post_limit, tell_limits
from app.oversight.usecases.stops import begin_urgent_stop, end_urgent_stop
from tests import participants
from tests.kato import recorded

PLAN = LimitPlan(
    pages=LimitedPages.ALL,
    reason="アクセスの集中",
    begins_at=datetime(2026, 5, 20, 9, 0, tzinfo=JST),
    ends_at=datetime(2026, 5, 20, 12, 0, tzinfo=JST),
)
pytestmark = pytest.mark.usefixtures("offices")


@db.write
def end_grants(now: datetime) -> None:
    """Nobody holds a role any more."""
    db.session.execute(db.update(Grant).values(ends_at=now))


@pytest.mark.rule("AGY-121")
def test_a_stop_runs_once_and_leaves_its_trace(clock) -> None:
    told = {"by": participants.acting("ueda", Role.OPERATIONS), "now": clock.now()}
    assert begin_urgent_stop("障害", **told) is None
    assert begin_urgent_stop("障害", **told) is StopRefusal.ALREADY_STOPPED
    assert end_urgent_stop(**told) is None
    assert end_urgent_stop(**told) is StopRefusal.NOT_STOPPED
    assert begin_urgent_stop("また障害", **told) is None
    assert (len(recorded("oversight.service_stopped")), len(recorded("oversight.service_resumed"))) == (2, 1)


def test_whoever_lost_the_role_meanwhile_stops_and_limits_nothing(clock) -> None:
    ueda, oda = participants.acting("ueda", Role.OPERATIONS), participants.acting("oda", Role.MINISTRY)
    end_grants(clock.now())
    assert begin_urgent_stop("障害", by=ueda, now=clock.now()) is StopRefusal.GRANT_ENDED
    assert end_urgent_stop(by=ueda, now=clock.now()) is StopRefusal.GRANT_ENDED
    assert post_limit(PLAN, by=oda, now=clock.now()) is StopRefusal.GRANT_ENDED
    assert lift_limit(1, by=oda, now=clock.now()) is StopRefusal.GRANT_ENDED


@pytest.mark.rule("AGY-107")
def test_only_who_takes_part_is_written_to_and_each_once(clock, outbox) -> None:
    participants.register("minato", bureau="kanagawa")
    gone = participants.join("kaze", bureau="kanagawa")
    participants.leave(gone, datetime(2026, 5, 1, tzinfo=JST))
    participants.join("hikari", since=date(2026, 4, 1))
    told = {"by": participants.acting("oda", Role.MINISTRY), "now": clock.now()}
    assert post_limit(PLAN, **told) is None
    assert post_limit(replace(PLAN, pages=LimitedPages.SEARCH), **told) is None
    assert [tell_limits(clock.now()) for _ in range(3)] == [1, 1, 0]
    assert {mail.recipient for mail in outbox.posted("M-AGY-9")} == {"contact@hikari.example"}


def test_of_a_limit_taken_back_nobody_is_told(clock, outbox) -> None:
    participants.join("hikari")
    told = {"by": participants.acting("oda", Role.MINISTRY), "now": clock.now()}
    post_limit(PLAN, **told)
    limit_id = list_limits()[0].id
    assert lift_limit(limit_id, **told) is None
    assert lift_limit(limit_id, **told) is StopRefusal.ALREADY_LIFTED
    assert tell_limits(clock.now()) == 0
    assert outbox.posted("M-AGY-9") == []
