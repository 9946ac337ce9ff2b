"""The language of a public page is the one that was chosen, and choosing it loses nothing."""

import pytest

from tests import factories

KANAGAWA = "/offices/kanagawa"


@pytest.fixture
def kanagawa(page, offices):
    """A browser at an office."""
    page.get(KANAGAWA)
    return page


def spoken(document) -> tuple[str, str]:
    """The language the page says it is in, and the one that stands chosen."""
    return document.find("html")["lang"], document.find(".languages [aria-current]").text


def test_a_page_is_japanese_until_another_language_is_chosen(kanagawa):
    assert spoken(kanagawa.get(KANAGAWA)) == ("ja", "日本語")


@pytest.mark.parametrize(
    ("code", "chosen"), [("en", ("en", "English")), ("ja@easy", ("ja", "やさしい日本語")), ("ja", ("ja", "日本語"))]
)
def test_the_choice_leads_back_to_the_page_and_stays(kanagawa, code, chosen):
    aim = f"{KANAGAWA}/slots?week=2026-05-18"
    assert kanagawa.post("/language", {"language": code, "back": aim}, 303).location == aim
    assert spoken(kanagawa.get("/enquiry")) == chosen


@pytest.mark.parametrize("aim", ["https://evil.example/", "//evil.example", "/static/css/site.css", "", "/nowhere"])
def test_it_leads_nowhere_else(kanagawa, aim):
    assert kanagawa.post("/language", {"language": "en", "back": aim}, 303).location == "/"


@pytest.mark.parametrize("code", ["fr", "", "../../etc"])
def test_an_unknown_language_changes_nothing(kanagawa, code):
    kanagawa.post("/language", {"language": code, "back": KANAGAWA}, 400)
    assert spoken(kanagawa.get(KANAGAWA)) == ("ja", "日本語")


def test_the_form_comes_in_the_other_language_with_every_word_typed(kanagawa):
    typed = {"slot": "2026-05-13T10:00", "name": "佐藤 花子", "content": "残業代について", "language": "en"}
    form = kanagawa.post(f"{KANAGAWA}/bookings/new", typed, 200)
    assert spoken(form) == ("en", "English")
    assert form.find("#name")["value"] == "佐藤 花子"
    assert form.find("#content").text.strip() == "残業代について"


def test_the_switch_on_the_form_sends_the_form(kanagawa):
    form = kanagawa.get(f"{KANAGAWA}/bookings/new?slot=2026-05-13T10:00")
    for button in form.all(".languages button"):
        assert form.find(f"form#{button['form']}")
        assert button["formaction"] == f"{KANAGAWA}/bookings/new"


def test_inside_there_is_nothing_to_choose(kanagawa):
    kanagawa.post("/language", {"language": "en", "back": "/"}, 303)
    factories.sign_in_as(kanagawa, "kato")
    desk = kanagawa.get("/desk/kanagawa/today")
    assert desk.find("html")["lang"] == "ja"
    assert not desk.all(".languages")


def test_what_an_office_has_set_in_its_own_words_is_translated_and_never_markup(app):
    template = app.jinja_env.from_string("{{ said(words) }}")
    with app.test_request_context("/"):
        assert template.render(words="<b>太字</b>") == "&lt;b&gt;太字&lt;/b&gt;"
        assert template.render(words="") == ""


def test_the_words_of_an_office_are_in_the_language_chosen(kanagawa):
    kanagawa.post("/language", {"language": "en", "back": KANAGAWA}, 303)
    guide = kanagawa.get(KANAGAWA)
    assert "Kanagawa Labour Centre" in guide.heading
    assert "神奈川" not in guide.text


def test_an_address_that_leads_nowhere_is_told_in_the_language_chosen(kanagawa):
    kanagawa.post("/language", {"language": "en", "back": KANAGAWA}, 303)
    lost = kanagawa.get("/nowhere", 404)
    assert lost.find("html")["lang"] == "en"
    assert lost.heading == "The page could not be found"


@pytest.mark.parametrize(("code", "day"), [("ja", "令和6年4月1日"), ("ja@easy", "2024年4月1日"), ("en", "1 Apr 2024")])
def test_only_japanese_counts_in_eras(kanagawa, code, day):
    kanagawa.post("/language", {"language": code, "back": KANAGAWA}, 303)
    guide = kanagawa.get(KANAGAWA).text
    assert day in guide
    assert ("令和" in guide) is (code == "ja")


@pytest.mark.parametrize(("code", "told"), [("ja", False), ("ja@easy", True), ("en", True)])
def test_over_terms_it_is_told_that_they_are_in_japanese_only(kanagawa, code, told):
    kanagawa.post("/language", {"language": code, "back": KANAGAWA}, 303)
    terms = kanagawa.get(f"{KANAGAWA}/terms")
    assert bool(terms.all("main > p.soft")) is told
    assert terms.find("article")["lang"] == "ja"


def test_the_title_of_a_page_in_japanese_alone_says_so(kanagawa):
    kanagawa.post("/language", {"language": "en", "back": KANAGAWA}, 303)
    assert kanagawa.get("/agencies").find("title").get("lang") == "ja"
    assert kanagawa.get(KANAGAWA).find("title").get("lang") is None
