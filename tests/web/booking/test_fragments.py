"""What htmx gets of a booking's forms: the part that stands in the page, with everything typed (DESIGN 5)."""

import pytest

from tests import bookings
from tests.factories import open_offices
from tests.page import Page

FORM = "/offices/kanagawa/bookings/new?slot=2026-05-13T10:00"
CONFIRMATION = "/offices/kanagawa/bookings/confirmation"
TYPED = {**bookings.SATO, "slot": "2026-05-13T10:00"}


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


@pytest.mark.parametrize("path, part", [(FORM, "application-form"), ("/enquiry", "enquiry-form")])
def test_a_form_is_a_part_of_its_page(page, path: str, part: str) -> None:
    assert page.htmx_get(path).find(f"#{part}").name == "div"


@pytest.mark.parametrize(
    "changes, status, wrong",
    [
        ({"name": ""}, 422, '#error-summary a[href="#name"]'),
        ({"residence": "13", "workplace": "12"}, 422, "#refusal"),
        ({"slot": "2026-05-13T10:30"}, 409, "#refusal"),
    ],
    ids=["a field", "the person", "the time"],
)
def test_what_is_refused_comes_back_with_the_text(page, changes: dict[str, str], status: int, wrong: str) -> None:
    part = page.htmx_post(CONFIRMATION, {**TYPED, **changes}, status=status)
    assert part.find(wrong)
    fields = part.fields("#application-form form")
    assert fields["email"] == TYPED["email"]
    assert fields["content"].split() == TYPED["content"].split()


def test_the_confirmation_is_a_part_too(page) -> None:
    part = page.htmx_post(CONFIRMATION, TYPED, status=200)
    assert part.find("#confirmation-form input[name=email]")["value"] == TYPED["email"]


def test_what_was_done_sends_on(app, page, clock) -> None:
    number = bookings.book(clock).number
    wrong = page.htmx_post("/enquiry", {"number": number, "password": "AAAABBBBCCCC"}, status=422)
    assert wrong.fields("#enquiry-form form")["number"] == number
    opened = page.htmx_post("/enquiry", {"number": number, "password": bookings.password_of(number)}, status=200)
    assert opened.headers["HX-Redirect"] == f"/bookings/{number}"
    assert page.htmx_get(f"/bookings/{number}/withdrawal").find("#withdrawal-form form")
    withdrawn = page.htmx_post(f"/bookings/{number}/withdrawal", status=200)
    assert withdrawn.headers["HX-Redirect"] == f"/bookings/{number}"


def test_a_withdrawal_that_came_too_late_is_told_in_its_part(app, clock) -> None:
    booked = bookings.book(clock)
    page = Page(app)
    page.submit(page.get("/enquiry"), number=booked.number, password=bookings.password_of(booked.number))
    clock.set("2026-05-13T10:00:00+09:00")
    part = page.htmx_post(f"/bookings/{booked.number}/withdrawal", status=409)
    assert "予約の時刻を過ぎたため" in part.find("#withdrawal-form").get_text()
