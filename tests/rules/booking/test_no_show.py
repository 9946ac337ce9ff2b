"""Contacts and the ten minutes, whatever the order in which they are entered (KNG-41, Q-53)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.booking.rules.no_show import earliest_contact, ground_against_contact, undoes_no_show
from app.booking.rules.state import state_at
from app.booking.terms.sessions import ActRefusal
from app.booking.terms.states import BookingState, StateFacts
from app.kernel.moments import JST

START = datetime(2026, 5, 13, 10, tzinfo=JST)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
TEN = START + 10 * MINUTE
READ = StateFacts(state=BookingState.CONFIRMED, starts_at=START, missed_from=TEN)
WRITTEN = replace(READ, state=BookingState.DEEMED_CANCELLED)


@pytest.mark.rule("KNG-41")
@pytest.mark.parametrize(
    "contact, undone",
    [(START + 5 * MINUTE, True), (TEN - SECOND, True), (TEN, False), (START + 11 * MINUTE, False)],
)
def test_a_contact_in_time_undoes_what_was_written_and_what_was_only_read(contact: datetime, undone: bool) -> None:
    assert undoes_no_show(WRITTEN, contact) is undone
    known = replace(READ, contacted_at=earliest_contact(READ, contact))
    assert (state_at(known, START + 12 * MINUTE) is BookingState.CONFIRMED) is undone


@pytest.mark.rule("KNG-41")
def test_the_first_contact_counts_whichever_is_entered_last() -> None:
    late_first = replace(WRITTEN, contacted_at=START + 11 * MINUTE)
    assert earliest_contact(late_first, START + 5 * MINUTE) == START + 5 * MINUTE
    assert undoes_no_show(late_first, START + 5 * MINUTE)
    assert earliest_contact(replace(READ, contacted_at=START), TEN) == START


def test_a_booking_that_stands_has_no_no_show_to_undo() -> None:
    assert not undoes_no_show(READ, START)


@pytest.mark.rule("KNG-41")
@pytest.mark.parametrize("ahead, ground", [(-SECOND, None), (timedelta(0), None), (SECOND, "contact_to_come")])
def test_a_contact_is_not_to_come(ahead: timedelta, ground: str | None) -> None:
    assert ground_against_contact(TEN + ahead, TEN) is (ActRefusal(ground) if ground else None)
