"""A search goes along what is seldom, finds the same people whatever it goes along, and ends (SECURITY T7, T32)."""

import pytest

from app.db import db
from app.seekers.queries import leads, searching
from app.seekers.queries.leads import Lead, lead_along, ways_along
from app.seekers.queries.searching import search
from app.seekers.rules.searching import arcs_of
from app.seekers.terms.records import ROWS_A_QUERY, ChoiceKind, Employment, Filters, Occupation
from tests.web.seekers.conftest import found
from tests.web.seekers.test_search import asked, numbers, own_id
from tests.web.seekers.test_search_reads import STEPS

NAGASAKI = frozenset({"42"})
CLERKS = frozenset({Occupation.CLERICAL})
REGULAR, PART_TIME = frozenset({Employment.REGULAR}), frozenset({Employment.PART_TIME})
ARCS = arcs_of("secret")


def lead_of(filters: Filters) -> Lead:
    """What a search goes along."""
    return lead_along(filters, ARCS)[0]


@pytest.mark.parametrize(
    ("filters", "left", "pieces"),
    [
        (Filters(areas=NAGASAKI, occupations=CLERKS), {ChoiceKind.AREA}, 0),
        (Filters(areas=NAGASAKI, occupations=CLERKS, words=("介護",)), {ChoiceKind.AREA}, 1),
        (
            Filters(areas=NAGASAKI, employments=REGULAR, words=("介護 簿記",)),
            {ChoiceKind.AREA, ChoiceKind.EMPLOYMENT},
            1,
        ),
    ],
)
def test_what_is_seldom_leads(hikari, filters: Filters, left: set[ChoiceKind], pieces: int) -> None:
    found(1_000)
    found(60, first=2_000, occupation="clerical", text="介護 簿記")
    lead = lead_of(filters)
    assert ({kind for kind, _ in lead.chosen}, len(lead.grams)) == (left, pieces)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(areas=NAGASAKI, occupations=CLERKS, words=("簿記",)),
        Filters(areas=NAGASAKI, employments=REGULAR, words=("介護", "簿記"), wage_at_most=260_000),
        Filters(areas=NAGASAKI, occupations=CLERKS | {Occupation.CARE}),
    ],
)
def test_whatever_leads_the_same_people_are_found(hikari, clock, monkeypatch, filters: Filters) -> None:
    found(400)
    found(120, first=1_000, occupation="clerical", text="介護 簿記")
    lists = []
    for lead in ways_along(filters):
        monkeypatch.setattr(searching, "lead_along", lambda _filters, arcs, lead=lead: (lead, arcs))
        lists.append(search(filters, own_id("hikari"), clock.now()).ids)
    assert len(lists) > 1
    assert len(lists[0]) >= 120
    assert all(each == lists[0] for each in lists)


@pytest.mark.timeout(120)
def test_a_seldom_choice_among_many_is_found_with_little_work(hikari, clock, database_kind) -> None:
    """Counted where the machine can be counted: some thousand steps and not all twelve thousand people."""
    if database_kind != "sqlite":
        pytest.skip("SQLite's steps are counted")
    found(12_000)
    found(20, first=20_000, employment="part_time")
    assert steps_of(Filters(areas=NAGASAKI, employments=PART_TIME), own_id("hikari"), clock.now(), 20) < 12_000


@pytest.mark.timeout(120)
def test_what_hardly_anybody_has_is_not_looked_for_among_all(hikari, clock, database_kind, monkeypatch) -> None:
    """Of six thousand a tenth is passed, however many there are."""
    if database_kind != "sqlite":
        pytest.skip("SQLite's steps are counted")
    found(6_000)
    nobody = Filters(areas=NAGASAKI, wage_at_most=1)
    everybody_passed = steps_of(nobody, own_id("hikari"), clock.now(), 0)
    monkeypatch.setattr(leads, "ROWS_PASSED", 600)
    assert steps_of(nobody, own_id("hikari"), clock.now(), 0) < everybody_passed / 4


def steps_of(filters: Filters, agency_id: int, now, people: int) -> int:
    """How many steps SQLite's machine makes for a search that finds so many people."""
    steps: list[None] = []
    connection = db.session.connection().connection.driver_connection
    connection.set_progress_handler(lambda: steps.append(None), STEPS)
    try:
        assert len(search(filters, agency_id, now).ids) == people
    finally:
        connection.set_progress_handler(None, 0)
        db.session.rollback()
    return STEPS * len(steps)


def test_who_was_looked_for_among_a_part_is_told_so(hikari, clock, monkeypatch) -> None:
    """Whoever was found is shown, with what to do; where more than enough were found, nothing is missing."""
    found(400)
    seldom = found(40, first=1_000, wage=190_000)
    both = {"area": "42", "wage": "200000"}
    assert len(numbers(asked(hikari, **both, page=2))) == 20
    assert "きょうは全体の一部から" not in asked(hikari, **both).text
    monkeypatch.setattr(leads, "ROWS_PASSED", 200)
    some = search(Filters(areas=NAGASAKI, wage_at_most=200_000), own_id("hikari"), clock.now())
    assert not some.whole
    assert set(some.ids) < set(seldom)
    clock.advance(seconds=2)
    page = asked(hikari, **both)
    assert "きょうは全体の一部から" in page.text
    assert "日を改めるか" in page.text
    assert len(numbers(page)) == min(20, len(some.ids)) > 0


def test_more_than_enough_people_are_whole_however_far_it_went(hikari, clock, monkeypatch) -> None:
    found(1_000)
    monkeypatch.setattr(leads, "ROWS_PASSED", 600)
    hits = search(Filters(areas=NAGASAKI, employments=REGULAR), own_id("hikari"), clock.now())
    assert (len(hits.ids), hits.whole) == (ROWS_A_QUERY + 1, True)


def test_what_asks_for_nothing_more_is_not_reckoned_with(hikari, monkeypatch) -> None:
    """One choice or one word of two signs leads by itself: no statement more."""
    monkeypatch.setattr(leads, "_crowds", None)
    for filters in (Filters(), Filters(areas=NAGASAKI), Filters(words=("介護",))):
        assert lead_along(filters, ARCS)[1] == ARCS
