"""Threads: questions, answers, news of changed mandatory information (AGY-051, -052, -058, -060, -061)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from app.agencies.effects.agencies import put_mandatory
from app.agencies.models.participation import Suspension
from app.agencies.queries.mandatory_info import get_info, newest_info_id
from app.agencies.terms.participation import EndedWhy, SuspensionEnd
from app.db import db
from app.messages.models.messages import ChangeNoticeDue, SendQuota, Thread
from app.messages.queries.invariants import days_sent_wrongly
from app.messages.queries.threads import find_thread, lines_of
from app.messages.terms.messages import Identifies, MessageKind, SendRefusal
from app.messages.usecases.answering import ask, send_answer
from app.messages.usecases.blocking import block_agency
from app.messages.usecases.news import tell_all_changed_info, tell_changed_info
from tests import letters
from tests.usecases.messages.test_inviting import change, count, hikari, send, set_sent, stop

__all__ = ["hikari"]
ANSWER = "はい、面談は来週の水曜日にできます。"


@pytest.fixture
def thread(hikari, clock):
    """A thread in which the seeker asked something."""
    ids = letters.offer(1)
    send(hikari, clock, ids)
    number = db.session.scalar(select(Thread.number))
    db.session.rollback()
    assert ask(ids[0], number, "面談はいつできますか。", by=hikari, now=clock.now()) is None
    return find_thread(number, clock.now(), record_id=ids[0])


def answer(hikari, clock, thread, body: str = ANSWER):
    """What answering comes to."""
    db.session.rollback()
    return send_answer(hikari.agency_id, thread.number, body, by=hikari, now=clock.now())


@pytest.mark.rule("AGY-051")
def test_both_sides_see_the_whole_thread_in_order(hikari, clock, thread) -> None:
    assert answer(hikari, clock, thread) is None
    kinds = [line.kind for line in lines_of(thread.id)]
    assert kinds == [MessageKind.FIRST_INVITATION, MessageKind.QUESTION, MessageKind.ANSWER]
    assert days_sent_wrongly(clock.now()) == []


@pytest.mark.rule("AGY-051")
def test_what_nobody_asked_is_no_answer(hikari, clock) -> None:
    send(hikari, clock, letters.offer(1))
    number = db.session.scalar(select(Thread.number))
    thread = find_thread(number, clock.now(), agency_id=hikari.agency_id)
    assert answer(hikari, clock, thread) is SendRefusal.NOTHING_ASKED


@pytest.mark.rule("AGY-052")
def test_after_a_block_no_answer_goes_and_none_is_counted(hikari, clock, thread) -> None:
    block_agency(thread.record_id, hikari.agency_id, by=hikari, now=clock.now())
    assert answer(hikari, clock, thread) is SendRefusal.BLOCKED
    assert db.session.scalar(select(SendQuota.sent)) == 1


@pytest.mark.rule("AGY-060")
def test_an_answer_counts_and_may_use_what_is_kept_for_answers(hikari, clock, thread) -> None:
    change(update(SendQuota).values(sent=999))
    assert answer(hikari, clock, thread) is None
    assert answer(hikari, clock, thread) is SendRefusal.CAP_REACHED


@pytest.mark.rule("AGY-061")
def test_neither_side_writes_who_it_is(hikari, clock, thread) -> None:
    assert isinstance(answer(hikari, clock, thread, "hikari@elsewhere.example まで"), Identifies)
    db.session.rollback()
    refused = ask(thread.record_id, thread.number, "わたしは090-1234-5678です", by=hikari, now=clock.now())
    assert isinstance(refused, Identifies)


@pytest.mark.rule("AGY-048")
def test_a_thread_of_another_agency_is_none(hikari, clock, thread) -> None:
    assert find_thread(thread.number, clock.now(), agency_id=hikari.agency_id + 1) is None
    assert find_thread(thread.number, clock.now(), record_id=thread.record_id + 1) is None


@pytest.mark.rule("AGY-055")
def test_a_lifted_suspension_opens_no_thread_again(hikari, clock, thread) -> None:
    stop(hikari.agency_id, clock.now())
    assert not find_thread(thread.number, clock.now(), agency_id=hikari.agency_id).is_open
    assert answer(hikari, clock, thread) is SendRefusal.SERVICE_CLOSED


@db.write
def change_info(agency_id: int, now) -> None:
    """The agency's fees change, as a processed application does it."""
    told = replace(get_info(newest_info_id(agency_id, now)), seeker_fees="求職受付手数料 710円")
    assert put_mandatory(agency_id, told, application_id=None, now=now)


@pytest.mark.rule("AGY-058")
def test_open_threads_are_told_once_what_changed_and_blocked_ones_nothing(hikari, clock) -> None:
    ids = letters.offer(3)
    send(hikari, clock, ids)
    block_agency(ids[2], hikari.agency_id, by=hikari, now=clock.now())
    assert tell_changed_info(clock.now()) == 0
    change_info(hikari.agency_id, clock.now())
    assert tell_changed_info(clock.now()) == 2
    assert tell_changed_info(clock.now()) == 0
    threads = db.session.scalars(select(Thread.id).order_by(Thread.id)).all()
    last = [lines_of(each)[-1] for each in threads]
    assert [line.kind for line in last] == [MessageKind.CHANGE_NOTICE] * 2 + [MessageKind.FIRST_INVITATION]
    assert "これまで：いただきません" in last[0].body
    assert "これから：求職受付手数料 710円" in last[0].body
    assert "扱う職種" not in last[0].body
    assert days_sent_wrongly(clock.now()) == []


@pytest.mark.rule("AGY-058")
def test_after_a_standstill_the_daily_round_tells_what_the_others_missed(hikari, clock) -> None:
    send(hikari, clock, letters.offer(1))
    change_info(hikari.agency_id, clock.now())
    clock.set("2026-05-18T10:00:00+09:00")
    assert tell_changed_info(clock.now()) == 0
    assert tell_all_changed_info(clock.now()) == 1


@pytest.mark.rule("AGY-058")
def test_news_of_a_time_when_facts_were_found_are_told_as_soon_as_the_agency_may_write(hikari, clock) -> None:
    send(hikari, clock, letters.offer(1))
    stop(hikari.agency_id, clock.now(), SuspensionEnd.UNTIL_FACTS_CONFIRMED)
    change_info(hikari.agency_id, clock.now())
    clock.set("2026-05-20T10:00:00+09:00")
    assert tell_changed_info(clock.now()) == 0
    change(update(Suspension).values(ended_at=clock.now(), ended_why=EndedWhy.LIFTED.value))
    assert tell_changed_info(clock.now()) == 1


@pytest.mark.rule("AGY-058", "AGY-060")
def test_news_past_the_thousand_wait_and_go_first_the_next_day(hikari, clock) -> None:
    ids = letters.offer(4)
    send(hikari, clock, ids[:3])
    change(update(SendQuota).values(sent=998))
    change_info(hikari.agency_id, clock.now())
    assert tell_changed_info(clock.now()) == 2
    assert count(ChangeNoticeDue) == 1
    clock.set("2026-05-14T06:00:00+09:00")
    set_sent(hikari.agency_id, date(2026, 5, 14), 999)
    assert send(hikari, clock, ids[3:]) is SendRefusal.CAP_REACHED
    assert tell_changed_info(clock.now()) == 1
    assert count(ChangeNoticeDue) == 0
