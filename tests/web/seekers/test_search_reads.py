"""A search reads as much among many as among few (SECURITY T7, T32)."""

import pytest

from app.db import db
from app.seekers.queries.searching import search
from app.seekers.terms.records import ROWS_A_QUERY, Filters
from tests.web.seekers.conftest import found
from tests.web.seekers.test_search import own_id

FEW, MANY = 3_000, 12_000
STEPS = 10
SEARCHES = {
    "everybody": Filters(),
    "an area": Filters(areas=frozenset({"42"})),
    "a word": Filters(words=("介護",)),
    "an area and a word": Filters(areas=frozenset({"42"}), words=("介護",)),
}


def work_of(filters: Filters, agency_id: int, now) -> int:
    """How many steps SQLite's machine makes for a search, in tens."""
    steps: list[None] = []
    connection = db.session.connection().connection.driver_connection
    connection.set_progress_handler(lambda: steps.append(None), STEPS)
    try:
        assert len(search(filters, agency_id, now).ids) == ROWS_A_QUERY + 1
    finally:
        connection.set_progress_handler(None, 0)
        db.session.rollback()
    return len(steps)


@pytest.mark.timeout(120)
def test_four_times_the_people_are_no_more_work(hikari, clock, database_kind) -> None:
    """Counted where the machine can be counted; PostgreSQL's plan follows its statistics, of which a test has none."""
    if database_kind != "sqlite":
        pytest.skip("SQLite's steps are counted")
    agency_id = own_id("hikari")
    found(FEW)
    among_few = {name: work_of(filters, agency_id, clock.now()) for name, filters in SEARCHES.items()}
    found(MANY - FEW, first=FEW)
    among_many = {name: work_of(filters, agency_id, clock.now()) for name, filters in SEARCHES.items()}
    assert {name for name in SEARCHES if among_many[name] > 1.5 * among_few[name]} == set()
