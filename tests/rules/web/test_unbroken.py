"""What belongs together stays in one line of a page, and only there."""

import re

import pytest

from app.web.unbroken import unbroken

HELD = re.compile(r'<span class="nowrap">(.*?)</span>')


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("5月11日（月）から5月17日（日）まで", ["5月11日（月）", "5月17日（日）"], id="days"),
        pytest.param("2026年5月13日（水）10時00分", ["2026年5月13日（水）", "10時00分"], id="a moment"),
        pytest.param("令和8年5月13日から", ["令和8年5月13日"], id="an era"),
        pytest.param("10時00分から10時50分まで", ["10時00分から", "10時50分まで"], id="a span"),
        pytest.param("2開庁日前の16時までに", ["16時まで"], id="an hour"),
        pytest.param("24時間", [], id="a length of time"),
        pytest.param("Wed 13 May 2026, 10:00 to 10:50", ["Wed 13 May 2026", "10:00 to 10:50"], id="English"),
        pytest.param("電話045-633-6110へ", ["045-633-6110"], id="a telephone"),
        pytest.param("神奈川県かながわ労働センター", ["かながわ", "労働センター"], id="a name"),
        pytest.param("長崎県（ながさきけん）つきまち", ["長崎県（ながさきけん）", "つきまち"], id="a long reading"),
        pytest.param("窓口を選（えら）ぶ相談（そうだん）", ["選（えら）ぶ", "相談（そうだん）"], id="readings"),
    ],
)
def test_what_belongs_together_stays_in_one_line(text, parts):
    page = unbroken(f"<p>{text}</p>")
    assert HELD.findall(page) == parts
    assert HELD.sub(r"\1", page) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "page",
    [
        '<a href="/x" aria-label="5月13日（水）10時00分">相談</a>',
        "<title>5月13日（水）の相談</title>",
        '<option value="10:00">10時00分から10時50分まで</option>',
        '<textarea name="content">\n5月13日に\n電話045-633-6110へ</textarea>',
        '<button type="submit">この内容（ないよう）で予約（よやく）する</button>',
        '<a class="button button-primary" href="/x">予約（よやく）を見る</a>',
        '<nav class="site-nav"><ul><li><a href="/">窓口（まどぐち）を探す</a></li></ul></nav>',
        '<svg width="1"><text x="0">5月13日</text></svg>',
    ],
)
def test_attributes_titles_choices_and_typed_text_stay_as_they_are(page):
    assert unbroken(page) == page
