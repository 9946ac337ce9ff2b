"""Whom an agency may write to, and what stays of it (AGY-044, AGY-045, AGY-050 to -056, AGY-060, AGY-061)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from app.agencies.effects.participation import lock_agency, suspend
from app.agencies.models.agencies import MandatoryInfoVersion
from app.agencies.models.participation import Participation, ParticipationService
from app.agencies.terms.participation import Ground, NewSuspension, SuspensionEnd
from app.db import db
from app.kernel.personal_data import FindingKind
from app.messages.models.messages import Message, MessageText, SendQuota, SendReserve, Thread
from app.messages.queries.invariants import days_sent_wrongly
from app.messages.terms.messages import Identifies, Invited, LeftOut, SendRefusal
from app.messages.usecases.blocking import block_agency
from app.messages.usecases.sending import send_first_invitations
from app.seekers.effects.acquisitions import acquire, pseudonym
from app.seekers.models.acquisitions import Acquisition, AcquisitionDeletion
from app.seekers.models.records import SeekerRecord
from app.seekers.usecases.purging import purge_acquisitions
from tests import factories, letters
from tests.letters import LETTER

TODAY = "2026-05-13T10:00:00+09:00"


@pytest.fixture
def hikari(app, clock):
    """Hikari, active since April; it is 13 May, ten o'clock."""
    clock.set(TODAY)
    return letters.open_agency()[0]


def send(hikari, clock, ids, body: str = LETTER):
    """What writing to these comes to."""
    return send_first_invitations(hikari.agency_id, ids, body, by=hikari, now=clock.now())


def told(outcome) -> tuple[tuple[int, ...], dict[int, LeftOut], int]:
    """Who was written to, who was left out, how many are left of the day."""
    assert isinstance(outcome, Invited), outcome
    return outcome.record_ids, outcome.left_out, outcome.remaining


