"""A reply and a cancellation at one moment: exactly one wins, and whoever was slower is told so (MYK-19, MYK-25)."""

from dataclasses import replace

import pytest

from app.booking.terms.fixing import ReplyOutcome
from app.booking.terms.sessions import ActRefusal
from app.booking.usecases.replies import reply_by_link
from app.desk.terms.acts import Done
from app.desk.usecases.callers import withdraw_by_call
from app.desk.usecases.replies import record_reply
from tests import bookings, desks, presses
from tests.together import together

OFFICE = "miyakonojo"
HOURS = ("10:00", "11:00", "13:30", "15:00")


@pytest.fixture
def ito(app, offices):
    """The browser of Ito, counselor at Miyakonojo."""
    desks.open_miyakonojo()
    return desks.at_desk(app, "ito")


@pytest.fixture
def waiting(ito):
    """`waiting(nth)`: an application by telephone that awaits its reply, with the token of its link."""

    def take_down(nth: int) -> tuple[str, str]:
        day, hour = 18 + nth // len(HOURS) % 5, HOURS[nth % len(HOURS)]
        person = {"email": f"reply{nth}@example.jp", "phone": f"080-2222-{nth:04}"}
        number = desks.take_down(ito, OFFICE, f"2026-05-{day}T{hour}", **person)
        return number, desks.reply_path(number).rpartition("/")[2]

    return take_down


def order(number: str, clock):
    """A press of this moment at the desk, from a page that is up to date."""
    return replace(presses.order(number, clock, desks.identity("ito")), office_id=OFFICE)


@pytest.mark.rule("MYK-19", "MYK-25")
def test_of_a_reply_by_its_link_and_a_cancellation_one_wins(app, clock, waiting, figure) -> None:
    for nth in range(figure(3, 20)):
        number, token = waiting(nth)
        pressed, now = order(number, clock), clock.now()
        replied, given_back = together(
            app,
            lambda token=token, now=now: reply_by_link(token, now),
            lambda pressed=pressed: withdraw_by_call(pressed),
        )
        state, held, _revision = presses.facts(number)
        if replied is ReplyOutcome.CONFIRMED:
            assert (given_back, state, held) == (ActRefusal.CHANGED_MEANWHILE, "confirmed", True)
            assert [change[:2] for change in presses.history(number)] == [("awaiting_reply", "confirmed")]
        else:
            assert replied is ReplyOutcome.NOT_WAITING
            assert given_back == Done()
            assert (state, held, bookings.days_taken(number)) == ("cancelled", False, 0)


@pytest.mark.rule("MYK-19", "MYK-25")
def test_of_a_reply_that_was_read_and_a_cancellation_one_wins(app, clock, waiting, figure) -> None:
    for nth in range(figure(3, 20)):
        number, _token = waiting(nth)
        clock.advance(minutes=1)
        pressed = order(number, clock)
        answers = together(
            app,
            lambda pressed=pressed: record_reply(pressed, pressed.now),
            lambda pressed=pressed: withdraw_by_call(pressed),
        )
        assert answers.count(Done()) == 1
        assert set(answers) - {Done()} <= {ActRefusal.CHANGED_MEANWHILE, ActRefusal.RELEASED}
        won = "confirmed" if answers[0] == Done() else "cancelled"
        assert (presses.facts(number)[0], len(presses.history(number))) == (won, 1)
