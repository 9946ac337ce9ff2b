"""Telephone intake and the figures, looked at in both widths; a refused press keeps what was typed."""

import pytest


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


def press(seen, selector: str) -> None:
    """Press a button and wait for the page it leads to."""
    with seen.page.expect_navigation():
        seen.page.locator(selector).last.click()


@pytest.mark.rule("KNG-20")
def test_from_the_picker_to_a_refusal_that_keeps_what_was_typed(suzuki):
    assert suzuki.go("/desk/kanagawa/intake?day=2026-05-27") == 200
    suzuki.picture("desk-intake")
    assert suzuki.faults() == []
    press(suzuki, "main tbody a")
    suzuki.picture("desk-intake-form")
    assert suzuki.faults() == []
    suzuki.page.locator("#name").fill("電話 花子")
    press(suzuki, "main .actions button")
    assert suzuki.page.locator("#error-summary:focus").count() == 1
    assert suzuki.page.locator("#name").input_value() == "電話 花子"
    suzuki.picture("desk-intake-errors")
    assert suzuki.faults() == []


def test_the_figures_and_their_charts_are_without_fault(suzuki):
    assert suzuki.go("/desk/kanagawa/figures?from=2026-04-01&until=2026-06-30") == 200
    suzuki.picture("desk-figures")
    assert suzuki.page.locator("main svg").count() == suzuki.page.locator("main table").count() > 0
    assert suzuki.faults() == []
    assert suzuki.go("/desk/kanagawa/figures?from=2026-06-30&until=2026-04-01") == 422
    assert suzuki.faults() == []
