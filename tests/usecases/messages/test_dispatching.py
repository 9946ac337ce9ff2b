"""A letter to many: frozen, sent part by part, paused and gone on with, never twice (AGY-051, AGY-060)."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from sqlalchemy import func, select

from app.db import db
from app.kernel.moments import day_of
from app.messages.models.messages import Message, MessageText
from app.messages.queries.dispatches import find_progress, running_dispatches
from app.messages.queries.invariants import days_sent_wrongly
from app.messages.queries.previews import preview_of
from app.messages.terms.messages import DispatchState, Identifies, LeftOut
from app.messages.usecases import dispatching
from app.messages.usecases.blocking import block_agency
from app.messages.usecases.dispatching import (
    OtherContent,
    Press,
    cancel_dispatch,
    resume_dispatch,
    send_next_part,
    start_dispatch,
)
from app.routines.information_service import send_dispatches
from app.seekers.effects.acquisitions import pseudonym
from app.seekers.queries.held import held_ids
from app.seekers.usecases.holding import delete_own
from tests import factories, letters
from tests.letters import LETTER
from tests.together import together
from tests.usecases.messages.test_inviting import acquire_for, hikari, set_sent, stop

__all__ = ["hikari"]

A_PART = 20


@pytest.fixture
def parts(monkeypatch):
    """Let a part be twenty people and not a thousand."""
    monkeypatch.setattr(dispatching, "AT_ONCE", A_PART)


def begin(hikari, clock, ids) -> str:
    """The number of a dispatch to these, which the agency holds."""
    acquire_for(hikari, ids, clock.now())
    number = start_dispatch(hikari.agency_id, ids, LETTER, by=hikari, now=clock.now())
    assert isinstance(number, str)
    return number


def messages() -> int:
    """How many went out."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Message)) or 0


@pytest.mark.rule("AGY-051", "AGY-060")
def test_a_dispatch_goes_out_part_by_part_with_its_text_once(hikari, clock, parts) -> None:
    number = begin(hikari, clock, letters.offer(A_PART + 1))
    assert messages() == 0
    assert running_dispatches() == [number]
    assert send_next_part(number, now=clock.now()) is DispatchState.RUNNING
    assert messages() == A_PART
    assert send_next_part(number, now=clock.now()) is DispatchState.DONE
    assert (messages(), db.session.scalar(select(func.count()).select_from(MessageText))) == (A_PART + 1, 1)
    assert send_next_part(number, now=clock.now()) is DispatchState.DONE
    assert messages() == A_PART + 1
    assert days_sent_wrongly(clock.now()) == []


@pytest.mark.rule("AGY-052")
def test_who_blocks_meanwhile_is_left_out_of_the_next_part(hikari, clock) -> None:
    ids = letters.offer(3)
    number = begin(hikari, clock, ids)
    block_agency(ids[1], hikari.agency_id, by=hikari, now=clock.now())
    assert send_next_part(number, now=clock.now()) is DispatchState.DONE
    progress = find_progress(number, hikari.agency_id)
    assert (progress.sent, progress.waiting, progress.left_out) == (2, 0, {LeftOut.BLOCKED: 1})
    assert find_progress(number, hikari.agency_id + 1) is None


@pytest.mark.rule("AGY-060")
def test_past_the_thousand_it_pauses_with_the_rest_kept_and_goes_on_the_next_day(hikari, clock) -> None:
    number = begin(hikari, clock, letters.offer(5))
    set_sent(hikari.agency_id, date(2026, 5, 13), 998)
    assert send_next_part(number, now=clock.now()) is DispatchState.PAUSED
    assert (find_progress(number, hikari.agency_id).sent, find_progress(number, hikari.agency_id).waiting) == (2, 3)
    assert send_next_part(number, now=clock.now()) is DispatchState.PAUSED
    clock.set("2026-05-14T06:00:00+09:00")
    assert resume_dispatch(number, by=hikari, now=clock.now()) is DispatchState.RUNNING
    assert send_next_part(number, now=clock.now()) is DispatchState.DONE
    assert find_progress(number, hikari.agency_id).sent == 5


@pytest.mark.rule("AGY-055")
def test_a_suspension_ends_a_dispatch_for_good(hikari, clock) -> None:
    number = begin(hikari, clock, letters.offer(2))
    stop(hikari.agency_id, clock.now())
    assert send_next_part(number, now=clock.now()) is DispatchState.CANCELLED
    assert resume_dispatch(number, by=hikari, now=clock.now()) is DispatchState.CANCELLED
    assert messages() == 0


