"""The terms pages: the text in force, every version, what changed, and the official text word for word."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from app.offices.rules.documents import document_of
from app.offices.usecases.terms import import_terms
from tests.factories import open_offices

if TYPE_CHECKING:
    from tests.harness.clock import FrozenClock
    from tests.page import Page

ANNOUNCED = datetime(2026, 5, 1, tzinfo=UTC)
TEXT = "# みどりの方針\n１ ねらい\n- (1) 相談を受けます。\n２ 約束\n録音はしません。"


@pytest.fixture(autouse=True)
def _offices(app: object) -> None:
    open_offices()


def bring_in(day: date, text: str = TEXT, announced: datetime = ANNOUNCED) -> None:
    import_terms("kanagawa", day, document_of(text), announced)


@pytest.mark.rule("KNG-02")
def test_an_official_text_is_shown_word_for_word(page: "Page") -> None:
    bring_in(date(2024, 4, 1))
    article = page.get("/offices/kanagawa/terms").find("article")
    assert "".join(article.get_text().split()) == "みどりの方針１ねらい(1)相談を受けます。２約束録音はしません。"
    assert [heading.get_text() for heading in article.find_all("h2")] == ["１ ねらい", "２ 約束"]


@pytest.mark.rule("KNG-57", "KNG-58")
def test_a_coming_version_is_announced_with_its_date_and_text(page: "Page", clock: "FrozenClock") -> None:
    bring_in(date(2026, 6, 1))
    before = page.get("/offices/kanagawa/terms")
    assert "2026年6月1日（月）から変わります" in before.text
    assert before.all("a[href='/offices/kanagawa/terms/2026-06-01']")
    assert "録音はしません。" in page.get("/offices/kanagawa/terms/2026-06-01").text
    clock.set("2026-06-01T00:00:00+09:00")
    assert "いま適用されている版です（令和8年6月1日から）。" in page.get("/offices/kanagawa/terms").text


def test_a_version_not_yet_announced_does_not_exist(page: "Page") -> None:
    bring_in(date(2026, 6, 1), announced=datetime(2026, 5, 20, tzinfo=UTC))
    page.get("/offices/kanagawa/terms/2026-06-01", status=404)
    assert "令和8年6月1日" not in page.get("/offices/kanagawa/terms").text


def test_what_changed_is_shown_against_the_version_before(page: "Page") -> None:
    bring_in(date(2024, 4, 1))
    bring_in(date(2026, 5, 2), TEXT.replace("録音", "撮影"))
    changes = page.get("/offices/kanagawa/terms").find("#changes")
    assert [tag.get_text() for tag in changes.find_all("del")] == ["録音はしません。"]
    assert [tag.get_text() for tag in changes.find_all("ins")] == ["撮影はしません。"]


def test_a_version_without_text_says_so(page: "Page") -> None:
    old = page.get("/offices/miyakonojo/terms/2020-02-17")
    assert "この版は日付だけを記録しています。" in old.text
    assert "過去の版です（令和2年2月17日から適用されていました）。" in old.text
    assert "前の版（令和4年7月15日）の文章が残っていない" in page.get("/offices/miyakonojo/terms").find("#changes").text


@pytest.mark.parametrize("day", ["2024-04-02", "2024-4-1", "20240401", "today", "2024-02-30"])
def test_a_day_without_a_version_has_no_page(page: "Page", day: str) -> None:
    page.get(f"/offices/kanagawa/terms/{day}", status=404)


def test_our_own_wording_says_that_it_is_not_the_original(page: "Page") -> None:
    assert "原文は窓口でご確認ください。" in page.get("/offices/kanagawa/terms").text
    bring_in(date(2024, 4, 1))
    assert "原文は窓口でご確認ください。" not in page.get("/offices/kanagawa/terms").text
