"""Kato manages Kanagawa in a real browser, at both widths; the pages themselves are walked by test_every_page."""

import pytest

OFFICE = "/desk/kanagawa/office"
FAR = "2026-07-01"


@pytest.fixture
def kato(window, demo, width):
    """Kato, manager of Kanagawa, signed in."""
    person = demo.cast["kato"]
    seen = window(demo.url, width)
    seen.go("/login")
    seen.page.locator("#email").fill(person["mail"])
    seen.page.locator("#password").fill(person["password"])
    press(seen)
    return seen


def press(seen, selector: str = "main .button-primary") -> None:
    """Press a button and wait for the page it leads to."""
    with seen.page.expect_navigation():
        seen.page.locator(selector).last.click()


def looked_at(seen, name: str) -> None:
    """The page is without fault, and its picture is kept."""
    seen.picture(f"kato-{name}")
    assert seen.faults() == [], name


def said(seen) -> str:
    """What the page says was done."""
    return str(seen.page.locator("main [role=status]").first.inner_text())


@pytest.mark.timeout(300)
@pytest.mark.rule("KNG-51")
def test_kato_previews_a_policy_closes_a_day_stops_some_hours_and_drafts_terms(kato):
    preview_a_policy(kato)
    close_a_day(kato)
    stop_some_hours(kato)
    draft_terms(kato)


def preview_a_policy(kato) -> None:
    """A fault is told and put right, the change is shown, and back in the form every word is still there."""
    kato.go(f"{OFFICE}/policy/new")
    kato.page.locator("#since").fill("2026-05-12")
    kato.page.locator("#slot_starts").fill("9:00\n11:00")
    kato.page.locator("#noshow_minutes").fill("")
    press(kato)
    assert kato.page.locator("#error-summary:focus").count() == 1
    looked_at(kato, "policy-errors")
    kato.page.locator("#noshow_minutes").fill("10")
    press(kato)
    looked_at(kato, "policy-preview")
    assert "増える時間・なくなる時間" in kato.page.locator("main").inner_text()
    press(kato, "main button[formaction]")
    assert kato.page.locator("#slot_starts").input_value() == "9:00\n11:00"


def close_a_day(kato) -> None:
    """It is asked about once more, done, and taken back."""
    kato.go(f"{OFFICE}/closures")
    kato.page.locator("#first").fill(FAR)
    kato.page.locator("#reason").fill("研修のため")
    press(kato)
    looked_at(kato, "closure-preview")
    press(kato)
    assert "休みにしました。" in said(kato)
    looked_at(kato, "closures-set")
    press(kato, "form[action$='/withdrawal'] button")
    assert "取り消しました。" in said(kato)


def stop_some_hours(kato) -> None:
    """It is set and lifted."""
    kato.go(f"{OFFICE}/stops")
    kato.page.locator("#ground-0").check()
    kato.page.locator("#scope-1").check()
    for name, typed in (("since_day", FAR), ("since_hour", "9:00"), ("until_day", FAR), ("until_hour", "12:00")):
        kato.page.locator(f"#{name}").fill(typed)
    kato.page.locator("#notice").fill("システムの点検のため、この時間の相談を止めます。")
    press(kato)
    assert "止めました。" in said(kato)
    looked_at(kato, "stopped")
    press(kato, "form[action$='/lifting'] button")
    assert "再開しました。" in said(kato)


def draft_terms(kato) -> None:
    """What the draft changes is shown; it is thrown away."""
    kato.go(f"{OFFICE}/terms/draft")
    text = kato.page.locator("#text")
    text.fill(text.input_value() + "\n録音機は置いてきてください。")
    kato.page.locator("#effective_on").fill(FAR)
    press(kato)
    looked_at(kato, "terms-announcement")
    assert kato.page.locator("ins").all_inner_texts()[-1] == "録音機は置いてきてください。"
    kato.go(f"{OFFICE}/terms")
    press(kato, "form[action$='/removal'] button")
    assert "下書きを捨てました。" in said(kato)
