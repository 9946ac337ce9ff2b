"""Two searches that differ by few people ring, and watchers see where (SECURITY T7)."""

from functools import partial

import pytest
from sqlalchemy import select

from app.audit.models import AuditEvent
from app.db import db
from app.seekers.models.searches import SearchTrace, SearchWatch
from app.seekers.terms.records import Filters
from app.seekers.usecases.noting import forget_traces, note_found
from app.web.clock import now
from tests import factories
from tests.together import together
from tests.web.seekers.conftest import found
from tests.web.seekers.test_search import asked, numbers, own_id

WATCH = "/bureau/messages"


def pairs() -> list[int]:
    """The pairs of each agency and day."""
    db.session.rollback()
    return list(db.session.scalars(select(SearchWatch.pairs).order_by(SearchWatch.day, SearchWatch.agency_id)))


@pytest.mark.parametrize(("alone", "rings"), [(1, [1]), (4, [1]), (5, [0])])
def test_a_search_that_leaves_out_few_of_another_rings(hikari, alone: int, rings: list[int]) -> None:
    found(8)
    found(alone, first=100, wage=900_000)
    assert len(numbers(asked(hikari))) == 8 + alone
    assert len(numbers(asked(hikari, wage="300000"))) == 8
    assert pairs() == rings


def test_the_same_search_and_its_pages_are_noted_once(hikari, clock) -> None:
    found(41)
    for page in ("1", "2", "1"):
        asked(hikari, page=page)
    assert len(db.session.scalars(select(SearchTrace)).all()) == 1
    assert pairs() == [0]


def test_few_people_and_more_than_are_shown_are_not_noted(hikari) -> None:
    found(4, area="13")
    asked(hikari, area="13")
    found(201, first=100)
    asked(hikari, area="42")
    assert pairs() == []


def test_what_the_words_were_is_not_kept(hikari) -> None:
    found(8, text="介護 5年")
    asked(hikari, words="介護")
    (trace,) = db.session.scalars(select(SearchTrace))
    assert "介護" not in trace.asked + trace.found


def test_watchers_see_how_many_pairs_and_the_alarm_is_recorded_once(hikari, minato, page, clock) -> None:
    found(8)
    found(2, first=100, wage=900_000)
    found(2, first=200, wage=500_000)
    for wage in ("", "600000", "300000"):
        asked(hikari, wage=wage)
    asked(minato)
    assert pairs() == [3, 0]
    acts = db.session.scalars(select(AuditEvent.act).where(AuditEvent.act == "seekers.searches_close")).all()
    assert len(acts) == 1
    factories.sign_in_as(page, "oda")
    assert [each.text for each in page.get(WATCH).all("[data-figure=pairs]")][:2] == ["3", "0"]
    assert "近い検索" in page.get(f"{WATCH}/hikari").text
    assert [each.text for each in page.get(f"{WATCH}/hikari").all("[data-figure=pairs]")] == ["3"]
    assert page.get(f"{WATCH}/minato").all("[data-figure=pairs]") == []
    clock.advance(days=20)
    assert {each.text for each in page.get(WATCH, query_string={}).all("[data-figure=pairs]")} == {"0"}


def test_the_next_day_nothing_is_left_but_the_alarm(hikari, minato, clock) -> None:
    found(8)
    found(1, first=100, wage=900_000)
    asked(hikari)
    asked(hikari, wage="300000")
    asked(minato)
    assert forget_traces(now()) == 0
    clock.advance(days=1)
    assert forget_traces(now()) == 3
    assert pairs() == [1]
    asked(hikari, wage="300000")
    assert pairs() == [1, 0]


def test_of_two_searches_at_once_one_sees_the_other(app, hikari) -> None:
    agency_id, moment = own_id("hikari"), now()
    db.session.rollback()
    for number in range(3):
        ids = range(number * 100, number * 100 + 10)
        asked_for = {f"介護{number}{len(some)}": some for some in (ids, ids[:9])}
        works = [
            partial(note_found, agency_id, Filters(words=(word,)), some, moment) for word, some in asked_for.items()
        ]
        assert sorted(together(app, *works)) == [0, 1]