def count(model) -> int:
    """Rows of a table."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


@db.write
def change(statement) -> None:
    """Change rows past the use-cases."""
    db.session.execute(statement)


@db.write
def set_sent(agency_id: int, day: date, sent: int) -> None:
    """Let so many be sent already."""
    db.session.add(SendQuota(agency_id=agency_id, day=day, sent=sent))


@db.write
def stop(agency_id: int, now, end: SuspensionEnd = SuspensionEnd.UNTIL_CORRECTED) -> None:
    """Suspend the agency."""
    lock_agency(agency_id)
    participation_id = db.session.scalar(select(Participation.id).where(Participation.agency_id == agency_id))
    ground = Ground.FACT_FINDING if end is SuspensionEnd.UNTIL_FACTS_CONFIRMED else Ground.EXCESSIVE_SALES
    decided = NewSuspension(
        ground=ground, end_kind=end, begins_at=now, first_day=date(2026, 5, 14), reason="過剰な営業"
    )
    suspend(participation_id, decided, by=None, now=now)


@db.write
def acquire_for(by, ids, now) -> None:
    """Let an agency hold records it has not written to."""
    acquire(ids, agency_id=by.agency_id, stop_count=letters.stop_count(), by=by.account_id, now=now)


@pytest.mark.rule("AGY-045", "AGY-051", "AGY-056")
def test_a_first_invitation_opens_a_thread_with_the_mandatory_information(hikari, clock) -> None:
    ids = letters.offer(3)
    assert told(send(hikari, clock, ids)) == (tuple(ids), {}, 997)
    rows = db.session.execute(select(Message.kind, Message.mandatory_info_id).order_by(Message.id)).all()
    info = db.session.scalar(select(MandatoryInfoVersion.id))
    assert rows == [("first_invitation", info)] * 3
    assert (count(Thread), count(MessageText), count(Acquisition)) == (3, 1, 3)
    held = db.session.scalars(select(Acquisition).order_by(Acquisition.id)).first()
    assert (held.acquired_on, held.kept_until, held.acquired_by) == (
        date(2026, 5, 13),
        date(2026, 7, 31),
        hikari.account_id,
    )
    assert days_sent_wrongly(clock.now()) == []


@pytest.mark.rule("AGY-056")
def test_without_mandatory_information_nothing_is_sent(hikari, clock) -> None:
    ids = letters.offer(1)
    change(MandatoryInfoVersion.__table__.delete())
    assert send(hikari, clock, ids) is SendRefusal.NO_MANDATORY_INFO
    assert count(Message) == 0


@pytest.mark.rule("AGY-010", "AGY-060")
def test_past_the_limit_of_the_service_nothing_is_sent(hikari, clock) -> None:
    ids = letters.offer(1)
    change(update(ParticipationService).values(valid_until=date(2026, 5, 12)))
    assert send(hikari, clock, ids) is SendRefusal.SERVICE_CLOSED


@pytest.mark.rule("AGY-060")
def test_the_thousandth_goes_and_the_next_is_refused_until_midnight(hikari, clock) -> None:
    ids = letters.offer(3)
    set_sent(hikari.agency_id, date(2026, 5, 13), 999)
    assert told(send(hikari, clock, ids[:1])) == ((ids[0],), {}, 0)
    assert send(hikari, clock, ids[1:2]) is SendRefusal.CAP_REACHED
    clock.set("2026-05-13T23:59:59+09:00")
    assert send(hikari, clock, ids[1:2]) is SendRefusal.CAP_REACHED
    clock.set("2026-05-14T00:00:00+09:00")
    assert told(send(hikari, clock, ids[1:2])) == ((ids[1],), {}, 999)


@pytest.mark.rule("AGY-060")
def test_the_first_that_fit_are_sent_and_the_rest_are_told(hikari, clock) -> None:
    ids = letters.offer(3)
    set_sent(hikari.agency_id, date(2026, 5, 13), 998)
    outcome = send(hikari, clock, ids)
    assert told(outcome) == (tuple(ids[:2]), {ids[2]: LeftOut.OVER_CAP}, 0)
    assert count(Message) == 2


@pytest.mark.rule("AGY-060")
def test_what_is_kept_for_answers_no_invitation_takes(hikari, clock) -> None:
    ids = letters.offer(2)
    set_sent(hikari.agency_id, date(2026, 5, 13), 899)
    change(SendReserve.__table__.insert().values(
        agency_id=hikari.agency_id, kept=100, set_at=clock.now(), set_by=hikari.account_id
    ))  # fmt: skip
    assert send(hikari, clock, ids).left_out == {ids[1]: LeftOut.OVER_CAP}
    assert send(hikari, clock, ids[1:]) is SendRefusal.KEPT_FOR_ANSWERS


@pytest.mark.rule("AGY-047", "AGY-052")
def test_whoever_blocked_is_left_out_and_not_counted(hikari, clock) -> None:
    ids = letters.offer(2)
    assert block_agency(ids[0], hikari.agency_id, by=hikari, now=clock.now())
    assert told(send(hikari, clock, ids)) == ((ids[1],), {ids[0]: LeftOut.BLOCKED}, 999)


@pytest.mark.rule("AGY-050")
def test_a_block_takes_the_agencys_copy_and_ends_the_thread(hikari, clock) -> None:
    ids = letters.offer(1)
    send(hikari, clock, ids)
    number = pseudonym(hikari.agency_id, ids[0])
    assert block_agency(ids[0], hikari.agency_id, by=hikari, now=clock.now())
    assert not block_agency(ids[0], hikari.agency_id, by=hikari, now=clock.now())
    held = db.session.scalars(select(Acquisition)).one()
    assert (held.profile, held.deleted_why, held.number) == (None, "block", number)
    log = db.session.scalars(select(AcquisitionDeletion)).one()
    assert (log.number, log.reason) == (number, "block")
    thread = db.session.scalars(select(Thread)).one()
    assert not thread.is_open
    assert thread.blocked_at == clock.now()


@pytest.mark.rule("AGY-002")
def test_whoever_withdrew_or_is_past_the_day_is_left_out(hikari, clock) -> None:
    withdrawn, kept = letters.offer(2)
    change(update(SeekerRecord).where(SeekerRecord.id == withdrawn).values(withdrawn_at=clock.now()))
    assert send(hikari, clock, [withdrawn, kept]).left_out == {withdrawn: LeftOut.NOT_OFFERED}
    change(update(SeekerRecord).where(SeekerRecord.id == kept).values(valid_until=date(2026, 5, 12)))
    assert send(hikari, clock, [kept]).left_out == {kept: LeftOut.NOT_OFFERED}


@pytest.mark.rule("AGY-051")
def test_nobody_is_invited_twice_while_the_thread_lives(hikari, clock) -> None:
    ids = letters.offer(1)
    send(hikari, clock, ids)
    assert send(hikari, clock, ids).left_out == {ids[0]: LeftOut.ALREADY_INVITED}
    assert count(Thread) == 1


@pytest.mark.rule("AGY-061")
def test_a_letter_that_identifies_is_refused_and_nothing_is_written(hikari, clock) -> None:
    ids = letters.offer(1)
    refused = send(hikari, clock, ids, "090-1234-5678へお電話ください。")
    assert isinstance(refused, Identifies)
    assert [found.kind for found in refused.found] == [FindingKind.PHONE]
    assert (count(Message), count(SendQuota)) == (0, 0)


@pytest.mark.rule("AGY-061")
def test_the_agencys_own_contact_may_be_written_and_the_seekers_name_not(hikari, clock) -> None:
    yamada = factories.enlist("yamada")["yamada"]
    ids = letters.offer(2, account_id=yamada)
    outcome = send(hikari, clock, ids, "山田花子様 お問い合わせは095-800-0001へ。")
    assert told(outcome) == ((ids[1],), {ids[0]: LeftOut.IDENTIFIES}, 999)


@pytest.mark.rule("AGY-055")
def test_a_suspension_stops_sending_at_once_and_its_lifting_brings_nothing_back(hikari, clock) -> None:
    ids = letters.offer(2)
    send(hikari, clock, ids[:1])
    stop(hikari.agency_id, clock.now())
    assert send(hikari, clock, ids) is SendRefusal.SERVICE_CLOSED
    held = db.session.scalars(select(Acquisition)).one()
    assert held.stop_count != letters.stop_count()
    assert purge_acquisitions(clock.now()) == 1
    db.session.rollback()
    assert db.session.scalars(select(Acquisition.deleted_why)).all() == ["stop_of_use"]


@pytest.mark.rule("AGY-089")
def test_fact_finding_hides_and_deletes_nothing(hikari, clock) -> None:
    ids = letters.offer(1)
    send(hikari, clock, ids)
    stop(hikari.agency_id, clock.now(), SuspensionEnd.UNTIL_FACTS_CONFIRMED)
    assert letters.stop_count() == 0
    assert purge_acquisitions(clock.now()) == 0


@pytest.mark.rule("AGY-053")
@pytest.mark.parametrize(("day", "purged"), [("2026-07-31T23:59:00+09:00", 0), ("2026-08-01T00:00:00+09:00", 1)])
def test_past_its_day_a_record_is_purged_and_a_line_stays(hikari, clock, day: str, purged: int) -> None:
    send(hikari, clock, letters.offer(1))
    clock.set(day)
    assert purge_acquisitions(clock.now()) == purged
    assert count(AcquisitionDeletion) == purged


@pytest.mark.rule("AGY-044")
def test_two_agencies_know_a_seeker_by_different_numbers(hikari) -> None:
    numbers = {pseudonym(agency, record) for agency in (1, 2, 3) for record in range(200)}
    assert len(numbers) == 600
    assert pseudonym(hikari.agency_id, 7) == pseudonym(hikari.agency_id, 7)


def test_the_invariant_finds_a_counter_that_is_not_the_number_of_messages(hikari, clock) -> None:
    send(hikari, clock, letters.offer(1))
    change(update(SendQuota).values(sent=2))
    assert days_sent_wrongly(clock.now() + timedelta(hours=1)) == [f"agency {hikari.agency_id} 2026-05-13"]
