"""Seekers are told by mail that something came: in batches, with nothing of it, and only while it is there to read."""

from functools import partial

import pytest
from sqlalchemy import select, update

from app.accounts.effects.people import erase_person, lock_account
from app.db import db
from app.kernel.roles import Identity, Role
from app.messages.models.messages import Thread
from app.messages.queries.threads import find_thread
from app.messages.usecases.answering import ask, send_answer
from app.messages.usecases.blocking import block_agency
from app.messages.usecases.demanding import demand_deletion
from app.messages.usecases.reading import read_thread
from app.messages.usecases.telling import tell_letters
from app.notices.terms import State
from app.routines.information_service import tell_seekers
from app.seekers.models.records import SeekerRecord
from app.seekers.usecases.offering import withdraw_record
from tests import factories, letters, mails
from tests.together import together
from tests.usecases.messages.test_answering import ANSWER, answer
from tests.usecases.messages.test_inviting import change, hikari, send

__all__ = ["hikari"]
NEW, REPLY = "M-AGY-11", "M-AGY-12"


@pytest.fixture
def yamada(hikari) -> Identity:
    """A seeker with an account."""
    account_id = factories.enlist("yamada")["yamada"]
    return Identity(roles=frozenset({Role.SEEKER}), account_id=account_id, name="山田花子")


@pytest.fixture
def record(yamada) -> int:
    """The seeker's record."""
    return letters.offer(1, account_id=yamada.account_id)[0]


@pytest.fixture
def minato(hikari) -> Identity:
    """Another agency."""
    return letters.open_agency("minato")[0]


def tell(clock) -> int:
    """How many are told now."""
    db.session.rollback()
    return tell_letters(clock.now())


def thread_with(record_id: int, agency: Identity, clock):
    """The newest thread of the agency with the seeker."""
    newest = select(Thread.number).where(Thread.agency_id == agency.agency_id).order_by(Thread.id.desc())
    found = find_thread(db.session.scalars(newest).first(), clock.now(), record_id=record_id)
    db.session.rollback()
    return found


@pytest.mark.rule("AGY-051")
@pytest.mark.parametrize("kind", [NEW, REPLY])
@pytest.mark.parametrize("language", ["ja", "ja@easy", "en"])
def test_the_mails_say_that_something_came_and_nothing_of_it(app, kind: str, language: str) -> None:
    told = {"address": "http://127.0.0.1:8000/me/inbox/threads"}
    golden = kind if language == "ja" else f"{language}/{kind}"
    mails.check(app, kind, told, language=language, golden=golden, personal=["事業者", "求職", "agency", "job"])


@pytest.mark.rule("AGY-056")
def test_many_invitations_of_a_day_are_one_mail_that_names_nobody(hikari, minato, record, clock, outbox) -> None:
    send(hikari, clock, [record])
    send(minato, clock, [record])
    assert (tell(clock), tell(clock)) == (1, 0)
    (mail,) = outbox.posted(NEW)
    assert mail.recipient == "yamada@seeker.example"
    for hidden in ("ひかり", "みなと", "光 美咲", letters.LETTER[:8], thread_with(record, hikari, clock).number):
        assert hidden not in mail.subject + mail.body
    clock.set("2026-05-13T12:00:00+09:00")
    assert tell(clock) == 0


@pytest.mark.rule("AGY-056")
@pytest.mark.parametrize(("reads", "told"), [(False, 1), (True, 0)])
def test_what_comes_after_the_mail_is_told_the_next_day_where_it_is_unread(
    hikari, minato, yamada, record, clock, outbox, reads: bool, told: int
) -> None:
    send(hikari, clock, [record])
    assert tell(clock) == 1
    clock.set("2026-05-13T11:00:00+09:00")
    send(minato, clock, [record])
    assert tell(clock) == 0
    if reads:
        assert read_thread(record, thread_with(record, minato, clock).number, clock.now())
    clock.set("2026-05-14T08:00:00+09:00")
    assert (tell(clock), tell(clock)) == (told, 0)
    assert len(outbox.posted(NEW)) == 1 + told


@pytest.mark.rule("AGY-051")
def test_an_answer_is_told_within_the_hour_and_once_an_hour(hikari, yamada, record, clock, outbox) -> None:
    send(hikari, clock, [record])
    tell(clock)
    thread = thread_with(record, hikari, clock)
    for _ in range(2):
        db.session.rollback()
        assert ask(record, thread.number, "面談はいつですか。", by=yamada, now=clock.now()) is None
        assert answer(hikari, clock, thread) is None
        tell(clock)
    (mail,) = outbox.posted(REPLY)
    assert ANSWER[:6] not in mail.body
    clock.set("2026-05-13T11:00:00+09:00")
    assert (tell(clock), len(outbox.posted(REPLY)), len(outbox.posted(NEW))) == (1, 2, 1)


@pytest.mark.rule("AGY-051")
@pytest.mark.parametrize(("at", "told"), [("07:59", 0), ("08:00", 1), ("20:59", 1), ("21:00", 0), ("00:30", 0)])
def test_nobody_is_woken_by_a_mail(hikari, record, clock, at: str, told: int) -> None:
    send(hikari, clock, [record])
    clock.set(f"2026-05-14T{at}:00+09:00")
    assert tell(clock) == told


