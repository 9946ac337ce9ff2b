"""An organisation is known again however it is written (AGY-023)."""

import pytest

from app.agencies.rules.keys import address_key, licence_key, name_key


@pytest.mark.rule("AGY-023")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社ひかり", "㈱ヒカリ"),
        ("株式会社ひかり", "ひかり（株）"),
        ("𠮷田人材", "吉田人材"),
        ("髙橋・紹介センター", "高橋 紹介センター"),
        ("ＡＢＣキャリア", "abcキャリア"),
        ("株式会社ひかり", "ひかり株式會社"),
    ],
)
def test_one_name_in_several_writings(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.rule("AGY-023")
@pytest.mark.parametrize(
    "written",
    [
        *("42-ユ-300001", "４２－ユ－３００００１", "42 ユ 300001", "42-ﾕ-300001", "42ーユー300001", "42‐ユ–300001"),
        *("42・ユ・300001", "許可番号 42-ユ-300001", "第42-ユ-300001号", "（42）ユ_300001"),
    ],
)
def test_one_number_in_several_writings(written: str) -> None:
    assert licence_key(written) == licence_key("42-ユ-300001")


@pytest.mark.rule("AGY-023")
@pytest.mark.parametrize(
    "written",
    [
        "長崎県長崎市万才町1丁目2番3号",
        "長崎県長崎市万才町一丁目２番３号",
        "長崎県長崎市万才町１－２－３",
        "〒850-0033 長崎県長崎市万才町1-2-3",
        "長崎市万才町1-2-3",
        "長崎縣長崎市萬才町1の2の3",
    ],
)
def test_one_address_in_several_writings(written: str) -> None:
    assert address_key(written) == address_key("長崎県長崎市万才町1-2-3")


@pytest.mark.rule("AGY-023")
def test_others_stay_others() -> None:
    assert name_key("ひかり人材") != name_key("ひかり紹介")
    assert licence_key("42-ユ-300001") != licence_key("42-ユ-300002")
    assert address_key("万才町1-23") != address_key("万才町12-3")
    assert address_key("東京都府中市緑町1-1") != address_key("広島県府中市元町1-1")
    assert name_key("株式会社") == "株式会社"
