"""Posts to an office they were not made for: nothing is booked, nothing of another office is told, no fault."""

import pytest

from app.booking.models.bookings import Booking
from tests import bookings
from tests.factories import open_offices

OFFICES = ("nagasaki_main", "nagasaki_tsukimachi", "nagasaki_young", "miyakonojo", "kurashiki_chuo")
FORM = "/offices/kanagawa/bookings/new?slot=2026-05-13T10:00"


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


@pytest.mark.parametrize("slug", OFFICES)
def test_an_office_that_takes_none_here_answers_a_made_up_press(page, slug: str) -> None:
    typed = {**bookings.SATO, "slot": "2026-05-13T10:00"}
    answer = page.post(f"/offices/{slug}/bookings", typed, status=409)
    assert answer.find("h1")
    assert bookings.count(Booking) == 0


@pytest.mark.parametrize("slug", OFFICES)
def test_the_form_of_an_office_that_takes_none_here_says_so(page, slug: str) -> None:
    assert page.get(f"/offices/{slug}/bookings/new?slot=2026-05-13T10:00", status=409).find("h1")


@pytest.mark.parametrize("slug", OFFICES)
def test_a_used_confirmation_page_opens_nothing_at_another_office(page, slug: str) -> None:
    confirmed = page.submit(page.get(FORM), status=200, **bookings.SATO)
    fields = confirmed.fields("form[action$=bookings]")
    number = page.submit(confirmed, "form[action$=bookings]").find("#booking-number").get_text()
    answer = page.post(f"/offices/{slug}/bookings", fields, status=409)
    assert number not in answer.html


def test_a_token_is_bound_to_its_office(page, monkeypatch) -> None:
    """Even where two offices ask for the very same, the answer of one is not the answer of the other (DESIGN 3.7)."""
    from app.booking.views import application as views

    seen = []
    monkeypatch.setattr(views, "content_hash", lambda fields: seen.append(dict(fields)) or "0" * 64)
    confirmed = page.submit(page.get(FORM), status=200, **bookings.SATO)
    page.submit(confirmed, "form[action$=bookings]")
    assert seen[0]["office"] == "kanagawa"
