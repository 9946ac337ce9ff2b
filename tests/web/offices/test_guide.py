"""The guide page of every office is true to its profile."""

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest

from app.booking.terms.stops import StopGround
from app.db import db
from app.desk.terms.office_stops import StopPlan
from app.desk.usecases.office_stops import stop_service
from app.kernel.moments import at
from app.kernel.slots import Stop
from app.offices.models.offices import ClosureRow
from app.offices.queries.offices import shipped_profiles
from tests import bookings
from tests.agency_crowd import statements
from tests.factories import open_offices
from tests.kato import kato

if TYPE_CHECKING:
    from tests.harness.clock import FrozenClock
    from tests.page import Page


MOST = 4
"""Statements of a guide page: the office with its days in one, the terms in the others."""


@pytest.fixture(autouse=True)
def _offices(app: object) -> None:
    open_offices()


@db.write
def close_kanagawa(day: date) -> None:
    db.session.add(
        ClosureRow(
            office_id="kanagawa",
            day=day,
            kind="closed",
            starts=None,
            ends=None,
            reason="庁舎の停電",
            set_by="account:1",
            set_at=datetime(2026, 5, 1, tzinfo=UTC),
        )
    )


@pytest.mark.parametrize("slug", sorted(shipped_profiles()))
def test_every_office_has_a_guide_and_terms(page: "Page", slug: str) -> None:
    guide = page.get(f"/offices/{slug}")
    policy = shipped_profiles()[slug].policy
    assert guide.heading == f"{policy.name} {policy.service_name}"
    assert page.get(f"/offices/{slug}/terms").find("#versions")


@pytest.mark.rule("KNG-19")
@pytest.mark.parametrize(
    "now, day",
    [
        ("2026-05-11T15:59:59+09:00", "2026年5月13日（水）"),
        ("2026-05-11T16:00:00+09:00", "2026年5月13日（水）"),
        ("2026-05-11T16:00:01+09:00", "2026年5月14日（木）"),
        ("2026-04-30T16:00:01+09:00", "2026年5月8日（金）"),
    ],
)
def test_the_next_bookable_day_follows_the_limit(page: "Page", clock: "FrozenClock", now: str, day: str) -> None:
    clock.set(now)
    assert page.get("/offices/kanagawa").find("#next-day strong").get_text() == day


def test_the_next_bookable_day_says_why(page: "Page") -> None:
    reasons = [item.get_text() for item in page.get("/offices/kanagawa").all("#next-day li")]
    assert "2026年5月11日（月）は開庁日で、2開庁日前に当たります。" in reasons


@pytest.mark.parametrize("slug", ["miyakonojo", "kurashiki_chuo"])
def test_an_office_that_is_not_ready_says_what_must_be_set(page: "Page", slug: str) -> None:
    guide = page.get(f"/offices/{slug}")
    listed = [item.get_text() for item in guide.all("#opening li")]
    assert listed == ["問い合わせの電話番号", "電話の受付時間"]
    assert not guide.all("#next-day strong")
    assert not guide.all("a[href^='tel:']")


def test_an_office_that_is_ready_asks_for_nothing_more(page: "Page") -> None:
    assert not page.get("/offices/kanagawa").all("#opening li")


def test_a_closure_is_announced_with_its_reason(page: "Page") -> None:
    close_kanagawa(date(2026, 5, 20))
    said = page.get("/offices/kanagawa").find("#opening").get_text()
    assert "2026年5月20日（水）" in said
    assert "この日は、相談を行いません（理由：庁舎の停電）。" in said


@pytest.mark.rule("KNG-60")
@pytest.mark.parametrize(
    "now, said",
    [
        ("2026-05-13T12:30:00+09:00", "いまは受付時間外です。"),
        ("2026-05-06T10:00:00+09:00", "いまは受付時間外です。"),
        ("2026-05-13T13:00:00+09:00", "いまは受付時間内です。"),
    ],
)
def test_the_guide_says_whether_the_telephone_is_answered(
    page: "Page", clock: "FrozenClock", now: str, said: str
) -> None:
    clock.set(now)
    assert said in page.get("/offices/kanagawa").find("#contact").get_text()


