"""Every password field has a button that shows what is typed; without a script there is none, and nothing is lost."""

from tests.factories import sign_in_as
from tests.page import Page


def fields_with_buttons(document) -> list[tuple[str, str]]:
    """Each password field with the one its button shows."""
    buttons = {button["data-reveal"]: button for button in document.all("button[data-reveal]")}
    for button in buttons.values():
        assert (button["type"], button["aria-pressed"], button.has_attr("hidden")) == ("button", "false", True)
        assert button["aria-controls"] == button["data-reveal"]
    return [(field["id"], buttons[field["id"]]["data-reveal"]) for field in document.all("input[type=password]")]


def test_the_way_in_and_a_new_password_can_be_looked_at(page: Page) -> None:
    assert len(fields_with_buttons(page.get("/login"))) == 1
    sign_in_as(page, "suzuki")
    assert len(fields_with_buttons(page.get("/account/password"))) == 3


def test_a_refused_sign_in_shows_the_button_again_and_never_the_password(page: Page) -> None:
    again = page.post("/login", {"email": "nobody@example.jp", "password": "nicht-geheim"}, status=422)
    assert len(fields_with_buttons(again)) == 1
    assert "nicht-geheim" not in again.html
