"""An agency takes up a job offer and explains it in writing; a seeker lets the own record be offered longer."""

from tests.browser.booking_way import press
from tests.browser.letters_made import sent
from tests.browser.stage import choose, click, type_into, words
from tests.browser.test_every_page import sign_in

DAYS = ("contacted_on", "conditions_on", "fee_explained_on", "subsidies_explained_on", "accepted_on")


def looked_at(seen, name: str) -> None:
    """The page is without fault, and its picture is kept."""
    seen.picture(f"offers-{name}")
    assert seen.faults() == [], name


def test_an_agency_takes_up_an_offer_and_explains_it_in_writing(window, demo, width):
    seen = window(demo.url, width)
    sign_in(seen, demo.cast["hikari"])
    seen.go("/agency/job-offers")
    seen.page.locator("main tbody a").first.click()
    type_into(seen, **dict.fromkeys(DAYS, "令和8年5月11日"))
    click(seen, "求人受理を記録する")
    looked_at(seen, "accepted")
    click(seen, "明示の文を開く")
    looked_at(seen, "explanation")
    seen.page.go_back()
    type_into(seen, told_on="令和8年5月11日")
    choose(seen, "電子メール")
    click(seen, "明示を記録する")
    looked_at(seen, "told")
    assert "電子メールで明示しました" in words(seen)


def test_a_seeker_lets_the_record_be_offered_longer(window, demo, width):
    sent(demo)
    seen = window(demo.url, width)
    sign_in(seen, demo.cast["yamada"])
    seen.go("/me/record/renewal")
    looked_at(seen, "renewal")
    press(seen)
    looked_at(seen, "renewed")


def test_a_seeker_has_deleted_what_an_agency_holds_from_the_page_of_the_record(window, demo, width):
    sent(demo)
    seen = window(demo.url, width)
    sign_in(seen, demo.cast["yamada"])
    seen.go("/me/record")
    looked_at(seen, "holders")
    seen.page.locator("#own-holders a[href$='/hikari/deletion']").click()
    looked_at(seen, "holder-deletion")
    press(seen)
    assert "求職情報を削除しました。" in words(seen)
    assert not seen.page.locator("#own-holders a[href$='/hikari/deletion']").count()
