"""CSV that a spreadsheet program shows and does not compute (SECURITY T23)."""

import csv
import io

import pytest

from app.kernel.spreadsheets import csv_bytes, safe_cell

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹦", "﹣", "﹫", "⁺", "⁼", "₊")
BEFORE = ("", " ", "\t", "\r", "\n", "\r\n", "\u3000", "\u200b", "\ufeff", "\x00", "\x01", "\u00a0")
PAYLOADS = [f"{before}{sign}cmd|' /C calc'!A0" for sign in SIGNS for before in BEFORE]
BARE = ["\tabc", "\rabc", "\nabc", '=HYPERLINK("http://x";"y")', "=1+1\n", "@SUM(1+1)*cmd", "+81451112222", "-2+3"]


@pytest.mark.parametrize("payload", [*PAYLOADS, *BARE], ids=repr)
def test_nothing_that_may_compute_stands_at_the_start_of_a_cell(payload):
    cell = safe_cell(payload)
    assert cell.startswith("'")
    assert cell[1:] == payload.replace("\0", "")


@pytest.mark.parametrize(
    "text", ["佐藤", "090-1234-5678", "a=b", "1", "", "'quoted", "ー", "・", "〒231", "2026-05-13"]
)
def test_everything_else_stays_as_it_is(text):
    assert safe_cell(text) == text


@pytest.mark.parametrize("number", [-3, 0, 2.5])
def test_a_number_stays_a_number(number):
    assert safe_cell(number) == str(number)


def test_a_file_is_read_back_as_it_was_written():
    heads, row = ["氏名", "内容"], ['"a", b', "一行目\r\n二行目;\t𠮷野"]
    raw = csv_bytes(heads, [row])
    assert raw.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))) == [heads, row]


@pytest.mark.parametrize("payload", [*PAYLOADS, *BARE], ids=repr)
def test_no_payload_leaves_its_cell(payload):
    raw = csv_bytes(["x", "y"], [[payload, "end"], ["end", payload]])
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [len(row) for row in rows] == [2, 2, 2]
    assert rows[1][1] == rows[2][0] == "end"