@pytest.mark.rule("AGY-119")
def test_while_the_page_is_closed_nobody_is_sent_to_it(hikari, record, clock, monkeypatch) -> None:
    send(hikari, clock, [record])
    monkeypatch.setattr("app.routines.information_service.find_closing", lambda _path, _now: "urgent")
    assert tell_seekers(clock.now()) == 0
    monkeypatch.undo()
    assert tell_seekers(clock.now()) == 1


@db.write
def close(account_id: int, now) -> None:
    """What closing an account does to its row."""
    erase_person(lock_account(account_id), now)


def refuse(record, yamada, hikari, now) -> None:
    """Block the agency."""
    assert block_agency(record, hikari.agency_id, by=yamada, now=now)


def demand(record, yamada, hikari, now) -> None:
    """Demand the deletion."""
    assert demand_deletion(record, hikari.agency_id, by=yamada, now=now) is None


def withdraw(_record, yamada, _hikari, now) -> None:
    """Take the consent back."""
    assert withdraw_record(by=yamada, now=now) is None


def leave(_record, yamada, _hikari, now) -> None:
    """Close the account."""
    close(yamada.account_id, now)


def read(record, _yamada, hikari, now) -> None:
    """Read it."""
    number = db.session.scalar(select(Thread.number).where(Thread.record_id == record))
    assert read_thread(record, number, now)


@pytest.mark.rule("AGY-002", "AGY-049", "AGY-052")
@pytest.mark.parametrize("act", [refuse, demand, withdraw, leave, read], ids=lambda act: act.__name__)
def test_nobody_is_told_of_what_is_over_or_read(hikari, yamada, record, clock, outbox, act) -> None:
    send(hikari, clock, [record])
    db.session.rollback()
    act(record, yamada, hikari, clock.now())
    assert tell(clock) == 0
    assert outbox.posted(NEW) == []


@pytest.mark.rule("AGY-002", "AGY-049", "AGY-052")
@pytest.mark.parametrize("act", [refuse, demand, withdraw, read], ids=lambda act: act.__name__)
def test_a_mail_that_waits_is_taken_back_with_what_it_tells_of(hikari, yamada, record, clock, outbox, act) -> None:
    send(hikari, clock, [record])
    tell(clock)
    act(record, yamada, hikari, clock.now())
    assert [mail.state for mail in outbox.posted(NEW)] == [State.VOID.value]


def test_a_mail_that_waits_is_taken_back_when_the_account_is_closed(
    page, hikari, yamada, record, clock, outbox
) -> None:
    send(hikari, clock, [record])
    tell(clock)
    factories.sign_in_as(page, "yamada")
    assert page.submit(page.get("/me/closing"), password=factories.PASSWORD).location == "/login?closed=1"
    assert [mail.state for mail in outbox.posted(NEW)] == [State.VOID.value]


@pytest.mark.rule("AGY-052")
def test_a_block_leaves_the_mail_that_tells_of_another_agency_too(
    hikari, minato, yamada, record, clock, outbox
) -> None:
    send(hikari, clock, [record])
    send(minato, clock, [record])
    tell(clock)
    refuse(record, yamada, hikari, clock.now())
    assert [mail.state for mail in outbox.posted(NEW)] == [State.WAITING.value]


def test_a_mail_is_of_no_use_after_a_day(hikari, record, clock, outbox) -> None:
    send(hikari, clock, [record])
    tell(clock)
    clock.set("2026-05-14T10:00:01+09:00")
    assert outbox.delivered("yamada@seeker.example") == []
    assert [mail.state for mail in outbox.posted(NEW)] == [State.EXPIRED.value]


@pytest.mark.rule("AGY-002")
def test_a_record_of_nobody_waits_for_no_mail(hikari, yamada, clock, outbox) -> None:
    (record_id,) = letters.offer(1, first=7)
    change(update(SeekerRecord).where(SeekerRecord.id == record_id).values(account_id=None))
    send(hikari, clock, [record_id])
    assert tell(clock) == 0
    assert db.session.scalar(select(Thread.is_untold)) is False


def test_everybody_is_come_to_however_many_there_are(hikari, yamada, clock, monkeypatch) -> None:
    monkeypatch.setattr("app.messages.usecases.telling.AT_ONCE", 1)
    send(hikari, clock, letters.offer(3, account_id=yamada.account_id))
    assert tell(clock) == 1
    assert db.session.scalars(select(Thread.is_untold)).all() == [False] * 3


@pytest.mark.rule("AGY-051")
def test_an_answer_written_while_others_are_told_is_told_then_or_waits(
    app, hikari, yamada, record, clock, outbox, figure
) -> None:
    send(hikari, clock, [record])
    thread = thread_with(record, hikari, clock)
    for _ in range(figure(5, 60)):
        clock.advance(days=1)
        assert read_thread(record, thread.number, clock.now())
        assert ask(record, thread.number, "面談はいつですか。", by=yamada, now=clock.now()) is None
        before = len(outbox.posted(REPLY))
        db.session.rollback()
        write = partial(send_answer, hikari.agency_id, thread.number, ANSWER, by=hikari, now=clock.now())
        answered, _ = together(app, write, partial(tell_letters, clock.now()))
        assert answered is None
        told = len(outbox.posted(REPLY)) - before
        waits = db.session.scalar(select(Thread.is_untold).where(Thread.id == thread.id))
        assert (told, waits) in {(1, False), (0, True)}
        db.session.rollback()
