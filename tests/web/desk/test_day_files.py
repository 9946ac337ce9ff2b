"""The day on paper and as CSV: whole, recorded, and no cell of it a formula (SECURITY T23)."""

import csv
import io
import json

import pytest

from app.audit.models import AuditEvent
from app.db import db
from tests import bookings

CSV = "/desk/kanagawa/today.csv?day=2026-05-13"
PRINT = "/desk/kanagawa/today/print?day=2026-05-13"


def cells(document):
    """The rows of a CSV answer, read as Excel reads them."""
    text = document.response.get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def acts():
    """What was recorded about the office."""
    db.session.rollback()
    asked = db.select(AuditEvent).where(AuditEvent.subject == "office:kanagawa").order_by(AuditEvent.id)
    return [(event.act, json.loads(event.detail)) for event in db.session.scalars(asked)]


def test_the_file_has_every_booking_with_what_paper_would_have(suzuki, clock):
    number = bookings.book(clock).number
    document = suzuki.get(CSV)
    assert document.response.get_data().startswith(b"\xef\xbb\xbf")
    assert document.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert document.headers["Content-Disposition"] == 'attachment; filename="kanagawa-2026-05-13.csv"'
    heads, row = cells(document)
    told = dict(zip(heads, row, strict=True))
    assert told["予約番号"] == number
    assert (told["日付"], told["開始"], told["終了"]) == ("2026-05-13", "10:00", "10:50")
    assert (told["氏名"], told["フリガナ"], told["電話番号"]) == ("佐藤 花子", "サトウ ハナコ", "090-1234-5678")
    assert (told["状態"], told["足りないもの"]) == ("予約完了", "相談URL（5月12日（火）まで）")
    assert "どなられて" not in document.html


@pytest.mark.parametrize("name", ["=1+1", "＝1+1", "+1", "＋1", "-1", "－1", "@SUM(1)", "＠SUM(1)", '=HYPERLINK("x")'])
def test_a_name_that_looks_like_a_formula_stays_a_name(suzuki, clock, name):
    bookings.book(clock, bookings.application(name=name))
    heads, row = cells(suzuki.get(CSV))
    assert dict(zip(heads, row, strict=True))["氏名"] == f"'{name}"


def test_paper_has_names_and_telephones_and_says_take_care(suzuki, clock):
    bookings.book(clock)
    text = suzuki.get(PRINT).text
    for words in ("佐藤 花子", "サトウ ハナコ", "090-1234-5678", "令和8年5月13日", "取扱注意"):
        assert words in text


def test_taking_a_day_along_is_recorded(suzuki, clock):
    suzuki.get(CSV)
    suzuki.get(PRINT)
    assert acts() == [("desk.day_exported", {"day": "2026-05-13"}), ("desk.day_printed", {"day": "2026-05-13"})]
