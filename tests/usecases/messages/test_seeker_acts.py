"""What a seeker does about an agency: a demand to delete, a report to the bureau, reading (AGY-049, AGY-071)."""

import pytest
from sqlalchemy import select, update

from app.audit.models import AuditEvent
from app.db import db
from app.kernel.roles import Identity, Role
from app.messages.models.messages import Thread
from app.messages.models.reports import ThreadReport
from app.messages.queries.inbox import letters_to, unread_in
from app.messages.queries.threads import find_thread
from app.messages.terms.messages import Invited, SendRefusal
from app.messages.terms.seeker import DemandRefusal, ReportRefusal
from app.messages.usecases.answering import ask
from app.messages.usecases.blocking import block_agency
from app.messages.usecases.closing import close_ended_threads
from app.messages.usecases.demanding import demand_deletion
from app.messages.usecases.reading import read_thread
from app.messages.usecases.reporting import report_thread
from app.notices.queries import inbox_of
from app.oversight.queries.complaints import complaints_of, find_complaint, find_reported
from app.oversight.terms.requests import ComplainantKind, ComplaintSource
from app.seekers.models.acquisitions import Acquisition, AcquisitionDeletion
from app.seekers.models.records import SeekerRecord
from app.seekers.usecases.holding import delete_own
from app.seekers.usecases.offering import offer_record, withdraw_record
from tests import factories, letters
from tests.usecases.messages.test_answering import answer
from tests.usecases.messages.test_inviting import change, count, hikari, send
from tests.usecases.seekers.test_offering import PROFILE

__all__ = ["hikari"]
REASON = "介護の求人と書いてあったのに、別の仕事をすすめられました。"


@pytest.fixture
def yamada(app, hikari):
    """A seeker with an account."""
    account_id = factories.enlist("yamada")["yamada"]
    return Identity(roles=frozenset({Role.SEEKER}), account_id=account_id, name="山田花子")


@pytest.fixture
def records(yamada):
    """The record of the seeker, and somebody else's."""
    return letters.offer(2, account_id=yamada.account_id)


@pytest.fixture
def thread(hikari, yamada, records, clock):
    """A thread that Hikari opened with the seeker."""
    record_id = records[0]
    send(hikari, clock, [record_id])
    number = db.session.scalar(select(Thread.number))
    found = find_thread(number, clock.now(), record_id=record_id)
    db.session.rollback()
    return found


def demand(thread, yamada, clock):
    """What a demand to delete comes to."""
    db.session.rollback()
    return demand_deletion(thread.record_id, thread.agency_id, by=yamada, now=clock.now())


def report(thread, yamada, clock):
    """What a report comes to."""
    db.session.rollback()
    return report_thread(thread.record_id, thread.number, REASON, by=yamada, now=clock.now())


@pytest.mark.rule("AGY-049")
def test_a_demand_deletes_at_once_ends_the_thread_and_tells_the_seeker(hikari, clock, yamada, thread) -> None:
    number = db.session.scalar(select(Acquisition.number))
    assert demand(thread, yamada, clock) is None
    held = db.session.scalars(select(Acquisition)).one()
    assert (held.profile, held.deleted_why) == (None, "seeker")
    log = db.session.scalars(select(AcquisitionDeletion)).one()
    assert (log.number, log.reason) == (number, "seeker")
    assert not find_thread(thread.number, clock.now(), agency_id=hikari.agency_id).is_open
    (notice,) = inbox_of(yamada.account_id, clock.now())
    assert notice.kind == "M-AGY-14"
    assert "2026年5月13日（水）10時00分" in notice.body
    assert (
        ask(thread.record_id, thread.number, "まだありますか。", by=yamada, now=clock.now())
        is SendRefusal.THREAD_CLOSED
    )


@pytest.mark.rule("AGY-049")
def test_what_the_agency_deletes_at_the_seekers_word_is_told_to_the_seeker(hikari, clock, yamada, thread) -> None:
    number = db.session.scalar(select(Acquisition.number))
    db.session.rollback()
    assert delete_own(hikari.agency_id, number, by=hikari, now=clock.now())
    (notice,) = inbox_of(yamada.account_id, clock.now())
    assert notice.kind == "M-AGY-14"


@pytest.mark.rule("AGY-002")
def test_a_consent_given_anew_opens_no_thread_that_was_closed(hikari, clock, yamada, thread) -> None:
    assert close_ended_threads(clock.now()) == 0
    withdraw_record(by=yamada, now=clock.now())
    assert close_ended_threads(clock.now()) == 1
    change(update(SeekerRecord).values(withdrawn_at=None))
    assert not find_thread(thread.number, clock.now(), record_id=thread.record_id).is_open


