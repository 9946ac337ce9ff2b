"""Where a booking came from is kept as keys alone, for a week's comparison, and forgotten after it (T9, R6)."""

from datetime import date

import pytest

from app.booking.effects.origins import origin_keys
from app.booking.effects.retention import forget_contact
from app.booking.queries.origins import traces_of
from app.booking.terms.outcomes import Completed
from app.booking.usecases.routines import forget_origins
from app.db import db
from app.offices.terms import Channel
from app.web.limiter import Exceeded
from tests import bookings
from tests.factories import open_offices

NETWORK, MAIL = "192.0.2.77", "x@throwaway.example"
WEDNESDAY, FRIDAY, LATER = "2026-05-13T10:00", "2026-05-15T10:00", "2026-05-20T10:00"
STARTS = ("09:00", "10:00", "11:00", "13:30", "14:30", "15:30")
SLOTS = [f"2026-05-{day}T{start}" for day in (18, 19, 20, 21, 22, 25, 26, 27) for start in STARTS]


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


def keys_of(number: str) -> tuple[str | None, str | None]:
    """What is kept of a booking's origin."""
    row = bookings.row_of(number)
    return row.network_key, row.mail_pattern_key


def test_no_address_of_a_network_lies_in_the_tables(clock) -> None:
    number = bookings.book(clock, network=NETWORK).number
    with db.engine.connect() as connection:
        rows = connection.execute(db.text("SELECT * FROM booking")).all()
    assert "192.0.2" not in repr(rows)
    assert [len(key or "") for key in keys_of(number)] == [64, 64]


@pytest.mark.parametrize(
    ("office", "slot", "same"),
    [("kanagawa", FRIDAY, True), ("kanagawa", LATER, False), ("miyakonojo", FRIDAY, False)],
    ids=["the same week", "another week", "another office"],
)
def test_nobody_is_followed_from_one_week_or_office_to_another(app, office, slot, same) -> None:
    here = origin_keys(NETWORK, MAIL, "kanagawa", bookings.moment(WEDNESDAY))
    there = origin_keys("192.0.2.3", "y@throwaway.example", office, bookings.moment(slot))
    assert [here[name] == there[name] for name in here] == [same, same]


def test_what_staff_take_down_has_no_origin(app) -> None:
    nothing = {"network_key": None, "mail_pattern_key": None}
    for network in (None, "", "a socket"):
        assert origin_keys(network, MAIL, "kanagawa", bookings.moment(WEDNESDAY)) == nothing


@pytest.mark.parametrize(
    ("moment", "left"),
    [("2026-05-17T23:59:59", 1), ("2026-05-18T00:00:00", 0)],
)
def test_the_keys_are_out_of_sight_once_the_week_is_over_and_the_routine_takes_them_out(clock, moment, left) -> None:
    number = bookings.book(clock, bookings.application(WEDNESDAY)).number
    later = bookings.book(clock, bookings.somebody(1, LATER)).number
    clock.set(f"{moment}+09:00")
    assert [trace.day for trace in traces_of("kanagawa", clock.now())][-1] == date(2026, 5, 20)
    assert len(traces_of("kanagawa", clock.now())) == left + 1
    assert forget_origins(clock.now()) == 1 - left
    assert (keys_of(number) == (None, None)) is not bool(left)
    assert None not in keys_of(later)


def test_they_go_with_the_contact_data_at_the_latest(clock) -> None:
    booked = bookings.book(clock)
    db.write(lambda: forget_contact(booked.id, clock.now()))()
    assert keys_of(booked.number) == (None, None)


@pytest.mark.parametrize(("same_address", "most"), [(False, 10), (True, 3)], ids=["an address each", "one address"])
def test_a_thousand_tries_of_one_network_book_ten_an_hour_and_three_an_address(
    clock, figure, same_address, most
) -> None:
    booked = 0
    for number in range(figure(20, 1000)):
        wanted = bookings.somebody(number, SLOTS[booked])
        mail = {"email": "one@example.jp"} if same_address else {}
        slot = SLOTS[booked * 6 % len(SLOTS)] if same_address else SLOTS[booked]
        outcome = bookings.attempt(
            clock, bookings.application(slot, phone=wanted.phone, **{"email": wanted.email, **mail})
        )
        booked += isinstance(outcome, Completed)
        assert isinstance(outcome, Completed | Exceeded)
    assert booked == most
    assert {bookings.row_of(each).channel for each in numbers()} == {Channel.SITE}


def numbers() -> list[str]:
    """Every booking there is."""
    return [trace.number for trace in traces_of("kanagawa", bookings.moment("2026-05-11T10:00"))]
