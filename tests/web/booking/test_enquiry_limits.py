"""Whom the limits of the enquiry stop, and whom they never may (SECURITY T13)."""

import pytest

from app.booking.queries.enquiry import enquiry_ticket
from tests import bookings
from tests.factories import open_offices
from tests.page import Page

WRONG = "AAAABBBBCCCC"


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


def guess(page, numbers, status=None) -> None:
    form = page.get("/enquiry")
    for number in numbers:
        page.post("/enquiry", {**form.fields(), "number": number, "password": WRONG}, status=status)


def wrong_numbers(many: int) -> list[str]:
    return [f"{nth:010d}" for nth in range(1, many + 1)]


def test_the_owners_link_opens_whatever_was_tried_from_the_same_network(app, clock) -> None:
    number = bookings.book(clock).number
    stranger = Page(app)
    guess(stranger, wrong_numbers(20), 422)
    guess(stranger, ["9999999999"], 429)
    owner = Page(app)
    linked = owner.get("/enquiry", query_string={"ticket": enquiry_ticket(number)})
    owner.submit(linked, status=303, number=number, password=bookings.password_of(number))


def test_the_owners_link_is_no_way_round_the_limit_of_its_number(app, clock) -> None:
    number = bookings.book(clock).number
    linked = Page(app)
    form = linked.get("/enquiry", query_string={"ticket": enquiry_ticket(number)})
    for status in [422] * 5 + [429]:
        linked.submit(form, status=status, number=number, password=WRONG)


def test_a_ticket_of_another_booking_counts_as_none(app, clock) -> None:
    mine, other = (bookings.book(clock, bookings.somebody(nth, f"2026-05-1{nth}T10:00")).number for nth in (4, 5))
    page = Page(app)
    form = page.get("/enquiry", query_string={"ticket": enquiry_ticket(mine)})
    for status in [422] * 5 + [429]:
        page.submit(form, status=status, number=other, password=WRONG)


def test_who_has_used_up_their_tries_shuts_nobody_out(app, clock) -> None:
    number = bookings.book(clock).number
    stranger = Page(app)
    guess(stranger, wrong_numbers(20), 422)
    guess(stranger, [number] * 6, 429)
    owner = Page(app)
    form = owner.get("/enquiry")
    elsewhere = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}
    typed = {**form.fields(), "number": number, "password": bookings.password_of(number)}
    assert owner.post("/enquiry", typed, status=303, **elsewhere)
