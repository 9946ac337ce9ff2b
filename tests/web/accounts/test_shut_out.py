"""Whoever meets a page of another role is told so, in the place of the own one, and finds the way out."""

import pytest

from tests.factories import sign_in_as
from tests.page import Page


@pytest.mark.parametrize(
    "key, path, home, place",
    [
        ("suzuki", "/agency", "/desk", "職員用"),
        ("hikari", "/desk", "/agency", "求人・求職情報提供"),
        ("mori", "/desk", "/bureau", "労働局・運用"),
        ("yamada", "/desk", "/me", "マイページ"),
    ],
)
def test_the_page_leads_home_and_lets_one_log_out(page: Page, key: str, path: str, home: str, place: str) -> None:
    sign_in_as(page, key)
    shut = page.get(path, status=403)
    assert shut.find(".site-place").get_text() == place
    assert shut.find(".site-name")["href"] == home
    assert shut.find("main a.button")["href"] == home
    assert page.submit(shut, "main form[action='/logout']").status == 303


def test_an_address_that_is_none_leads_home_too(page: Page) -> None:
    sign_in_as(page, "suzuki")
    lost = page.get("/desk-of-nobody", status=404)
    assert lost.find(".site-place").get_text() == "職員用"
    assert lost.find("main a")["href"] == "/desk"


def test_a_stranger_is_led_to_the_first_page(page: Page) -> None:
    assert page.get("/nowhere", status=404).find("main a")["href"] == "/"
