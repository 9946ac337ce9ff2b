"""The judge of the corpus sees what it is there to see."""

import pytest
from flask import Response
from werkzeug.test import TestResponse

from tests.corpus.case import Case, Expected, Kind
from tests.corpus.forms import Form
from tests.corpus.verdict import wrong
from tests.page import Document

FORM = Form("anyone", "/x", "/x", {"name": "山田", "content": "一行\n二行"}, {"name": Kind.NAME, "content": Kind.TEXT})
KEPT = '<form><input name="name" value="山田"><textarea name="content">\n一行\r\n二行</textarea></form>入力'
UTF8 = Case("C4", 1, b"\xff", Expected.UNREADABLE)


def answer(body: str, status: int = 422) -> Document:
    """An answer with this body."""
    made = Response(body, status, content_type="text/html; charset=utf-8")
    return Document(TestResponse(made.iter_encoded(), made.status, made.headers, request=None))


def test_a_page_that_keeps_everything_is_well():
    assert wrong(FORM, {}, None, answer(KEPT)) == []


@pytest.mark.parametrize(
    "body,status,fault",
    [
        (KEPT, 500, "status 500"),
        (KEPT, 502, "status 502"),
        ("<form></form>Bad Request", 400, "400 without Japanese words"),
        (KEPT.replace("山田", "田山"), 422, "name is lost"),
        (KEPT.replace("二行", ""), 409, "content is lost"),
        ("入力してください", 422, "name is lost"),
        (f"{KEPT}Traceback", 422, "a traceback"),
    ],
)
def test_what_is_wrong_is_named(body, status, fault):
    assert fault in wrong(FORM, {}, None, answer(body, status))


def test_the_text_that_was_sent_counts_and_not_the_usual_one():
    assert wrong(FORM, {"name": "佐藤"}, None, answer(KEPT)) == ["name is lost"]


def test_composed_and_decomposed_are_one_text():
    assert wrong(FORM, {"name": "か\u3099"}, None, answer(KEPT.replace("山田", "が"))) == []


def test_what_is_no_utf8_has_to_be_told_as_that():
    assert wrong(FORM, {"name": b"\xff"}, UTF8, answer(KEPT, 400)) == ["400 for what is no UTF-8"]
    assert wrong(FORM, {"name": b"\xff"}, UTF8, answer(KEPT + "文字コードを判別できません", 400)) == []


def test_a_next_page_need_not_keep_what_was_taken():
    assert wrong(FORM, {}, None, answer("受け付けました", 200)) == []
