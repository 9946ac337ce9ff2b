"""The way to one's own account and back: nobody has to know its address."""

import pytest

from tests.factories import PASSWORD, address_of, enlist, open_offices
from tests.page import Page

FIRST_PAGES = {
    "suzuki": ("/desk", "/desk/kanagawa/today"),
    "hikari": ("/agency", "/agency"),
    "mori": ("/bureau", "/bureau"),
    "oda": ("/bureau", "/bureau"),
    "ueda": ("/operations", "/operations"),
    "yamada": ("/me", "/me"),
}


@pytest.mark.parametrize(("key", "home", "first"), [(key, *pages) for key, pages in FIRST_PAGES.items()])
def test_the_account_is_one_press_from_the_first_page_and_back(page: Page, key: str, home: str, first: str) -> None:
    open_offices()
    enlist(key)
    page.post("/login", {"email": address_of(key), "password": PASSWORD}, status=303)
    assert page.get(first).find("header .who a")["href"] == "/account"
    account = page.get("/account")
    assert account.find("nav.path a")["href"] == account.find(".site-name")["href"] == home
