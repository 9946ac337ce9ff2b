"""The cap is exact, and a block or a stop is never overtaken, whoever comes at the same moment (DESIGN 3.3, 3.6)."""

from functools import partial
from threading import Barrier, Event

import pytest
from sqlalchemy import func, select, update

from app.agencies.effects.participation import lock_agency
from app.db import db
from app.kernel.roles import Identity, Role
from app.messages.effects.sending import take_quota
from app.messages.models.messages import Message, MessageText, SendQuota, Thread
from app.messages.queries.invariants import days_sent_wrongly
from app.messages.queries.sending import quota_facts
from app.messages.rules.quota import quota_day
from app.messages.terms.messages import CAP, Invited, SendRefusal
from app.messages.usecases.answering import ask, send_answer
from app.messages.usecases.blocking import block_agency
from app.messages.usecases.demanding import demand_deletion
from app.messages.usecases.sending import send_first_invitations
from app.seekers.models.acquisitions import Acquisition
from tests import factories, letters
from tests.letters import LETTER
from tests.together import together
from tests.usecases.messages.test_inviting import stop

CLIENTS = 32
SIZES = (1, 5, 20)
PATIENT_SECONDS = 20
LEFT = 60
"""What is left of the thousand when the clients begin: fewer than they ask for."""


@pytest.fixture
def people(app, clock):
    """Hikari's three accounts; it is 13 May."""
    clock.set("2026-05-13T10:00:00+09:00")
    return letters.open_agency("hikari", "hikari2", "hikari3")


@db.write
def begin_a_day(clock, agency_id: int) -> None:
    """A day on which `LEFT` of the thousand are left and nobody has a living thread."""
    db.session.add(SendQuota(agency_id=agency_id, day=quota_day(clock.now()), sent=CAP - LEFT))
    db.session.execute(update(Thread).where(Thread.is_open).values(is_open=False, closed_at=clock.now()))


@pytest.mark.rule("AGY-060")
def test_thirty_two_clients_of_three_accounts_end_at_exactly_the_cap(
    app, clock, people, database_kind, figure, report
) -> None:
    agency_id, most = people[0].agency_id, max(SIZES)
    ids = letters.offer(CLIENTS * most)
    for number in range(rounds := figure(5, 20)):
        clock.set(f"2026-06-{number + 1:02d}T10:00:00+09:00")
        begin_a_day(clock, agency_id)
        parts = [ids[place * most :][: SIZES[place % len(SIZES)]] for place in range(CLIENTS)]
        send = partial(send_first_invitations, agency_id, body=LETTER, now=clock.now())
        works = [partial(send, part, by=people[place % len(people)]) for place, part in enumerate(parts)]
        answers = together(app, *works)
        assert sum(len(answer.record_ids) for answer in answers if isinstance(answer, Invited)) == LEFT
        assert quota_facts(agency_id, quota_day(clock.now())).sent == CAP
        assert {each for each in answers if not isinstance(each, Invited)} <= {SendRefusal.CAP_REACHED}
        db.session.rollback()
    report(f"cap of a day, {database_kind}", clients=CLIENTS, rounds=rounds, **{"sent in each": CAP})


