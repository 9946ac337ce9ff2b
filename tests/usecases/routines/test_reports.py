"""What is kept how long and when it goes; what the record knows of some days, in counts (decision 0009)."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from app.db import db
from app.offices.effects.retention import choose_retention
from app.offices.queries.retention import Periods
from app.routines.checks.past_date import KEPT_DATA
from app.routines.registry import ROUTINES
from app.routines.reports.retention import BY_NAME, next_due
from tests import bookings
from tests.factories import open_offices, sign_in_as
from tests.harness.clock import FrozenClock
from tests.page import Page

OVERDUE = "UPDATE outbox SET state = 'sent', settled_at = '2026-05-01 00:00:00'"


@pytest.fixture(autouse=True)
def _rolled_back(app: Flask) -> Iterator[None]:
    open_offices()
    yield
    db.session.rollback()


def told(app: Flask, *words: str, status: int = 0) -> str:
    """What a command says."""
    db.session.rollback()
    done = app.test_cli_runner().invoke(args=list(words))
    assert done.exit_code == status, done.output
    return done.output


def test_the_report_tells_periods_what_is_late_and_when_it_goes(app: Flask, clock: FrozenClock) -> None:
    bookings.book(clock)
    first = told(app, "retention", "report")
    assert "kanagawa: まだ選んでいません" in first
    assert "送った通知の宛先と本文: 済んでから7日、期限を過ぎたもの 0 件、次は 2026-05-" in first
    with db.engine.begin() as connection:
        connection.execute(sa.text(OVERDUE))
    assert "期限を過ぎたもの 2 件（うち一日より長く残るもの 2 件）" in told(app, "retention", "report", status=1)
    BY_NAME["purge_outbox"].run(clock.now())
    assert "うち一日より長く" not in told(app, "retention", "report")


def test_the_report_tells_what_an_office_chose(app: Flask, clock: FrozenClock) -> None:
    db.write(choose)(clock)
    assert "kanagawa: 連絡先 12か月、記録 36か月、利用の記録 6か月" in told(app, "retention", "report")


def choose(clock: FrozenClock) -> None:
    """Kanagawa has chosen."""
    periods = Periods(contact_months=12, record_months=36, use_log_months=6)
    choose_retention(
        "kanagawa", periods, since=clock.now().date(), by="account:1", approved_by="account:2", now=clock.now()
    )


def test_the_next_time_of_a_routine_comes_after_now_and_is_one_of_its_own(clock: FrozenClock) -> None:
    for routine in ROUTINES:
        due = next_due(routine, clock.now())
        assert due > clock.now()
        assert routine.last_due(due) == due


def test_every_kind_names_a_routine_that_is_there() -> None:
    assert {kept.routine for kept in KEPT_DATA if kept.routine} <= set(BY_NAME)


def test_an_incident_is_told_in_counts_and_without_a_name(app: Flask, clock: FrozenClock, page: Page) -> None:
    number = bookings.book(clock).number
    account_id = sign_in_as(page, "suzuki")
    page.get(f"/desk/kanagawa/bookings/{number}")
    page.get(f"/desk/kanagawa/bookings/{number}")
    day = f"{clock.now():%Y-%m-%d}"
    report = told(app, "incident-report", "--from", day, "--to", day)
    assert "  desk.booking_viewed: 2 件、1 人、対象 1 件" in report
    assert "  booking.completed: 1 件" in report
    assert f"  account:{account_id}: 見た 2 件、変えた 0 件、対象 1 件" in report
    assert "通知（種類・届け方・結果）: 2 件" in report
    assert not [word for word in (number, "@", *bookings.PERSONAL) if word in report]
    nothing = told(app, "incident-report", "--from", "2026-01-01", "--to", "2026-01-02")
    assert "見た記録: 0 件" in nothing
    told(app, "incident-report", "--from", "2026-01-02", "--to", "2026-01-01", status=2)
