"""A change of mandatory information that was taken back before anybody was told of it is no news (AGY-058, AGY-060)."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.agencies.effects.agencies import put_mandatory
from app.agencies.queries.mandatory_info import get_info, newest_info_id
from app.db import db
from app.messages.models.messages import ChangeNoticeDue, Message, SendQuota
from app.messages.terms.messages import MessageKind
from app.messages.usecases.news import tell_all_changed_info, tell_changed_info
from tests import letters
from tests.usecases.messages.test_inviting import count, hikari, send

__all__ = ["hikari"]
FREE, PAID = "いただきません", "求職受付手数料 710円"


@db.write
def put_fees(agency_id: int, clock, fees: str) -> None:
    """The agency's fees change, as a processed application does it, a minute later."""
    clock.advance(minutes=1)
    told = replace(get_info(newest_info_id(agency_id, clock.now())), seeker_fees=fees)
    assert put_mandatory(agency_id, told, application_id=None, now=clock.now())


def sent_today() -> int:
    """What the day's counter says."""
    db.session.rollback()
    return db.session.scalars(select(SendQuota.sent)).one()


def news() -> list[int]:
    """The threads that were told of a change, in order."""
    db.session.rollback()
    told = select(Message.thread_id).where(Message.kind == MessageKind.CHANGE_NOTICE.value)
    return list(db.session.scalars(told.order_by(Message.id)))


@pytest.mark.rule("AGY-058", "AGY-060")
def test_a_change_taken_back_before_the_routine_is_told_to_nobody_and_not_counted(hikari, clock) -> None:
    send(hikari, clock, letters.offer(2))
    put_fees(hikari.agency_id, clock, PAID)
    put_fees(hikari.agency_id, clock, FREE)
    assert (tell_changed_info(clock.now()), tell_all_changed_info(clock.now())) == (0, 0)
    assert (sent_today(), news(), count(ChangeNoticeDue)) == (2, [], 0)


@pytest.mark.rule("AGY-058")
def test_whoever_was_told_the_change_is_told_that_it_was_taken_back(hikari, clock) -> None:
    ids = letters.offer(2)
    first = send(hikari, clock, ids[:1]).threads[ids[0]]
    put_fees(hikari.agency_id, clock, PAID)
    late = send(hikari, clock, ids[1:]).threads[ids[1]]
    put_fees(hikari.agency_id, clock, FREE)
    assert tell_changed_info(clock.now()) == 1
    assert news() == [late]
    put_fees(hikari.agency_id, clock, PAID)
    assert tell_changed_info(clock.now()) == 2
    assert news() == [late, first, late]


@pytest.mark.rule("AGY-058", "AGY-060")
def test_whoever_still_waits_for_a_change_that_was_taken_back_waits_no_longer(hikari, clock) -> None:
    send(hikari, clock, letters.offer(2))
    full(hikari.agency_id)
    put_fees(hikari.agency_id, clock, PAID)
    assert tell_changed_info(clock.now()) == 0
    assert count(ChangeNoticeDue) == 2
    put_fees(hikari.agency_id, clock, FREE)
    clock.set("2026-05-14T10:00:00+09:00")
    assert tell_changed_info(clock.now()) == 0
    assert (news(), count(ChangeNoticeDue)) == ([], 0)


@db.write
def full(agency_id: int) -> None:
    """Let the day's thousand be sent."""
    db.session.scalars(select(SendQuota).where(SendQuota.agency_id == agency_id)).one().sent = 1000