def next_day(page: "Page") -> tuple[str, list[str]]:
    """The day the guide names, or nothing, and the reasons it gives."""
    guide = page.get("/offices/kanagawa")
    named = [found.get_text() for found in guide.all("#next-day strong")]
    return "".join(named), [item.get_text(strip=True) for item in guide.all("#next-day li")]


def stop_kanagawa(clock: "FrozenClock", stop: Stop) -> None:
    plan = StopPlan(ground=StopGround.MAINTENANCE, stop=stop)
    assert stop_service("kanagawa", plan, by=kato(), now=clock.now()) is None


@pytest.mark.rule("KNG-13", "KNG-51")
def test_the_next_day_is_one_with_a_time_to_book_and_says_what_was_passed_over(
    page: "Page", clock: "FrozenClock"
) -> None:
    close_kanagawa(date(2026, 5, 13))
    day, reasons = next_day(page)
    assert (day, reasons[0]) == ("2026年5月14日（木）", "5月13日（水）：庁舎の停電")
    whole_day = {"since": at(date(2026, 5, 14), time.min), "until": at(date(2026, 5, 16), time.min)}
    stop_kanagawa(clock, Stop(**whole_day, reason="回線の点検"))
    day, reasons = next_day(page)
    assert day == "2026年5月18日（月）"
    assert reasons[:2] == ["5月13日（水）：庁舎の停電", "5月14日（木）ほか1日：回線の点検"]


@pytest.mark.rule("KNG-51")
def test_while_everything_is_stopped_no_day_is_named_and_the_guide_says_why(page: "Page", clock: "FrozenClock") -> None:
    stop_kanagawa(clock, Stop(since=clock.now(), reason="システムの障害", everything=True))
    day, reasons = next_day(page)
    assert (day, reasons[0]) == ("", "予約を受け付けているのは、2026年7月10日（金）の相談までです。")
    assert reasons[1:] == ["5月13日（水）ほか42日：システムの障害"]


def test_the_guide_asks_the_database_for_the_day_once(page: "Page", clock: "FrozenClock") -> None:
    page.get("/offices/kanagawa")
    before = statements(lambda: page.client.get("/offices/kanagawa"))
    close_kanagawa(date(2026, 5, 13))
    bookings.book(clock, bookings.somebody(1, "2026-05-14T10:00"))
    assert statements(lambda: page.client.get("/offices/kanagawa")) == before <= MOST


def test_a_day_whose_every_time_is_booked_is_not_the_next(page: "Page", clock: "FrozenClock") -> None:
    for number, hour in enumerate(("09:00", "10:00", "11:00", "13:30", "14:30", "15:30")):
        bookings.book(clock, bookings.somebody(number, f"2026-05-13T{hour}"))
    day, reasons = next_day(page)
    assert (day, reasons[0]) == ("2026年5月14日（木）", "5月13日（水）：満席です。")


def test_an_unknown_office_has_no_page(page: "Page") -> None:
    page.get("/offices/atlantis", status=404)
    page.get("/offices/atlantis/terms", status=404)


@pytest.mark.rule("NGS-15")
@pytest.mark.parametrize(
    "now, said",
    [
        ("2026-05-11T10:00:00+09:00", "2026年5月11日（月）17時15分までに、お電話か窓口で"),
        ("2026-05-11T17:15:00+09:00", "電話と窓口の時間は、終わりました"),
    ],
)
def test_where_one_calls_the_next_day_has_a_number_and_the_last_hour_for_it(
    page: "Page", clock: "FrozenClock", now: str, said: str
) -> None:
    clock.set(now)
    next_day = page.get("/offices/nagasaki_main").find("#next-day")
    assert said in next_day.get_text()
    assert next_day.select("a[href='tel:0958628643']")
