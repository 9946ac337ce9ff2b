"""What was typed into the one field of the search."""

import pytest

from app.desk.rules.search import ground_for_refusal, search_for
from app.desk.terms.search import Search, SearchBy, SearchReason, SearchRefusal

KANA = Search(SearchBy.KANA, "サトウ")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("090-1234-5678", Search(SearchBy.PHONE, "+819012345678")),
        ("０４５（６３３）６１１０", Search(SearchBy.PHONE, "+81456336110")),
        ("a@example.jp", Search(SearchBy.MAIL, "a@example.jp")),
        ("ａ＠ｅｘａｍｐｌｅ．ｊｐ", Search(SearchBy.MAIL, "a@example.jp")),
        ("さとう", KANA),
        ("ｻﾄｳ", KANA),
        ("佐藤", SearchRefusal.NOT_READABLE),
        ("12", SearchRefusal.NOT_READABLE),
        ("", SearchRefusal.NOT_READABLE),
        ("a@b@c", SearchRefusal.NOT_READABLE),
        ("a\x00b", SearchRefusal.NOT_READABLE),
    ],
)
def test_its_form_tells_what_it_is(typed, wanted):
    assert search_for(typed, None) == wanted


def test_what_reads_as_a_number_is_one():
    assert search_for("k3-9", "K3") == Search(SearchBy.NUMBER, "K3")


@pytest.mark.parametrize("by", [SearchBy.NUMBER, SearchBy.PHONE, SearchBy.MAIL])
def test_what_is_looked_for_exactly_asks_no_reason(by):
    assert ground_for_refusal(Search(by, "x"), None) is None


def test_a_search_by_name_asks_why_and_for_two_signs():
    assert ground_for_refusal(KANA, None) is SearchRefusal.REASON_MISSING
    assert ground_for_refusal(KANA, SearchReason.CALL) is None
    assert ground_for_refusal(Search(SearchBy.KANA, "サ"), SearchReason.CALL) is SearchRefusal.TOO_SHORT
    assert ground_for_refusal(Search(SearchBy.KANA, "サ ・"), SearchReason.CALL) is SearchRefusal.TOO_SHORT
