"""Who closes the account is not found and not written to any more, by anybody (AGY-002, AGY-051, AGY-058)."""

from dataclasses import replace
from threading import Event
from time import sleep

import pytest
from sqlalchemy import select

from app.accounts.effects.people import erase_person, lock_account
from app.agencies.effects.agencies import put_mandatory
from app.agencies.queries.mandatory_info import get_info, newest_info_id
from app.db import db
from app.messages.models.messages import Message, Thread
from app.messages.queries.agency_inbox import find_line, waiting_for_answer
from app.messages.queries.sending import quota_facts
from app.messages.rules.quota import quota_day
from app.messages.terms.messages import LeftOut, SendRefusal
from app.messages.usecases.answering import ask, send_answer
from app.messages.usecases.news import tell_changed_info
from app.seekers.effects.acquisitions import pseudonym
from app.seekers.queries.invitees import held_invitees
from app.seekers.queries.searching import search
from app.seekers.terms.acquisitions import OWN_PLACEMENT, Acquired, AcquisitionRefusal
from app.seekers.terms.records import Filters
from app.seekers.usecases.acquiring import acquire_found
from tests import factories, letters
from tests.together import together
from tests.usecases.messages.test_inviting import count, hikari, send, told

__all__ = ["hikari"]
CROWD = 12
"""More than the smallest group a search shows, with one and without."""


@pytest.fixture
def yamada(hikari) -> int:
    """The account of a seeker."""
    return factories.enlist("yamada")["yamada"]


@db.write
def close(account_id: int, now) -> None:
    """What closing an account does to its row."""
    erase_person(lock_account(account_id), now)


def found(hikari, clock) -> list[int]:
    """The records the agency finds, in the order of their ids."""
    db.session.rollback()
    return sorted(search(Filters(), hikari.agency_id, clock.now()).ids)


@pytest.mark.rule("AGY-002")
def test_nobody_finds_acquires_or_invites_who_closed_the_account(hikari, clock, yamada) -> None:
    ids = list(letters.offer(CROWD, account_id=yamada))
    assert found(hikari, clock) == ids
    close(yamada, clock.now())
    assert found(hikari, clock) == ids[1:]
    numbers = [pseudonym(hikari.agency_id, each) for each in ids[:2]]
    taken = [
        acquire_found(hikari.agency_id, Filters(), [each], OWN_PLACEMENT, by=hikari, now=clock.now())
        for each in numbers
    ]
    assert taken == [AcquisitionRefusal.NOT_FOUND_NOW, Acquired(new=1, held=0, gone=0)]
    written_to, left_out, _ = told(send(hikari, clock, ids[:2]))
    assert (written_to, left_out) == ((ids[1],), {ids[0]: LeftOut.NOT_OFFERED})


def asked_thread(hikari, clock, yamada) -> str:
    """The number of a thread in which the seeker asked something."""
    (record_id,) = letters.offer(1, account_id=yamada)
    send(hikari, clock, [record_id])
    number = db.session.scalar(select(Thread.number))
    db.session.rollback()
    assert ask(record_id, number, "いつですか。", by=hikari, now=clock.now()) is None
    return number


@pytest.mark.rule("AGY-051", "AGY-058")
def test_a_thread_is_over_once_its_seeker_closed_the_account(hikari, clock, yamada) -> None:
    number = asked_thread(hikari, clock, yamada)
    assert [each.number for each in waiting_for_answer(hikari.agency_id, 5, clock.now())] == [number]
    close(yamada, clock.now())
    outcome = send_answer(hikari.agency_id, number, "来週です。", by=hikari, now=clock.now())
    assert outcome is SendRefusal.THREAD_CLOSED
    assert quota_facts(hikari.agency_id, quota_day(clock.now())).sent == 1
    assert waiting_for_answer(hikari.agency_id, 5, clock.now()) == []
    assert not find_line(hikari.agency_id, number, clock.now()).is_open
    before = count(Message)
    change_info(hikari.agency_id, clock)
    assert tell_changed_info(clock.now()) == 0
    assert count(Message) == before


def change_info(agency_id: int, clock) -> None:
    """Let what the agency must tell be another from now on."""
    changed = replace(get_info(newest_info_id(agency_id, clock.now())), areas="全国")
    db.write(lambda: put_mandatory(agency_id, changed, application_id=None, now=clock.now()))()


@pytest.mark.rule("AGY-002")
def test_an_account_is_closed_before_a_letter_or_after_it(app, hikari, clock, yamada) -> None:
    ids, begun, order = letters.offer(1, account_id=yamada), Event(), []

    @db.write
    def write() -> None:
        (invitee,) = held_invitees(ids, hikari.agency_id, letters.stop_count(), clock.now())
        begun.set()
        sleep(0.3)
        order.append(("written", invitee.is_offered))

    def leave() -> None:
        begun.wait()
        close(yamada, clock.now())
        order.append(("left", True))

    together(app, write, leave)
    assert order == [("written", True), ("left", True)]
