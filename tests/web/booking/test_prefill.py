"""Whoever is signed in finds in the form what the account tells anyway, and may change it."""

import pytest

from tests.factories import sign_in_as

FORM = "/offices/kanagawa/bookings/new?slot=2026-05-13T10:00"
pytestmark = pytest.mark.usefixtures("offices")


def begun(page):
    """What the fields of a person begin with."""
    form = page.get(FORM)
    return {name: form.find(f"#{name}")["value"] for name in ("name", "name_kana", "email", "phone")}


def test_the_form_begins_with_what_the_account_tells(page) -> None:
    sign_in_as(page, "yamada")
    assert begun(page) == {
        "name": "山田 花子",
        "name_kana": "ヤマダ ハナコ",
        "email": "yamada@seeker.example",
        "phone": "090-0000-0001",
    }


@pytest.mark.parametrize("who", [None, "suzuki"])
def test_for_a_stranger_and_for_an_officer_it_begins_empty(page, who) -> None:
    if who:
        sign_in_as(page, who)
    assert set(begun(page).values()) == {""}
