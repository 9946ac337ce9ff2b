"""The guide page of every office is true to its profile."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from app.db import db
from app.offices.models.offices import ClosureRow
from app.offices.queries.offices import shipped_profiles
from tests.factories import open_offices

if TYPE_CHECKING:
    from tests.harness.clock import FrozenClock
    from tests.page import Page


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
    assert "庁舎の停電" in said


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


def test_an_unknown_office_has_no_page(page: "Page") -> None:
    page.get("/offices/atlantis", status=404)
    page.get("/offices/atlantis/terms", status=404)
