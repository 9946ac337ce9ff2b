"""The first page: every office in its turn, free times computed for what is shown only."""

from dataclasses import replace

import pytest

from app.booking.views import next_free
from app.db import db
from app.offices.effects.offices import add_office
from app.offices.queries.offices import shipped_profiles
from tests.factories import OPENING, open_offices

MORE = 12


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


@db.write
def add_more() -> None:
    """More offices like the first, in another prefecture."""
    model = shipped_profiles()["kanagawa"]
    for number in range(MORE):
        named = replace(model.policy, name=f"窓口{number:02}")
        more = {"slug": f"more{number:02}", "order": 100 + number, "prefecture": "北海道"}
        add_office(replace(model, **more, policy=named), now=OPENING)


def names(page, path: str) -> list[str]:
    """The offices of a page."""
    return [str(link.get_text()) for link in page.get(path).all(".cards h2 a")]


def test_a_few_offices_stand_on_one_page(page) -> None:
    assert len(names(page, "/")) == 7
    assert not page.get("/").all(".pages")
    assert not page.get("/").all("#prefecture")


def test_many_offices_stand_on_pages_and_by_prefecture(page) -> None:
    add_more()
    first, second, third = (names(page, f"/?page={number}") for number in (1, 2, 3))
    assert [len(first), len(second), len(third)] == [7, 7, 5]
    assert len({*first, *second, *third}) == 19
    assert names(page, "/?page=99") == third
    assert names(page, "/?page=x") == first
    assert names(page, "/?prefecture=北海道") == [f"窓口{number:02}" for number in range(7)]
    assert page.get("/?page=2").find(".pages a[rel=prev]")["href"] == "/?page=1"


def test_free_times_are_computed_for_what_is_shown_only(page, monkeypatch) -> None:
    add_more()
    asked = []
    compute = next_free._next_free
    monkeypatch.setattr(next_free, "_next_free", lambda office, now: asked.append(office.id) or compute(office, now))
    page.get("/?page=2")
    assert len(asked) == 7
