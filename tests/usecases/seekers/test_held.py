"""What an agency holds, by its own numbers: only living rows, worker or no worker (AGY-048, AGY-053, AGY-055)."""

from datetime import date

import pytest
from sqlalchemy import update

from app.agencies.models.agencies import Agency
from app.db import db
from app.seekers.effects.acquisitions import acquire, delete_held, pseudonym
from app.seekers.queries.held import find_held, held_ids, list_held
from app.seekers.terms.records import DeletionReason
from tests import letters

TODAY = date(2026, 5, 13)
LAST_DAY, DAY_AFTER = date(2026, 7, 31), date(2026, 8, 1)


@pytest.fixture
def held(app, clock):
    """Hikari holds two of three offered records since 13 May; Hikari, and the three."""
    clock.set("2026-05-13T10:00:00+09:00")
    hikari = letters.open_agency()[0]
    ids = letters.offer(3)
    _acquire(ids[:2], hikari, clock.now())
    return hikari, ids


@db.write
def _acquire(ids, by, now):
    acquire(ids, agency_id=by.agency_id, stop_count=0, by=by.account_id, now=now)


@db.write
def _delete(record_id, now):
    delete_held(record_id, DeletionReason.SEEKER, now)


@db.write
def _change(statement):
    db.session.execute(statement)


def test_an_agency_s_own_numbers_lead_to_what_it_holds(held):
    """All of it, or of the numbers asked for; a number of nothing it holds leads nowhere."""
    hikari, (first, second, third) = held
    own = {each: pseudonym(hikari.agency_id, each) for each in (first, second, third)}
    assert held_ids(hikari.agency_id, TODAY) == {own[first]: first, own[second]: second}
    assert held_ids(hikari.agency_id, TODAY, [own[second], own[third], "nothing"]) == {own[second]: second}
    assert held_ids(hikari.agency_id, TODAY, []) == {}
    assert {each.number for each in list_held(hikari.agency_id, TODAY, limit=9)} == {own[first], own[second]}


@pytest.mark.rule("AGY-048")
def test_another_agency_s_numbers_lead_nowhere(held):
    """The same number asked for by another agency is no number at all."""
    hikari, (first, *_) = held
    number = pseudonym(hikari.agency_id, first)
    assert find_held(hikari.agency_id, number, TODAY)
    assert find_held(hikari.agency_id + 1, number, TODAY) is None
    assert held_ids(hikari.agency_id + 1, TODAY, [number]) == {}


@pytest.mark.rule("AGY-053", "AGY-055")
def test_what_is_over_is_not_held_though_no_worker_ran(held, clock):
    """Its last day still, the day after no more; under another count of stops not at all."""
    hikari, _ = held
    assert len(held_ids(hikari.agency_id, LAST_DAY)) == 2
    assert held_ids(hikari.agency_id, DAY_AFTER) == {}
    _change(update(Agency).where(Agency.id == hikari.agency_id).values(stop_count=1))
    assert held_ids(hikari.agency_id, TODAY) == {}


def test_what_was_deleted_is_not_held(held, clock):
    """A deletion takes it away at once."""
    hikari, (first, second, _) = held
    _delete(first, clock.now())
    assert list(held_ids(hikari.agency_id, TODAY).values()) == [second]
