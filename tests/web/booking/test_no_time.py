"""Where nothing is free: the next free date, other offices with the same kind of service, the telephone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.db import db
from app.offices.effects.closures import add_closure
from app.offices.effects.offices import add_office
from app.offices.queries.offices import shipped_profiles
from app.offices.terms import Closure, ClosureKind
from tests.factories import OPENING, open_offices

SLOTS = "/offices/kanagawa/slots"
TELEPHONE, HOURS = "045-633-6110", "受付"
MAY = [date(2026, 5, day) for day in range(11, 32)]


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


@pytest.fixture
def another(app) -> Callable[..., None]:
    """`another(slug, name=…, service_kinds=…)`: one more office that works like Kanagawa, but for these values."""
    kanagawa, orders = shipped_profiles()["kanagawa"], iter(range(100, 200))

    @db.write
    def found(slug: str, **values: Any) -> None:
        policy = replace(kanagawa.policy, **values)
        add_office(replace(kanagawa, slug=slug, order=next(orders), policy=policy), now=OPENING)

    return found


@db.write
def shut(slug: str, days: list[date]) -> None:
    """Close an office for some days."""
    for day in days:
        closure = Closure(office_id=slug, day=day, kind=ClosureKind.CLOSED, window=None, reason="工事")
        add_closure(closure, by="account:1", now=OPENING)


def named(document) -> list[str]:
    """The other offices the page leads to, in its order."""
    return [str(link["href"]).split("/")[2] for link in document.all("#other-offices a")]


def test_other_offices_of_the_same_kind_are_named_with_their_next_free_time(page, another) -> None:
    another("shonan", name="湘南労働センター", service_kinds=("職業相談", "労働相談"))
    another("sagami", name="相模労働センター")
    shut("kanagawa", MAY[:7])
    shut("shonan", MAY[:3])
    week = page.get(f"{SLOTS}?week=2026-05-13")
    assert named(week) == ["sagami", "shonan"]
    told = [item.get_text() for item in week.all("#other-offices li")]
    assert told[0] == "相模労働センター（いちばん早い空き 2026年5月13日（水）9時00分）"
    assert told[1] == "湘南労働センター（いちばん早い空き 2026年5月14日（木）9時00分）"
    assert "次に空いているのは、2026年5月18日（月）9時00分です。" in week.text
    assert TELEPHONE in week.text
    assert HOURS in week.find("#week").get_text()


def test_an_office_of_another_kind_is_not_named_however_free_it_is(page, another) -> None:
    another("hataraku", name="かながわ労働センター別館", service_kinds=("職業相談",))
    shut("kanagawa", MAY)
    assert named(page.get(f"{SLOTS}?week=2026-05-13")) == []


def test_an_office_without_a_free_time_is_not_offered_as_if_it_had_one(page, another) -> None:
    another("full", name="満席センター", horizon_days=10)
    another("seats", name="席なしセンター", public_capacity=0)
    another("opening", name="準備中センター", contact_phone=None)
    shut("kanagawa", MAY)
    shut("full", MAY)
    week = page.get(f"{SLOTS}?week=2026-05-13")
    assert named(week) == []
    assert "ほかの窓口" not in week.text
    assert TELEPHONE in week.text


def test_with_no_free_time_in_the_whole_window_the_telephone_and_the_others_are_left(page, another) -> None:
    another("sagami", name="相模労働センター")
    from app.offices.effects.policies import set_policy

    closed = replace(shipped_profiles()["kanagawa"].policy, public_capacity=0)
    db.write(lambda: set_policy("kanagawa", closed, since=MAY[0], by="account:1", now=OPENING))()
    shown = page.get(SLOTS)
    assert "いま、この窓口に予約できる時間はありません。" in shown.text
    assert named(shown) == ["sagami"]
    assert TELEPHONE in shown.text


def test_a_week_with_a_free_time_names_no_other_office(page, another) -> None:
    another("sagami", name="相模労働センター")
    assert named(page.get(f"{SLOTS}?week=2026-05-13")) == []


def test_the_part_for_htmx_names_the_same(page, another) -> None:
    another("sagami", name="相模労働センター")
    shut("kanagawa", MAY[:7])
    assert named(page.htmx_get(f"{SLOTS}?week=2026-05-13")) == ["sagami"]