@pytest.mark.rule("AGY-002")
def test_a_consent_given_anew_at_once_opens_no_old_thread(hikari, clock, yamada, thread) -> None:
    assert withdraw_record(by=yamada, now=clock.now()) is None
    assert offer_record(PROFILE, agreed=True, by=yamada, now=clock.now()) is None
    assert not find_thread(thread.number, clock.now(), record_id=thread.record_id).is_open
    assert answer(hikari, clock, thread) is SendRefusal.THREAD_CLOSED
    db.session.rollback()
    assert ask(thread.record_id, thread.number, "まだありますか。", by=yamada, now=clock.now()) is (
        SendRefusal.THREAD_CLOSED
    )
    (begun,) = send(hikari, clock, [thread.record_id]).threads.values()
    assert begun != thread.id
    assert not find_thread(thread.number, clock.now(), record_id=thread.record_id).is_open


@pytest.mark.rule("AGY-002")
def test_a_record_that_says_something_else_keeps_its_threads(hikari, clock, yamada, thread) -> None:
    assert offer_record(PROFILE, agreed=True, by=yamada, now=clock.now()) is None
    assert find_thread(thread.number, clock.now(), record_id=thread.record_id).is_open


@pytest.mark.rule("AGY-049")
def test_a_second_demand_deletes_nothing_and_tells_nothing(hikari, clock, yamada, thread) -> None:
    assert demand(thread, yamada, clock) is None
    assert demand(thread, yamada, clock) is DemandRefusal.NOTHING_HELD
    assert len(inbox_of(yamada.account_id, clock.now())) == count(AcquisitionDeletion) == 1


@pytest.mark.rule("AGY-049", "AGY-052")
def test_after_a_demand_the_agency_may_begin_anew_and_after_a_block_never(hikari, clock, yamada, thread) -> None:
    assert demand(thread, yamada, clock) is None
    again = send(hikari, clock, [thread.record_id])
    assert isinstance(again, Invited)
    assert again.record_ids == (thread.record_id,)
    db.session.rollback()
    block_agency(thread.record_id, hikari.agency_id, by=yamada, now=clock.now())
    assert send(hikari, clock, [thread.record_id]).record_ids == ()


@pytest.mark.rule("AGY-049")
def test_only_the_one_record_is_deleted(hikari, clock, yamada, thread, records) -> None:
    send(hikari, clock, records[1:])
    db.session.rollback()
    assert demand(thread, yamada, clock) is None
    living = db.session.scalars(select(Acquisition.record_id).where(Acquisition.deleted_at.is_(None))).all()
    assert living == records[1:]


@pytest.mark.rule("AGY-071")
def test_a_report_is_a_complaint_of_the_bureau_and_not_in_the_register(hikari, clock, yamada, thread) -> None:
    number = report(thread, yamada, clock)
    complaint = find_reported(number)
    assert (complaint.source, complaint.complainant) == (ComplaintSource.SEEKER, ComplainantKind.SEEKER)
    assert complaint.content == REASON
    assert complaints_of(hikari.agency_id) == []
    assert find_complaint(hikari.agency_id, number) is None
    assert db.session.scalar(select(ThreadReport.thread_id)) == thread.id
    assert "messages.reported" in db.session.scalars(select(AuditEvent.act)).all()


@pytest.mark.rule("AGY-071")
def test_a_thread_is_reported_once_also_when_it_is_over(hikari, clock, yamada, thread) -> None:
    block_agency(thread.record_id, hikari.agency_id, by=yamada, now=clock.now())
    assert isinstance(report(thread, yamada, clock), str)
    assert report(thread, yamada, clock) is ReportRefusal.REPORTED_ALREADY


def test_another_s_thread_is_neither_reported_nor_read(hikari, clock, yamada, thread, records) -> None:
    other = records[1]
    with pytest.raises(LookupError):
        report_thread(other, thread.number, REASON, by=yamada, now=clock.now())
    db.session.rollback()
    assert not read_thread(other, thread.number, clock.now())


@pytest.mark.rule("AGY-051")
def test_what_the_agency_wrote_is_unread_until_the_seeker_reads_it(hikari, clock, yamada, thread) -> None:
    assert unread_in(letters_to(yamada.account_id, clock.now())) == 1
    db.session.rollback()
    assert read_thread(thread.record_id, thread.number, clock.now())
    assert ask(thread.record_id, thread.number, "面談はいつですか。", by=yamada, now=clock.now()) is None
    assert unread_in(letters_to(yamada.account_id, clock.now())) == 0
    assert answer(hikari, clock, thread) is None
    assert unread_in(letters_to(yamada.account_id, clock.now())) == 1


def test_who_offers_no_record_has_no_letters(hikari, clock, yamada) -> None:
    assert letters_to(yamada.account_id, clock.now()) == []
