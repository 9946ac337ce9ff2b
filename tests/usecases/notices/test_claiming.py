"""The outbox gives each mail to one worker at a time, counts before sending, and gives up in the right way."""

from datetime import timedelta

import pytest

from app.notices.queries import anything_due
from app.notices.rules import LEASE
from app.notices.terms import Letter, Outcome, Result, State
from app.notices.usecases.outbox import claim_letter, conclude
from tests.outbox import MINUTE, NOW, REAL, post_sample, row

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def claim(later: timedelta = timedelta(0)) -> Letter:
    """Claim the next mail; there has to be one."""
    letter = claim_letter(NOW, REAL + later)
    assert letter is not None
    return letter


def end(letter: Letter, outcome: Outcome, later: timedelta = timedelta(0), code: str = "") -> None:
    """Conclude an attempt."""
    conclude(letter, Result(outcome=outcome, code=code), NOW, REAL + later)


def test_an_attempt_is_counted_before_anything_is_sent() -> None:
    post_sample()
    letter = claim()
    found = row()
    assert (found.state, found.attempts, found.unsure) == ("sending", 1, 1)
    assert found.lease_until == REAL + LEASE
    assert (letter.attempt, letter.message_id, letter.subject) == (1, found.message_id, "ご予約の受付")


def test_a_leased_mail_is_nobody_elses() -> None:
    post_sample()
    claim()
    assert claim_letter(NOW, REAL + LEASE - SECOND) is None
    assert not anything_due(NOW, REAL + LEASE - SECOND)


def test_an_abandoned_mail_is_taken_up_when_its_lease_ends() -> None:
    post_sample()
    first = claim()
    second = claim(LEASE)
    assert (second.attempt, second.message_id) == (2, first.message_id)


def test_mails_never_tried_go_first_and_in_order() -> None:
    for key in ("a", "b", "c"):
        post_sample(key)
    failed = claim()
    end(failed, Outcome.FAILED)
    assert [claim(HOUR).outbox_id, claim(HOUR).outbox_id] == [row("b").id, row("c").id]
    assert claim(HOUR).outbox_id == failed.outbox_id


@pytest.mark.parametrize("seconds, due", [(-1, False), (0, True), (1, True)])
def test_nothing_goes_out_before_its_time(seconds: int, due: bool) -> None:
    post_sample(not_before=NOW + MINUTE)
    moment = NOW + MINUTE + timedelta(seconds=seconds)
    assert anything_due(moment, REAL) is due
    assert (claim_letter(moment, REAL) is not None) is due


@pytest.mark.parametrize("seconds, state", [(-1, "sending"), (0, "sending"), (1, "expired")])
def test_nothing_goes_out_after_its_time(seconds: int, state: str) -> None:
    post_sample(not_after=NOW)
    claim_letter(NOW + timedelta(seconds=seconds), REAL)
    assert row().state == state


def test_an_expired_mail_does_not_hold_up_the_next() -> None:
    post_sample("old", not_after=NOW - SECOND)
    post_sample("new")
    assert claim().outbox_id == row("new").id
    assert row("old").settled_at == NOW


def test_a_known_failure_is_tried_again_after_1_5_15_60_minutes_and_then_hourly() -> None:
    post_sample()
    later = timedelta(0)
    for minutes in (1, 5, 15, 60, 60, 60):
        end(claim(later), Outcome.FAILED, later, "451 4.7.1")
        assert claim_letter(NOW, REAL + later + minutes * MINUTE - SECOND) is None
        later += minutes * MINUTE
    assert (row().attempts, row().unsure, row().code) == (6, 0, "451 4.7.1")


def test_after_a_day_of_failures_a_human_is_needed() -> None:
    post_sample()
    later, tries = timedelta(0), 0
    while letter := claim_letter(NOW, REAL + later):
        end(letter, Outcome.FAILED, later)
        later, tries = later + HOUR, tries + 1
    assert (row().state, tries) == ("needs_human", 25)


def test_a_refusal_is_final_at_once_and_keeps_its_code() -> None:
    post_sample()
    end(claim(), Outcome.REFUSED, code="550 5.1.1")
    assert (row().state, row().code, row().settled_at) == ("refused", "550 5.1.1", NOW)
    assert claim_letter(NOW, REAL + 48 * HOUR) is None


def test_three_unknown_outcomes_need_a_human() -> None:
    post_sample()
    later = timedelta(0)
    for _ in range(3):
        end(claim(later), Outcome.UNKNOWN, later)
        later += HOUR
    assert (row().state, row().attempts) == ("needs_human", 3)


def test_three_attempts_that_never_came_back_need_a_human() -> None:
    post_sample()
    for attempt in range(3):
        claim(attempt * LEASE)
    assert claim_letter(NOW, REAL + 3 * LEASE) is None
    assert (row().state, row().attempts, row().unsure) == ("needs_human", 3, 3)


def test_known_failures_between_do_not_count_as_copies() -> None:
    post_sample()
    later = timedelta(0)
    for outcome in (Outcome.UNKNOWN, Outcome.FAILED, Outcome.UNKNOWN, Outcome.FAILED):
        end(claim(later), outcome, later)
        later += HOUR
    assert (row().state, row().unsure) == ("waiting", 2)
    end(claim(later), Outcome.SENT, later)
    assert row().state == "sent"


def test_sent_is_sent_whoever_holds_the_lease() -> None:
    post_sample()
    slow = claim()
    claim(LEASE)
    end(slow, Outcome.SENT)
    assert row().state == "sent"
    assert claim_letter(NOW, REAL + 2 * LEASE) is None


def test_a_late_failure_takes_nothing_from_the_worker_that_has_it_now() -> None:
    post_sample()
    slow = claim()
    claim(LEASE)
    end(slow, Outcome.FAILED, LEASE)
    assert (row().state, row().attempts, row().unsure) == ("sending", 2, 1)


def test_a_late_failure_does_not_undo_a_delivery() -> None:
    post_sample()
    slow, quick = claim(), claim(LEASE)
    end(quick, Outcome.SENT)
    end(slow, Outcome.REFUSED)
    assert row().state == State.SENT.value
