"""Deleting by itself: on the day after the last, after a stop of use, and many in few statements (AGY-053 to -055)."""

from datetime import date

import pytest
from sqlalchemy import select, update

from app.agencies.models.agencies import Agency
from app.db import db
from app.seekers.effects.acquisitions import acquire, pseudonym
from app.seekers.models.acquisitions import Acquisition, AcquisitionDeletion
from app.seekers.usecases.purging import AT_ONCE, purge_acquisitions
from tests import letters
from tests.agency_crowd import statements

MANY = 40


@pytest.fixture
def hikari(app, clock):
    """Hikari, which holds forty since 13 May, until the end of July."""
    clock.set("2026-05-13T10:00:00+09:00")
    by = letters.open_agency()[0]
    hold(letters.offer(MANY), by, clock.now())
    return by


@db.write
def hold(ids, by, now):
    acquire(ids, agency_id=by.agency_id, stop_count=0, by=by.account_id, now=now)


@db.write
def change(statement):
    db.session.execute(statement)


def lines() -> list[tuple[str, str]]:
    """Number and reason of every deletion noted."""
    db.session.rollback()
    return sorted(db.session.execute(select(AcquisitionDeletion.number, AcquisitionDeletion.reason)).all())


@pytest.mark.rule("AGY-053")
def test_the_day_after_the_last_day_everything_goes_and_leaves_a_line(hikari, clock):
    """Of each record its number, the reason and the moment; nothing of the person."""
    clock.set("2026-07-31T23:59:00+09:00")
    assert purge_acquisitions(clock.now()) == 0
    clock.set("2026-08-01T00:00:00+09:00")
    assert purge_acquisitions(clock.now()) == MANY
    rows = db.session.scalars(select(Acquisition)).all()
    assert {(row.profile, row.deleted_why, row.deleted_at) for row in rows} == {(None, "term", clock.now())}
    assert lines() == sorted((pseudonym(hikari.agency_id, row.record_id), "term") for row in rows)


@pytest.mark.rule("AGY-054", "AGY-055")
def test_reasons_are_told_apart(hikari, clock):
    """Who was accepted goes at the end of the fiscal year; what is from before a stop of use, at once."""
    first, *others = db.session.scalars(select(Acquisition.id).order_by(Acquisition.id)).all()
    told = {"applied_on": date(2026, 5, 20), "accepted_on": date(2026, 6, 1), "accepted_by": hikari.account_id}
    change(update(Acquisition).where(Acquisition.id == first).values(**told, kept_until=date(2027, 3, 31)))
    clock.set("2027-04-01T00:00:00+09:00")
    change(update(Acquisition).where(Acquisition.id.in_(others[:3])).values(kept_until=date(2027, 12, 31)))
    change(update(Agency).where(Agency.id == hikari.agency_id).values(stop_count=1))
    change(update(Acquisition).where(Acquisition.id.not_in(others[:3])).values(stop_count=1))
    assert purge_acquisitions(clock.now()) == MANY
    kept = {"stop_of_use": 3, "fiscal_year": 1, "term": MANY - 4}
    assert {reason: sum(why == reason for _, why in lines()) for reason in kept} == kept
    assert db.session.scalars(select(Acquisition.applied_on).where(Acquisition.id == first)).one() is None


def test_many_take_the_statements_of_few(hikari, clock):
    """A month's end brings a hundred thousand: what is deleted, and its lines, go in two statements each time."""
    ids = db.session.scalars(select(Acquisition.id)).all()
    change(update(Acquisition).where(Acquisition.id.in_(ids[1:])).values(kept_until=date(2026, 8, 31)))
    clock.set("2026-08-01T00:00:00+09:00")
    for_one = statements(lambda: purge_acquisitions(clock.now()))
    clock.set("2026-09-01T00:00:00+09:00")
    assert statements(lambda: purge_acquisitions(clock.now())) == for_one
    assert len(lines()) == MANY < AT_ONCE
