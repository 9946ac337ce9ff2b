"""Looking a booking up for a caller: number, telephone and mail exactly, furigana by parts, within one office."""

import json
from datetime import timedelta

import pytest

from app.audit.models import AuditEvent
from app.db import db
from tests import bookings

SEARCH = "/desk/kanagawa/search"


def found(document):
    """The numbers of the bookings a search shows."""
    return [link.get_text(strip=True) for link in document.all("a[data-row]")]


@pytest.fixture
def booked(suzuki, clock):
    """The number of Sato's booking, beside somebody else's."""
    bookings.book(
        clock,
        bookings.application("2026-05-14T10:00", email="x@example.jp", phone="+81451112222", name_kana="ヤマダ タロウ"),
    )
    return bookings.book(clock).number


@pytest.mark.parametrize(
    "typed",
    [
        "０９０-1234ー5678",
        "09012345678",
        "hanako.sato@example.jp",
        "ＨＡＮＡＫＯ．ＳＡＴＯ＠ｅｘａｍｐｌｅ．ｊｐ",
        " Hanako.Sato@EXAMPLE.jp ",
    ],
)
def test_a_telephone_and_an_address_are_found_however_they_are_typed(suzuki, booked, typed):
    assert found(suzuki.post(SEARCH, {"q": typed, "reason": ""}, status=200)) == [booked]


def test_a_number_is_found_in_small_letters_and_with_hyphens(suzuki, booked):
    typed = f"{booked[:4]}-{booked[4:]}".lower()
    assert found(suzuki.post(SEARCH, {"q": typed, "reason": ""}, status=200)) == [booked]


@pytest.mark.parametrize("typed", ["さとう", "サトウ　ハナコ", "ｻﾄｳ", "はなこ", "とうは"])
def test_furigana_is_found_by_a_part_in_any_kana(suzuki, booked, typed):
    assert found(suzuki.post(SEARCH, {"q": typed, "reason": "call"}, status=200)) == [booked]


@pytest.mark.parametrize("typed", ["090-1234-5679", "sato@example.jp", "タナカ", "0901234567"])
def test_what_is_only_like_it_is_not_found(suzuki, booked, typed):
    assert found(suzuki.post(SEARCH, {"q": typed, "reason": "call"})) == []


@pytest.mark.parametrize(
    ("typed", "reason", "words"),
    [
        ("さとう", "", "理由を選んでください"),
        ("さとう", "curious", "理由を選んでください"),
        ("さ", "call", "2文字以上"),
        ("佐藤花子", "call", "どれにも読めませんでした"),
        ("", "call", "どれにも読めませんでした"),
        ("a@b@c", "call", "どれにも読めませんでした"),
        ("%", "call", "どれにも読めませんでした"),
    ],
)
def test_what_cannot_be_looked_for_is_given_back_with_the_reason(suzuki, booked, typed, reason, words):
    again = suzuki.post(SEARCH, {"q": typed, "reason": reason}, status=422)
    assert words in again.find("#refusal").get_text()
    assert again.find("#q")["value"] == typed
    assert not found(again)


def test_furigana_reaches_ninety_days_and_no_further(suzuki, booked, clock):
    row = bookings.row_of(booked)
    for days, expected in ((90, [booked]), (91, [])):
        row.starts_at = clock.now() + timedelta(days=days)
        db.session.commit()
        assert found(suzuki.post(SEARCH, {"q": "サトウ", "reason": "duty"}, status=200)) == expected
    assert found(suzuki.post(SEARCH, {"q": "09012345678", "reason": ""}, status=200)) == [booked]


def test_another_office_finds_nothing(tanaka, suzuki, booked):
    for typed in (booked, "09012345678", "hanako.sato@example.jp", "さとう"):
        assert found(tanaka.post("/desk/nagasaki_main/search", {"q": typed, "reason": "call"}, status=200)) == []
        tanaka.post(SEARCH, {"q": typed, "reason": "call"}, status=404)


def test_a_search_is_recorded_by_what_and_why_without_the_words(suzuki, booked):
    suzuki.post(SEARCH, {"q": "さとう", "reason": "visit"})
    suzuki.post(SEARCH, {"q": "09012345678", "reason": ""})
    db.session.rollback()
    asked = db.select(AuditEvent).where(AuditEvent.act == "desk.searched").order_by(AuditEvent.id)
    events = list(db.session.scalars(asked))
    assert [json.loads(event.detail) for event in events] == [
        {"by": "kana", "reason": "visit"},
        {"by": "phone", "reason": None},
    ]
    assert {event.subject for event in events} == {"office:kanagawa"}


def test_nothing_that_was_searched_stands_in_an_address(suzuki, booked):
    form = suzuki.get(SEARCH).find("form[role=search]")
    assert form["method"] == "post"
    assert form["action"] == SEARCH
