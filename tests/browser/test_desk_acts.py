"""The pages of the acts on a booking, looked at in both widths; a refused press keeps what was pasted."""

import pytest

from app.desk.views.act_pages import PAGES

FOREIGN = "https://meet.example/room-1"
WIDE = 1000
"""From here on one act stands for all: they have the same frame."""


@pytest.fixture
def suzuki(window, demo, width):
    """Suzuki, counselor at Kanagawa, signed in."""
    person = demo.cast["suzuki"]
    seen = window(demo.url, width)
    seen.go("/login")
    seen.page.locator("#email").fill(person["mail"])
    seen.page.locator("#password").fill(person["password"])
    press(seen, "main .button-primary")
    return seen


@pytest.fixture
def booking(suzuki) -> str:
    """The address of the last booking of Suzuki's day."""
    suzuki.go("/desk/kanagawa/today")
    return str(suzuki.page.locator("a[data-row]").last.get_attribute("href"))


def press(seen, selector: str) -> None:
    """Press a button and wait for the page it leads to."""
    with seen.page.expect_navigation():
        seen.page.locator(selector).last.click()


@pytest.mark.rule("KNG-03", "KNG-35")
def test_the_booking_and_its_acts_are_without_fault(suzuki, booking, width):
    assert suzuki.go(booking) == 200
    suzuki.picture("desk-acts")
    assert suzuki.faults() == []
    for _, noun, title, *_ in PAGES if width < WIDE else PAGES[:1]:
        assert suzuki.go(f"{booking}/{noun}") == 200
        suzuki.picture(f"desk-act-{noun.replace('/', '-')}")
        assert (suzuki.page.locator("h1").inner_text(), suzuki.faults()) == (title, [])


@pytest.mark.rule("KNG-31")
def test_a_foreign_address_is_refused_and_stays_in_its_field(suzuki, booking):
    suzuki.go(f"{booking}/meeting-info")
    suzuki.page.locator("#url").fill(FOREIGN)
    press(suzuki, "#act button")
    assert suzuki.page.locator("#refusal:focus").count() == 1
    assert suzuki.page.locator("#url").input_value() == FOREIGN
    suzuki.picture("desk-act-refused")
    assert suzuki.faults() == []