@pytest.mark.rule("AGY-119")
def test_nothing_goes_out_while_the_service_is_closed(hikari, clock) -> None:
    number = begin(hikari, clock, letters.offer(2))
    clock.set("2026-05-14T05:59:59+09:00")
    assert send_dispatches(clock.now()) == 0
    assert find_progress(number, hikari.agency_id).waiting == 2
    clock.set("2026-05-14T06:00:00+09:00")
    assert send_dispatches(clock.now()) == 1
    assert find_progress(number, hikari.agency_id).state is DispatchState.DONE


def test_a_press_made_twice_starts_one_dispatch_and_its_token_serves_no_other_letter(hikari, clock) -> None:
    press = Press(token="t" * 32, content="one")
    start = partial(start_dispatch, hikari.agency_id, letters.offer(2), LETTER, by=hikari, now=clock.now())
    assert start(press=press) == start(press=press)
    assert isinstance(start(press=replace(press, content="other")), OtherContent)


def test_what_is_cancelled_keeps_what_went_out_and_never_goes_on(hikari, clock) -> None:
    number = begin(hikari, clock, letters.offer(5))
    set_sent(hikari.agency_id, date(2026, 5, 13), 998)
    send_next_part(number, now=clock.now())
    assert cancel_dispatch(number, by=hikari, now=clock.now()) is DispatchState.CANCELLED
    assert resume_dispatch(number, by=hikari, now=clock.now()) is DispatchState.CANCELLED
    assert find_progress(number, hikari.agency_id).sent == 2


@pytest.mark.rule("AGY-060")
def test_pressed_from_three_browsers_everybody_is_written_to_once(app, hikari, clock, parts) -> None:
    number = begin(hikari, clock, letters.offer(A_PART * 2 + 5))
    together(app, *[partial(send_next_part, number, now=clock.now())] * 6)
    assert find_progress(number, hikari.agency_id).sent == A_PART * 2 + 5
    assert messages() == A_PART * 2 + 5


@pytest.mark.rule("AGY-061")
def test_a_letter_that_identifies_starts_nothing(hikari, clock) -> None:
    refused = start_dispatch(hikari.agency_id, letters.offer(1), "090-1234-5678", by=hikari, now=clock.now())
    assert isinstance(refused, Identifies)
    assert running_dispatches() == []


@pytest.mark.rule("AGY-049")
def test_what_was_deleted_since_the_list_was_made_is_not_acquired_again(hikari, clock) -> None:
    ids = letters.offer(3)
    number = begin(hikari, clock, ids)
    delete_own(hikari.agency_id, pseudonym(hikari.agency_id, ids[1]), by=hikari, now=clock.now())
    assert send_next_part(number, now=clock.now()) is DispatchState.DONE
    progress = find_progress(number, hikari.agency_id)
    assert (progress.sent, progress.left_out) == (2, {LeftOut.NOT_OFFERED: 1})
    assert not held_ids(hikari.agency_id, day_of(clock.now()), [pseudonym(hikari.agency_id, ids[1])])


@pytest.mark.rule("AGY-053")
def test_a_paused_letter_acquires_nobody_anew_after_the_day_of_deletion(hikari, clock) -> None:
    number = begin(hikari, clock, letters.offer(2))
    clock.set("2026-08-01T10:00:00+09:00")
    assert send_next_part(number, now=clock.now()) is DispatchState.DONE
    assert (messages(), find_progress(number, hikari.agency_id).left_out) == (0, {LeftOut.NOT_OFFERED: 2})


@pytest.mark.rule("AGY-044")
def test_names_cannot_be_tried_out_on_a_record(hikari, clock) -> None:
    yamada = factories.enlist("yamada")["yamada"]
    (record_id,) = letters.offer(1, account_id=yamada)
    acquire_for(hikari, [record_id], clock.now())
    preview = preview_of(hikari.agency_id, [record_id], 1, clock.now())
    db.session.rollback()
    assert (preview.ready, preview.not_sendable) == (1, 0)
    for body in ("佐藤次郎様、山田花子様", "山田花子様", "佐藤次郎様"):
        number = start_dispatch(hikari.agency_id, [record_id], body, by=hikari, now=clock.now())
        assert send_next_part(number, now=clock.now()) is DispatchState.DONE
        assert find_progress(number, hikari.agency_id).left_out == {LeftOut.IDENTIFIES: 1}
        db.session.rollback()
    assert messages() == 0
