"""Documents as they really come in: printed, wrapped, paged, with slips. Only white space may differ afterwards."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.offices.rules.document_lines import paragraphs_of, same_but_space
from app.offices.rules.documents import document_of
from app.offices.rules.headings import sections_of
from app.offices.rules.suspicions import Kind, suspicions_in

HERE = Path(__file__).parent
OURS = sorted(HERE.glob("*.txt"))
REAL = {
    "000": ("1", "2", "3", "4", "5", "附則"),
    "001": tuple(f"第{number}条" for number in range(1, 15)),
    "002": (*(f"第{number}条" for number in range(1, 7)), "第6条の2", *(f"第{number}条" for number in range(7, 15))),
    "003": tuple(f"第{number}条" for number in range(1, 15)),
    "004": tuple(str(number) for number in range(1, 25)),
}


def source(name: str) -> str:
    return (HERE / f"{name}.txt").read_bytes().decode("utf-8")


def lines(name: str) -> list[str]:
    return document_of(source(name)).text.splitlines()


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_the_text_is_the_source_apart_from_white_space(file: Path) -> None:
    text = file.read_bytes().decode("utf-8")
    assert same_but_space(document_of(text).text, text.removeprefix("\ufeff"))


@pytest.mark.parametrize(
    "name, labels",
    [
        ("printed_policy", ("1", "2", "3", "4", "5", "附則")),
        ("articles", ("第1条", "第2条", "第2条の2", "第3条", "第4条")),
        ("guide_and_terms", ("第1条", "第2条")),
        ("numbered", ("1", "2", "3", "4")),
    ],
)
def test_headings_are_found(name: str, labels: tuple[str, ...]) -> None:
    assert document_of(source(name)).labels == labels


def test_a_sentence_broken_at_the_margin_is_one_line_again() -> None:
    text = lines("printed_policy")
    assert "た。この文書は" not in "".join(line[:7] for line in text)
    assert any(line.endswith("この文書は、その使い方と約束ごとをまとめたものです。") for line in text)


def test_a_sentence_broken_by_a_page_is_one_line_again() -> None:
    assert any("必要なら電話での相談に切り替えます。" in line for line in lines("printed_policy"))
    assert any("みどりのページを見る人を助ける。" in line for line in lines("numbered"))
    assert any("約束していただきます。" in line for line in lines("articles"))


def test_a_line_that_begins_with_an_hour_is_no_heading() -> None:
    assert any("相談日の２開庁日前の16 時までに終えてください。" in line for line in lines("printed_policy"))
    assert any("９時 30 分から12 時までと" in line for line in lines("printed_policy"))


def test_items_and_short_lines_keep_their_own_line() -> None:
    text = lines("printed_policy")
    for item in ("(ｱ) 名前", "(ｲ) 名前（フリガナ）", "（１）使う道具", "・電話代は利用者が払います。", "附則"):
        assert item in text


def test_a_lettered_item_keeps_its_own_line_and_a_word_of_one_letter_does_not() -> None:
    long = "期間内に手続きや報告をしないとき、虚偽の報告、求職情報の第三者への提供などがあったとき"
    assert paragraphs_of(f"④ {long}\na 次の日から数えて1か月が過ぎたとき\nｂ　悪質なとき").count("\n") == 2
    assert paragraphs_of("this sentence of an English handbook was broken at its margin by\na word").count("\n") == 0


def test_words_of_latin_letters_get_their_space_back() -> None:
    assert any("Midori Desk という名前" in line for line in lines("numbered"))


def test_a_title_over_an_article_belongs_to_the_article() -> None:
    sections = {section.label: section for section in sections_of(document_of(source("articles")).text)}
    assert sections["第3条"].title == "守ること"
    assert sections["第2条の2"].lines[0] == "（使い方）"
    assert sections["第4条"].title == "裁判所"


def test_sections_hold_every_line_once_and_in_order() -> None:
    for file in OURS:
        text = document_of(file.read_text("utf-8")).text
        assert [line for section in sections_of(text) for line in section.lines] == text.splitlines()


@pytest.mark.parametrize(
    "name, kind, found, perhaps",
    [
        ("numbered", Kind.NOT_JAPANESE, "团（U+56E2）", "団"),
        ("numbered", Kind.COMPATIBILITY, "⼈（U+2F08）", "人"),
        ("numbered", Kind.LOOKALIKE, "一（U+4E00）", "ー"),
        ("numbered", Kind.PAGE_NUMBER, "- 2 -", ""),
        ("articles", Kind.STRAY_LINE, "pc-01.example.go.jp", ""),
    ],
)
def test_what_looks_like_a_slip_is_told_and_kept(name: str, kind: Kind, found: str, perhaps: str) -> None:
    document = document_of(source(name))
    assert (kind, found, perhaps) in [(one.kind, one.found, one.perhaps) for one in document.suspicions]
    assert found.partition("（")[0] in document.text


@pytest.mark.parametrize(
    "text", ["神奈川県、横浜市。", "～〜－‐―①㈱⇒☎※", "髙﨑", "ＷｅｂｶﾒﾗはＯＦＦ", "カタカナの一覧と口頭の説明"]
)
def test_what_japanese_texts_hold_is_no_slip(text: str) -> None:
    assert not suspicions_in(text)


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u202e", "\u00ad", "\ue000", "\x07"])
def test_an_invisible_character_is_told(sign: str) -> None:
    assert [one.kind for one in suspicions_in(f"相談{sign}時間")] == [Kind.INVISIBLE]


@given(
    st.text(alphabet=st.sampled_from("第条12 １６の\n\r\u3000 （）()「」。、・-#*ア(ｱ)aZ附則時分あ漢"), max_size=400)
)
def test_no_text_loses_or_gains_a_character(text: str) -> None:
    joined = paragraphs_of(text)
    assert same_but_space(text, joined)
    assert [line for section in sections_of(joined) for line in section.lines] == joined.splitlines()


@pytest.mark.skipif("MADOGUCHI_DOCUMENTS" not in os.environ, reason="MADOGUCHI_DOCUMENTS names no folder")
@pytest.mark.parametrize("number", sorted(REAL))
def test_the_real_documents_are_taken_in_whole(number: str) -> None:
    (file,) = Path(os.environ["MADOGUCHI_DOCUMENTS"]).glob(f"{number}_*.txt")
    text = file.read_text("utf-8")
    document = document_of(text)
    assert same_but_space(document.text, text)
    assert document.labels == REAL[number]
    told = {one.found.partition("（")[0] for one in document.suspicions if one.kind is Kind.NOT_JAPANESE}
    assert told == ({"对"} if number == "004" else set())
