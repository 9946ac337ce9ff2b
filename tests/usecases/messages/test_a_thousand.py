"""A letter to a thousand: a dozen statements whatever becomes of each, and never one too many (AGY-060, DESIGN 3.3)."""

from functools import partial

import pytest
from sqlalchemy import func, select

from app.db import db
from app.kernel.moments import day_of
from app.messages.models.messages import DispatchEntry, Message, Thread
from app.messages.queries.dispatches import find_progress
from app.messages.queries.invariants import days_sent_wrongly
from app.messages.queries.sending import quota_facts
from app.messages.terms.messages import CAP, DispatchState, LeftOut
from app.messages.usecases.blocking import block_agency
from app.messages.usecases.dispatching import send_next_part, start_dispatch
from app.messages.usecases.sending import send_first_invitations
from app.notices.models import Outbox
from app.seekers.effects.acquisitions import pseudonym
from app.seekers.usecases.holding import delete_own
from tests import letters
from tests.agency_crowd import statements
from tests.letters import LETTER
from tests.together import together
from tests.usecases.messages.test_inviting import acquire_for, count, hikari, send

__all__ = ["hikari"]

MOST_STATEMENTS = 12
LISTS = (slice(0, 600), slice(400, 1000), slice(800, 1400))
"""Three lists with people in common, more than the thousand together."""


@pytest.fixture
def people(app, clock):
    """Hikari's three accounts; it is 13 May."""
    clock.set("2026-05-13T10:00:00+09:00")
    return letters.open_agency("hikari", "hikari2", "hikari3")


def start(hikari, clock, ids, body: str = LETTER) -> str:
    """The number of a letter to these."""
    number = start_dispatch(hikari.agency_id, ids, body, by=hikari, now=clock.now())
    assert isinstance(number, str)
    return number


@pytest.mark.rule("AGY-060")
def test_a_thousand_go_out_in_a_dozen_statements_with_everything_that_can_happen(hikari, clock) -> None:
    """Somebody blocked, one with an ended thread, one deleted, one invited already; the agency is told of the mark."""
    ids = letters.offer(CAP)
    ended, invited, blocked, deleted = ids[:4]
    send(hikari, clock, [ended, invited])
    delete_own(hikari.agency_id, pseudonym(hikari.agency_id, ended), by=hikari, now=clock.now())
    clock.set("2026-05-14T10:00:00+09:00")
    acquire_for(hikari, [each for each in ids if each != invited], clock.now())
    number = start(hikari, clock, ids)
    block_agency(blocked, hikari.agency_id, by=hikari, now=clock.now())
    delete_own(hikari.agency_id, pseudonym(hikari.agency_id, deleted), by=hikari, now=clock.now())
    mails = count(Outbox)
    assert statements(lambda: send_next_part(number, now=clock.now())) <= MOST_STATEMENTS
    progress = find_progress(number, hikari.agency_id)
    left_out = {LeftOut.BLOCKED: 1, LeftOut.ALREADY_INVITED: 1, LeftOut.NOT_OFFERED: 1}
    assert (progress.sent, progress.left_out) == (CAP - 3, left_out)
    assert quota_facts(hikari.agency_id, day_of(clock.now())).sent == CAP - 3
    assert count(Outbox) == mails + 1
    assert days_sent_wrongly(clock.now()) == []


@pytest.mark.rule("AGY-060")
def test_each_of_a_thousand_has_one_thread_of_the_agency_on_its_own_record(hikari, clock) -> None:
    ids = letters.offer(CAP)
    acquire_for(hikari, ids, clock.now())
    number = start(hikari, clock, ids)
    assert send_next_part(number, now=clock.now()) is DispatchState.DONE
    own = select(DispatchEntry.record_id, Thread.record_id).join(Thread, Thread.id == DispatchEntry.thread_id)
    pairs = db.session.execute(own.join(Message, Message.thread_id == Thread.id)).all()
    assert sorted(pairs) == [(each, each) for each in ids]
    db.session.rollback()


@pytest.mark.timeout(1200)
@pytest.mark.rule("AGY-060")
def test_overlapping_letters_of_three_accounts_end_at_exactly_the_thousand(app, clock, people, figure) -> None:
    """Each list is pressed twice, beside single letters; what is over waits, and nobody is written to twice."""
    hikari, most = people[0], LISTS[-1].stop
    for number in range(figure(5, 20)):
        clock.set(f"2026-06-{number + 1:02d}T10:00:00+09:00")
        ids = letters.offer(most, first=number * most)
        acquire_for(hikari, ids, clock.now())
        numbers = [start(person, clock, ids[some]) for person, some in zip(people, LISTS, strict=True)]
        works = [partial(send_next_part, each, now=clock.now()) for each in numbers * 2]
        single = partial(send_first_invitations, hikari.agency_id, ids[-1:], LETTER, by=hikari, now=clock.now())
        states = together(app, *works, single)[:-1]
        assert set(states) <= {DispatchState.DONE, DispatchState.PAUSED}
        assert quota_facts(hikari.agency_id, day_of(clock.now())).sent == CAP
        written = select(func.count(), func.count(Thread.record_id.distinct())).where(Thread.record_id.in_(ids))
        assert db.session.execute(written).one() == (CAP, CAP)
        db.session.rollback()
    assert days_sent_wrongly(clock.now()) == []
