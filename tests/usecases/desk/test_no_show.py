"""Nobody came: what time does, what a contact undoes, what the desk may return (KNG-41, DESIGN 3.8)."""

import pytest

from app.booking.queries.bookings import facts_of
from app.booking.rules.state import state_at
from app.booking.terms.sessions import ActRefusal
from app.booking.usecases.routines import write_down_states
from app.desk.terms.acts import Done
from app.desk.usecases.no_show import record_contact, return_booking
from app.desk.usecases.refusals import refuse_booking
from app.desk.usecases.session import admit
from tests import bookings, presses
from tests.factories import open_offices
from tests.presses import order

DAY = "2026-05-13"


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


@pytest.fixture
def number(clock) -> str:
    """Sato's booking of 10:00; nobody came, it is 10:12."""
    booked = bookings.book(clock)
    clock.set(f"{DAY}T10:12:00+09:00")
    return booked.number


def stands(number: str, clock) -> str:
    """The state as it stands at this moment."""
    return state_at(facts_of(bookings.row_of(number)), clock.now()).value


def contact(number: str, clock, suzuki, time: str):
    """A contact at a time of the day."""
    return record_contact(order(number, clock, suzuki), bookings.moment(f"{DAY}T{time}"))


@pytest.mark.rule("KNG-41")
@pytest.mark.parametrize("written", [False, True], ids=["no worker", "written down"])
@pytest.mark.parametrize(
    "time, state",
    [("10:05", "confirmed"), ("10:09", "confirmed"), ("10:10", "deemed_cancelled"), ("10:11", "deemed_cancelled")],
)
def test_a_contact_has_its_own_moment(clock, suzuki, number, written: bool, time: str, state: str) -> None:
    if written:
        assert write_down_states(clock.now()) == 1
    assert stands(number, clock) == "deemed_cancelled"
    assert contact(number, clock, suzuki, time) == Done()
    assert stands(number, clock) == state
    write_down_states(clock.now())
    assert presses.facts(number)[:2] == (state, True)


@pytest.mark.rule("KNG-41")
def test_what_was_written_down_is_taken_back_as_a_row(clock, suzuki, number) -> None:
    write_down_states(clock.now())
    contact(number, clock, suzuki, "10:05")
    assert presses.history(number) == [
        ("confirmed", "deemed_cancelled", "time"),
        ("deemed_cancelled", "confirmed", "staff"),
    ]
    assert admit(order(number, clock, suzuki)) == Done()


@pytest.mark.rule("KNG-41")
@pytest.mark.parametrize("written", [False, True], ids=["no worker", "written down"])
def test_the_desk_returns_a_no_show_the_same_day_and_it_stays(clock, suzuki, number, written: bool) -> None:
    if written:
        write_down_states(clock.now())
    assert return_booking(order(number, clock, suzuki), "") is ActRefusal.REASON_NEEDED
    clock.set(f"{DAY}T23:59:59+09:00")
    assert return_booking(order(number, clock, suzuki), "電車の遅れ") == Done()
    assert write_down_states(clock.now()) == 0
    assert presses.facts(number)[:2] == ("confirmed", True)
    assert presses.history(number) == [
        ("confirmed", "deemed_cancelled", "time"),
        ("deemed_cancelled", "confirmed", "staff"),
    ]
    assert bookings.days_taken(number) == 2


@pytest.mark.rule("KNG-41")
def test_the_next_day_it_is_too_late_to_return_it(clock, suzuki, number) -> None:
    clock.set("2026-05-14T00:00:00+09:00")
    assert return_booking(order(number, clock, suzuki), "電車の遅れ") is ActRefusal.NOT_THAT_DAY
    assert stands(number, clock) == "deemed_cancelled"


def test_a_contact_is_not_to_come(clock, suzuki, number) -> None:
    assert contact(number, clock, suzuki, "10:13") is ActRefusal.CONTACT_TO_COME
    assert bookings.row_of(number).contacted_at is None


@pytest.mark.rule("KNG-41")
def test_a_seat_that_was_given_back_stays_so(clock, suzuki) -> None:
    number = bookings.book(clock).number
    refuse_booking(order(number, clock, suzuki), "内容")
    clock.set(f"{DAY}T10:12:00+09:00")
    assert return_booking(order(number, clock, suzuki), "もう一度") is ActRefusal.RELEASED
    assert contact(number, clock, suzuki, "10:05") is ActRefusal.RELEASED
    assert presses.facts(number)[:2] == ("refused", False)


@pytest.mark.rule("KNG-41")
def test_what_time_did_makes_no_page_outdated(clock, suzuki, number) -> None:
    seen = presses.facts(number)[2]
    write_down_states(clock.now())
    late = record_contact(order(number, clock, suzuki, revision=seen), bookings.moment(f"{DAY}T10:05"))
    assert late == Done()