@pytest.mark.rule("AGY-060")
def test_the_counter_alone_holds_the_cap(app, clock, people) -> None:
    """Whoever counts need hold no other lock: the UPDATE by itself never goes past the thousand (DESIGN 3.3)."""
    agency_id, day = people[0].agency_id, quota_day(clock.now())
    begin_a_day(clock, agency_id)
    take = db.write(partial(take_quota, agency_id, day, SIZES[-1], clock.now()))
    assert together(app, *[take] * (CLIENTS // 4)).count(True) == LEFT // SIZES[-1]
    assert quota_facts(agency_id, day).sent == CAP
    db.session.rollback()


@pytest.mark.rule("AGY-060")
def test_counting_first_and_writing_then_overshoots(app, clock, people) -> None:
    """The control: the same clients without the conditional UPDATE send too many, so the test above can fail."""
    counted = Barrier(len(people))

    @db.write
    def write(texts: int) -> None:
        db.session.add_all(MessageText(body=LETTER, written_at=clock.now()) for _ in range(texts))

    def careless() -> None:
        room = LEFT - (db.session.scalar(select(func.count()).select_from(MessageText)) or 0)
        db.session.rollback()
        counted.wait()
        write(min(room, LEFT))

    together(app, *[careless] * len(people))
    assert db.session.scalar(select(func.count()).select_from(MessageText)) > LEFT


@pytest.mark.rule("AGY-050", "AGY-052")
def test_a_block_and_a_sending_at_once_are_never_both_overtaken(app, clock, people, figure) -> None:
    hikari = people[0]
    for record_id in letters.offer(figure(10, 200)):
        send = partial(send_first_invitations, hikari.agency_id, [record_id], LETTER, by=hikari, now=clock.now())
        refuse = partial(block_agency, record_id, hikari.agency_id, by=hikari, now=clock.now())
        outcome, blocked = together(app, send, refuse)
        assert blocked
        living = select(func.count()).select_from(Thread).where(Thread.record_id == record_id, Thread.is_open)
        assert db.session.scalar(living) == 0
        assert isinstance(outcome, Invited)
        db.session.rollback()
    assert days_sent_wrongly(clock.now()) == []


@pytest.fixture
def seeker(people):
    """A seeker with an account."""
    return Identity(roles=frozenset({Role.SEEKER}), account_id=factories.enlist("yamada")["yamada"])


def asked_threads(clock, hikari, seeker, ids) -> dict[int, str]:
    """Threads of these in each of which the seeker asked something; their numbers by record."""
    assert isinstance(send_first_invitations(hikari.agency_id, ids, LETTER, by=hikari, now=clock.now()), Invited)
    numbers = dict(db.session.execute(select(Thread.record_id, Thread.number)).all())
    db.session.rollback()
    for record_id, number in numbers.items():
        assert ask(record_id, number, "いつですか。", by=seeker, now=clock.now()) is None
    return numbers


@pytest.mark.timeout(1200)
@pytest.mark.rule("AGY-049", "AGY-051")
def test_a_demand_to_delete_beside_a_question_and_an_answer_leaves_nothing_after_it(
    app, clock, people, seeker, figure
) -> None:
    hikari = people[0]
    numbers = asked_threads(clock, hikari, seeker, letters.offer(figure(5, 200)))
    for record_id, number in numbers.items():
        works = (
            partial(send_answer, hikari.agency_id, number, "はい。", by=hikari, now=clock.now()),
            partial(demand_deletion, record_id, hikari.agency_id, by=seeker, now=clock.now()),
            partial(ask, record_id, number, "もう一つ。", by=seeker, now=clock.now()),
        )
        answered, demanded, asked = together(app, *works)
        assert demanded is None
        assert {answered, asked} <= {None, SendRefusal.THREAD_CLOSED}
        still = select(func.count()).select_from(Thread).where(Thread.record_id == record_id, Thread.is_open)
        assert db.session.scalar(still) == 0
        held = select(func.count()).select_from(Acquisition).where(Acquisition.record_id == record_id)
        assert db.session.scalar(held.where(Acquisition.deleted_at.is_(None))) == 0
        written = select(func.count()).select_from(Message).join(Thread, Thread.id == Message.thread_id)
        assert db.session.scalar(written.where(Thread.record_id == record_id)) == 2 + [answered, asked].count(None)
        db.session.rollback()
    assert days_sent_wrongly(clock.now()) == []


@pytest.mark.timeout(1200)
@pytest.mark.rule("AGY-049", "AGY-051")
def test_a_demand_to_delete_beside_an_invitation_leaves_a_thread_with_what_is_held_or_neither(
    app, clock, people, seeker, figure
) -> None:
    hikari = people[0]
    for record_id in letters.offer(figure(5, 200)):
        send = partial(send_first_invitations, hikari.agency_id, [record_id], LETTER, by=hikari, now=clock.now())
        demand = partial(demand_deletion, record_id, hikari.agency_id, by=seeker, now=clock.now())
        sent, demanded = together(app, send, demand)
        assert isinstance(sent, Invited)
        still = select(func.count()).select_from(Thread).where(Thread.record_id == record_id, Thread.is_open)
        held = select(func.count()).select_from(Acquisition).where(Acquisition.record_id == record_id)
        left = db.session.scalar(held.where(Acquisition.deleted_at.is_(None)))
        assert db.session.scalar(still) == left == (0 if demanded is None else 1)
        db.session.rollback()


@pytest.mark.timeout(1200)
@pytest.mark.rule("AGY-052")
def test_a_block_beside_a_question_and_an_answer_is_the_last_of_the_thread(app, clock, people, seeker, figure) -> None:
    hikari = people[0]
    numbers = asked_threads(clock, hikari, seeker, letters.offer(figure(5, 200)))
    for record_id, number in numbers.items():
        works = (
            partial(send_answer, hikari.agency_id, number, "はい。", by=hikari, now=clock.now()),
            partial(block_agency, record_id, hikari.agency_id, by=seeker, now=clock.now()),
            partial(ask, record_id, number, "もう一つ。", by=seeker, now=clock.now()),
        )
        answered, blocked, asked = together(app, *works)
        assert blocked
        assert {answered, asked} <= {None, SendRefusal.BLOCKED}
        db.session.rollback()
    assert days_sent_wrongly(clock.now()) == []


@pytest.mark.rule("AGY-052")
def test_a_block_does_not_wait_for_who_holds_the_agency(app, clock, people, seeker) -> None:
    """Else a seeker and an agency that answers would wait for each other: a deadlock (DESIGN 3.12)."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer, who waits for nobody")
    hikari, (record_id,) = people[0], letters.offer(1)
    held, done = Event(), Event()

    @db.write
    def hold() -> bool:
        lock_agency(hikari.agency_id)
        held.set()
        return done.wait(PATIENT_SECONDS)

    def refuse() -> bool:
        held.wait(PATIENT_SECONDS)
        blocked = block_agency(record_id, hikari.agency_id, by=seeker, now=clock.now())
        done.set()
        return blocked

    assert together(app, hold, refuse) == [True, True]


@pytest.mark.rule("AGY-055")
def test_after_a_suspension_nothing_is_sent_that_was_not_sent_before(app, clock, people) -> None:
    hikari = people[0]
    ids = letters.offer(40)
    works = [
        partial(send_first_invitations, hikari.agency_id, [each], LETTER, by=hikari, now=clock.now()) for each in ids
    ]
    answers = together(app, *works[:20], partial(stop, hikari.agency_id, clock.now()), *works[20:])
    sent = sum(isinstance(answer, Invited) for answer in answers)
    closed = answers.count(SendRefusal.SERVICE_CLOSED)
    assert sent + closed == len(ids)
    db.session.rollback()
    under_old_count = select(func.count()).select_from(Thread).where(Thread.stop_count != letters.stop_count())
    assert db.session.scalar(under_old_count) == sent
    assert db.session.scalar(select(func.count()).select_from(Message)) == sent
