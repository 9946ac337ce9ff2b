"""What ends a thread by itself, and what reaches none that ended; names not tried out in one (AGY-044 to AGY-058)."""

import pytest
from sqlalchemy import update

from app.agencies.models.agencies import Agency
from app.db import db
from app.kernel.personal_data import Finding, FindingKind
from app.messages.models.messages import ChangeNoticeDue, SendQuota
from app.messages.queries.threads import find_thread
from app.messages.terms.messages import Identifies, SendRefusal
from app.messages.usecases.answering import ask
from app.messages.usecases.blocking import block_agency
from app.messages.usecases.news import tell_changed_info
from app.seekers.effects.acquisitions import pseudonym
from app.seekers.models.records import SeekerRecord
from app.seekers.usecases.holding import delete_own
from tests import factories, letters
from tests.usecases.messages.test_answering import answer, change_info, thread
from tests.usecases.messages.test_inviting import change, count, hikari, send

__all__ = ["hikari", "thread"]


@pytest.mark.rule("AGY-052", "AGY-058")
def test_news_that_waited_reach_no_thread_that_was_ended_meanwhile(hikari, clock) -> None:
    ids = letters.offer(4)
    send(hikari, clock, ids)
    change(update(SendQuota).values(sent=1000))
    change_info(hikari.agency_id, clock.now())
    assert tell_changed_info(clock.now()) == 0
    assert count(ChangeNoticeDue) == 4
    db.session.rollback()
    block_agency(ids[0], hikari.agency_id, by=hikari, now=clock.now())
    delete_own(hikari.agency_id, pseudonym(hikari.agency_id, ids[1]), by=hikari, now=clock.now())
    change(update(SeekerRecord).where(SeekerRecord.id == ids[2]).values(withdrawn_at=clock.now()))
    clock.set("2026-05-14T06:00:00+09:00")
    assert tell_changed_info(clock.now()) == 1
    assert count(ChangeNoticeDue) == 0


@pytest.mark.rule("AGY-055", "AGY-058")
def test_news_that_waited_over_a_suspension_are_told_to_nobody(hikari, clock) -> None:
    send(hikari, clock, letters.offer(2))
    change(update(SendQuota).values(sent=1000))
    change_info(hikari.agency_id, clock.now())
    tell_changed_info(clock.now())
    change(update(Agency).values(stop_count=1))
    clock.set("2026-05-14T06:00:00+09:00")
    assert tell_changed_info(clock.now()) == 0
    assert count(ChangeNoticeDue) == 0


@pytest.mark.rule("AGY-053")
def test_past_the_day_of_deletion_nobody_writes_in_the_thread_and_one_may_be_begun_anew(hikari, clock, thread) -> None:
    clock.set("2026-07-31T23:59:00+09:00")
    assert find_thread(thread.number, clock.now(), agency_id=hikari.agency_id).is_open
    clock.advance(minutes=1)
    assert not find_thread(thread.number, clock.now(), agency_id=hikari.agency_id).is_open
    assert answer(hikari, clock, thread) is SendRefusal.THREAD_CLOSED
    db.session.rollback()
    asked = ask(thread.record_id, thread.number, "まだありますか。", by=hikari, now=clock.now())
    assert asked is SendRefusal.THREAD_CLOSED
    assert send(hikari, clock, [thread.record_id]).record_ids == (thread.record_id,)


@pytest.mark.rule("AGY-049")
def test_with_the_record_the_agency_deletes_its_thread_ends(hikari, clock, thread) -> None:
    delete_own(hikari.agency_id, pseudonym(hikari.agency_id, thread.record_id), by=hikari, now=clock.now())
    assert answer(hikari, clock, thread) is SendRefusal.THREAD_CLOSED


@pytest.mark.rule("AGY-002")
def test_with_the_consent_taken_back_the_thread_ends(hikari, clock, thread) -> None:
    change(update(SeekerRecord).where(SeekerRecord.id == thread.record_id).values(withdrawn_at=clock.now()))
    assert answer(hikari, clock, thread) is SendRefusal.THREAD_CLOSED


@pytest.mark.rule("AGY-055")
def test_after_a_lifted_suspension_a_seeker_may_be_written_to_anew(hikari, clock, thread) -> None:
    change(update(Agency).values(stop_count=1))
    assert send(hikari, clock, [thread.record_id]).record_ids == (thread.record_id,)


@pytest.mark.rule("AGY-044", "AGY-061")
def test_an_answer_does_not_tell_which_word_is_the_name_and_takes_no_more_tries(hikari, clock, thread) -> None:
    yamada = factories.enlist("yamada")["yamada"]
    change(update(SeekerRecord).where(SeekerRecord.id == thread.record_id).values(account_id=yamada))
    for body in ("佐藤次郎様、山田花子様、高橋三郎様", "山田花子様"):
        refused = answer(hikari, clock, thread, body)
        assert refused == Identifies(found=(Finding(kind=FindingKind.NAME, words=""),))
    assert answer(hikari, clock, thread, "佐藤次郎様") is SendRefusal.NAMED_TOO_OFTEN
    clock.set("2026-05-14T10:00:00+09:00")
    assert answer(hikari, clock, thread) is None
