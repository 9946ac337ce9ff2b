"""What a manager types is read as meant, whatever the width; the strict reader has the last word."""

from datetime import date, time

import pytest

from app.desk.forms.office_typed import Unreadable, day, hour, hour_of, hours, lines, number, span, table, text_of


@pytest.mark.parametrize(
    "typed, read",
    [
        ("9:00", "09:00"),
        ("９：３０", "09:30"),
        ("9時", "09:00"),
        ("13時5分", "13:05"),
        (" 16:00 ", "16:00"),
        ("その日の終わり", "end_of_day"),
        ("24:00", "end_of_day"),
        ("正午", "正午"),
    ],
)
def test_an_hour_is_read_however_it_is_written(typed: str, read: str) -> None:
    assert hour(typed) == read


@pytest.mark.parametrize(
    "typed", ["9:00-12:00", "９：００〜１２：００", "9時から12時まで", "9:00～12:00", "9:00 – 12:00"]
)
def test_a_span_is_read_with_every_dash(typed: str) -> None:
    assert span(typed) == "09:00-12:00"


@pytest.mark.parametrize(
    "typed, read",
    [
        ("2026-05-20", date(2026, 5, 20)),
        ("2026/5/20", date(2026, 5, 20)),
        ("２０２６年５月２０日", date(2026, 5, 20)),
        ("2026-02-30", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("5/20", None),
        ("", None),
    ],
)
def test_a_day_is_read_or_is_none(typed: str, read: date | None) -> None:
    assert day(typed) == read


def test_the_rest_is_read_line_by_line() -> None:
    assert hours("13:30\n9:00\n\n") == ["09:00", "13:30"]
    assert lines(" 賃金 \r\n\r\n解雇\n") == ["賃金", "解雇"]
    assert table("厚木市：県央支所\n川崎市=川崎支所\n横浜市") == {
        "厚木市": "県央支所",
        "川崎市": "川崎支所",
        "横浜市": "",
    }
    assert (number("５０"), number("五十"), number("99999999")) == (50, "五十", "99999999")
    assert (hour_of("9:30"), hour_of("25:00")) == (time(9, 30), None)
    assert text_of(["09:00", "10:00"]) == "09:00\n10:00"
    assert text_of({"厚木市": "県央支所"}) == "厚木市：県央支所"


def test_a_control_character_is_kept_by_nobody() -> None:
    with pytest.raises(Unreadable):
        lines("賃金\x07")
