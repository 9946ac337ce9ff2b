"""The figures of an office: tables with a chart over each, a file for Excel, nothing of anybody in them."""

import csv
import io

import pytest

from app.db import db
from tests import bookings

FIGURES = "/desk/kanagawa/figures"
MAY = f"{FIGURES}?from=2026-05-01&until=2026-05-31"


@pytest.fixture
def month(suzuki, clock):
    """Three bookings of May: one stands, one nobody came to, one that was refused; a fourth in June."""
    slots = ("2026-05-13T10:00", "2026-05-14T10:00", "2026-05-15T14:30", "2026-06-10T10:00")
    numbers = [bookings.book(clock, bookings.somebody(n, slot)).number for n, slot in enumerate(slots)]
    row = bookings.row_of(numbers[2])
    row.state, row.holds_seat = "refused", False
    db.session.commit()
    clock.set("2026-05-13T10:10:00+09:00")
    return numbers


def table(document, title):
    """One table as words to counts."""
    found = next(each for each in document.all("main table") if each.caption.get_text(strip=True) == title)
    return {row.th.get_text(strip=True): int(row.td.get_text(strip=True)) for row in found.select("tbody tr")}


@pytest.mark.rule("KNG-41", "KNG-43")
def test_what_became_of_bookings_is_counted_as_it_stands_at_this_moment(suzuki, month):
    page = suzuki.get(MAY)
    assert table(page, "予約の状態") == {"予約完了": 1, "キャンセル扱い": 1, "お断り": 1}
    assert [tile.get_text(strip=True) for tile in page.all(".tiles .tile-value")] == ["3件", "2件", "1件", "1件"]


def test_load_stands_by_hour_topic_and_tool_without_what_was_given_back(suzuki, month):
    page = suzuki.get(MAY)
    assert table(page, "時間ごとの相談") == {"10:00": 2}
    assert table(page, "相談項目ごとの相談") == {"ハラスメント": 2}
    assert sum(table(page, "ツールごとの相談").values()) == 2
    assert table(page, "申込みから相談日までの日数") == {"2日から6日": 3}


def test_every_table_has_its_chart_drawn_without_style_or_script(suzuki, month):
    page = suzuki.get(MAY)
    charts = page.all("main svg")
    assert len(charts) == len(page.all("main table")) == 6
    assert not [tag for chart in charts for tag in chart.find_all(True) if tag.has_attr("style")]
    assert {chart["aria-hidden"] for chart in charts} == {"true"}


def test_the_file_opens_in_excel_and_tells_the_same(suzuki, month):
    answer = suzuki.client.get(MAY.replace("figures?", "figures.csv?"))
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0] == ["統計", "区分", "件数"]
    assert ["予約の状態", "お断り", "1"] in rows
    assert "kanagawa-2026-05-01-2026-05-31.csv" in answer.headers["Content-Disposition"]


def test_a_topic_that_looks_like_a_formula_computes_nothing(suzuki, month):
    row = bookings.row_of(month[0])
    row.topic = "=1+1"
    db.session.commit()
    answer = suzuki.client.get(MAY.replace("figures?", "figures.csv?"))
    assert '"\'=1+1"' in answer.data.decode("utf-8-sig")


def test_nothing_of_anybody_stands_in_page_or_file(suzuki, month):
    texts = (suzuki.get(MAY).html, suzuki.client.get(MAY.replace("figures?", "figures.csv?")).text)
    assert not [word for word in bookings.PERSONAL if word != "ハラスメント" for text in texts if word in text]
    assert not [number for number in month for text in texts if number in text]


def test_without_days_it_counts_this_month_so_far(suzuki, month):
    assert table(suzuki.get(FIGURES), "予約の状態") == {"キャンセル扱い": 1}


@pytest.mark.parametrize(
    ("query", "words"),
    [("from=2026-06-01&until=2026-05-01", "はじまりより前"), ("from=2020-01-01&until=2026-05-01", "2年まで")],
)
def test_a_span_that_cannot_be_counted_is_refused_with_its_days_kept(suzuki, month, query, words):
    page = suzuki.get(f"{FIGURES}?{query}", status=422)
    assert words in page.text
    assert page.find("#until")["value"] == "2026-05-01"
    suzuki.get(f"{FIGURES}.csv?{query}", status=404)


@pytest.mark.parametrize("path", [FIGURES, f"{FIGURES}.csv"])
def test_another_offices_figures_are_not_there_and_its_bookings_not_counted(tanaka, month, path):
    tanaka.get(path, status=404)
    assert "この期間の予約はありません" in tanaka.get("/desk/nagasaki_main/figures").text
