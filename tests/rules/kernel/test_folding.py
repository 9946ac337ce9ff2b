"""Typed Japanese as people and machines send it (categories C2, C3, C6, C7 and C10 of the input corpus)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.characters import control_line
from app.kernel.folding import (
    TextRefusal,
    fold_code,
    fold_digits,
    fold_kana,
    fold_mail,
    fold_name,
    fold_phone,
    fold_postcode,
    fold_search,
    fold_text,
    graphemes,
    kana_key,
    mail_key,
    quoted_mail,
)

SIX_DASHES = "\u2010\u2012\u2013\u2014\u2015\u2212"


@pytest.mark.parametrize(
    "name",
    [
        "髙﨑 花子",
        "㈱山田",
        "①番",
        "㋿",
        "Ⅲ世",
        "𠮷野家",
        "𩸽",
        "葛\U000e0100城",
        "佐々木",
        "〆木",
        "ヶ",
        "ﾊﾝｶｸ",
        "林",
        "O'Neil",
    ],
)
def test_names_keep_every_glyph(name):
    assert fold_name(name) == name


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("　山田　　花子　", "山田 花子"),
        ("山田\t花子", "山田 花子"),
        ("か\u3099とう", "がとう"),
        ("山\u200b田\ufeff花\u2060子", "山田花子"),
        ("山\u00ad田\u3164", "山田"),
        ("\U000e0041山田", "山田"),
        ("山田\u200f", "山田"),
        ("　", ""),
        ("", ""),
    ],
)
def test_names_lose_only_what_nobody_sees(typed, kept):
    assert fold_name(typed) == kept


@pytest.mark.parametrize(
    "typed, refusal",
    [
        ("山\x00田", TextRefusal.CONTROL),
        ("山\x85田", TextRefusal.CONTROL),
        ("山\x0b田", TextRefusal.CONTROL),
        ("山\n田", TextRefusal.CONTROL),
        ("山\r\n田", TextRefusal.CONTROL),
        ("山\u2028田", TextRefusal.CONTROL),
        ("山\ud800田", TextRefusal.CONTROL),
        ("\u202e山田", TextRefusal.DIRECTION),
        ("山\u2066田", TextRefusal.DIRECTION),
        ("\ue000田", TextRefusal.PRIVATE_CHARACTER),
    ],
)
def test_names_refuse_what_breaks_lines_or_reading(typed, refusal):
    assert fold_name(typed) is refusal


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("一行目\r\n二行目\r三行目\u2028四行目", "一行目\n二行目\n三行目\n四行目"),
        ("\tか\u3099\u200b①㈱", "\tが\u200b①㈱"),
        ("  先頭の空白", "  先頭の空白"),
        ("\u2067שלום", "\u2067שלום"),
    ],
)
def test_free_text_keeps_everything_but_line_ends_and_decomposition(typed, kept):
    assert fold_text(typed) == kept


@pytest.mark.parametrize(
    "typed, line",
    [
        ("一\n二\x00", 2),
        ("\x1b一", 1),
        ("一\r\n二\r\n\x07", 3),
        ("\ud800", 1),
        ("一\t\n二", None),
        ("一\u0085", 1),
    ],
)
def test_controls_in_free_text_are_refused_by_line(typed, line):
    assert control_line(typed) == line
    assert (fold_text(typed) is TextRefusal.CONTROL) is (line is not None)


@pytest.mark.rule("KNG-21")
@pytest.mark.parametrize(
    "typed, kept",
    [
        ("ヤマダ ハナコ", "ヤマダ ハナコ"),
        ("やまだ　はなこ", "ヤマダ ハナコ"),
        ("ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダ ハナコ"),
        ("ﾊﾟﾋﾟ", "パピ"),
        ("カ゛キ゜", "ガキ゚"),
        ("か\u3099とう", "ガトウ"),
        ("ヴァイオレット", "ヴァイオレット"),
        ("ゔぁ", "ヴァ"),
        ("スミス・ジョン", "スミス・ジョン"),
        ("ｽｰ", "スー"),
        ("スー", "スー"),
        *[(f"ス{dash}ザン", "スーザン") for dash in SIX_DASHES + "-－ｰ"],
        ("ヤマ\u200bダ", "ヤマダ"),
        ("いすゞ", "イスヾ"),
        ("シュㇷ゚", "シュㇷ゚"),
        ("ン", "ン"),
        ("", ""),
    ],
)
def test_furigana_becomes_full_width_katakana(typed, kept):
    assert fold_kana(typed) == kept


@pytest.mark.rule("KNG-21")
@pytest.mark.parametrize("typed", ["山田", "Yamada", "ヤマダ1", "ヤマダ\x00", "\u202eヤマダ", "-", "ヤマダ、", "゛"])
def test_furigana_refuses_what_is_not_kana(typed):
    assert fold_kana(typed) is TextRefusal.NOT_KANA


def test_furigana_with_and_without_spaces_is_the_same_person():
    assert kana_key("ヤマダ ハナコ") == kana_key("ヤマダハナコ") == "ヤマダハナコ"


@pytest.mark.parametrize(
    "typed, e164",
    [
        ("045-633-6110", "+81456336110"),
        ("０４５－６３３－６１１０", "+81456336110"),
        ("045ー633ー6110", "+81456336110"),
        ("045ｰ633ｰ6110", "+81456336110"),
        *[(f"045{dash}633{dash}6110", "+81456336110") for dash in SIX_DASHES + "─"],
        ("（045）633-6110", "+81456336110"),
        (" 045 633 6110 ", "+81456336110"),
        ("+81 45-633-6110", "+81456336110"),
        ("+81 (0)45-633-6110", "+81456336110"),
        ("09012345678", "+819012345678"),
        ("070-1234-5678", "+817012345678"),
        ("060-1234-5678", "+816012345678"),
        ("050-1234-5678", "+815012345678"),
        ("0120-123-456", "+81120123456"),
        ("0800-123-4567", "+818001234567"),
        ("0570-077450", "+81570077450"),
        ("04992-2-1234", "+81499221234"),
    ],
)
def test_telephone_numbers_are_kept_as_e164(typed, e164):
    assert fold_phone(typed) == e164


@pytest.mark.parametrize(
    "typed, refusal",
    [
        ("110", TextRefusal.NOT_A_PHONE),
        ("045-633-611", TextRefusal.NOT_A_PHONE),
        ("045_633_6110", TextRefusal.NOT_A_PHONE),
        ("090-1234-5678 内線5", TextRefusal.NOT_A_PHONE),
        ("09012345678x12", TextRefusal.NOT_A_PHONE),
        ("０００－００００－００００", TextRefusal.NOT_A_PHONE),
        ("٠٩٠١٢٣٤٥٦٧٨", TextRefusal.NOT_A_PHONE),
        ("-", TextRefusal.NOT_A_PHONE),
        ("9" * 5000, TextRefusal.NOT_A_PHONE),
        ("+1 202 555 0123", TextRefusal.PHONE_ABROAD),
    ],
)
def test_telephone_numbers_nobody_here_can_have_are_refused(typed, refusal):
    assert fold_phone(typed) is refusal


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("sato@example.jp", "sato@example.jp"),
        (" Sato@EXAMPLE.JP　", "Sato@example.jp"),
        ("ｓａｔｏ＠ｅｘａｍｐｌｅ．ｊｐ", "sato@example.jp"),
        ("sato\u200b@example.jp", "sato@example.jp"),
        ("sato+yoyaku@example.jp", "sato+yoyaku@example.jp"),
        ("a..b@docomo.ne.jp", "a..b@docomo.ne.jp"),
        ("a..b.@DOCOMO.ne.jp", "a..b.@docomo.ne.jp"),
        ("a.@ezweb.ne.jp", "a.@ezweb.ne.jp"),
        (".a@ezweb.ne.jp", ".a@ezweb.ne.jp"),
        ("a@xn--wgv71a.jp", "a@xn--wgv71a.jp"),
        ("", ""),
    ],
)
def test_mail_addresses_are_trimmed_and_old_carrier_ones_accepted(typed, kept):
    assert fold_mail(typed) == kept


@pytest.mark.rule("KNG-24")
@pytest.mark.parametrize(
    "typed, refusal",
    [
        ("sato", TextRefusal.NOT_A_MAIL),
        ("@example.jp", TextRefusal.NOT_A_MAIL),
        ("sato@", TextRefusal.NOT_A_MAIL),
        ("sato@example", TextRefusal.NOT_A_MAIL),
        ("a..b@example.jp", TextRefusal.NOT_A_MAIL),
        ("a.@example.jp", TextRefusal.NOT_A_MAIL),
        ("sa to@example.jp", TextRefusal.NOT_A_MAIL),
        ('"a b"@example.jp', TextRefusal.NOT_A_MAIL),
        ("佐藤@example.jp", TextRefusal.NOT_A_MAIL),
        ("a b@docomo.ne.jp", TextRefusal.NOT_A_MAIL),
        ("a" * 65 + "@docomo.ne.jp", TextRefusal.NOT_A_MAIL),
        ("a" * 250 + "@example.jp", TextRefusal.NOT_A_MAIL),
        ("a@example.jp, b@example.jp", TextRefusal.SEVERAL_MAILS),
        ("a@example.jp b@example.jp", TextRefusal.SEVERAL_MAILS),
        ("a@日本.jp", TextRefusal.MAIL_DOMAIN_NOT_ASCII),
        ("a@example.jp\r\nBcc: b@example.jp", TextRefusal.CONTROL),
        ("a@example.jp\x00", TextRefusal.CONTROL),
    ],
)
def test_mail_addresses_no_single_server_takes_are_refused(typed, refusal):
    assert fold_mail(typed) is refusal


def test_old_carrier_addresses_are_quoted_for_sending_and_others_are_not():
    assert quoted_mail("a..b.@docomo.ne.jp") == '"a..b."@docomo.ne.jp'
    assert quoted_mail("a.b@docomo.ne.jp") == "a.b@docomo.ne.jp"


def test_mail_addresses_of_one_person_differ_in_case_only():
    assert mail_key("Sato@example.jp") == mail_key("sato@example.jp")


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("ヤマダ", "やまだ"),
        ("ﾔﾏﾀﾞ　ﾊﾅｺ", "やまだ はなこ"),
        ("やまだ", "やまだ"),
        ("ＩＴ", "it"),
        ("㈱ヤマダ", "(株)やまだ"),
        ("介護", "介護"),
        ("スーパ－", "すーぱー"),
        ("straße", "strasse"),
    ],
)
def test_search_folds_width_case_and_kana(typed, kept):
    assert fold_search(typed) == kept


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("１２３４５－６７８９０", "1234567890"),
        ("12345ー67890", "1234567890"),
        (" 123 ", "123"),
        ("", ""),
        ("1_0", TextRefusal.NOT_DIGITS),
        ("+81", TextRefusal.NOT_DIGITS),
        ("1e9", TextRefusal.NOT_DIGITS),
        ("٣", TextRefusal.NOT_DIGITS),
        ("一二三", TextRefusal.NOT_DIGITS),
    ],
)
def test_numbers_are_ascii_digits_without_hyphens(typed, kept):
    assert fold_digits(typed) == kept


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("ｋｎｇ－ａ１", "KNG-A1"),
        ("13—ﾕ—300001", TextRefusal.NOT_A_CODE),
        ("13―u―300001", "13-U-300001"),
        ("a b", "AB"),
        ("a/b", TextRefusal.NOT_A_CODE),
    ],
)
def test_codes_are_upper_case_letters_digits_and_hyphens(typed, kept):
    assert fold_code(typed) == kept


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("231-0026", "2310026"),
        ("〒２３１－００２６", "2310026"),
        ("〒 231−0026", "2310026"),
        ("231ー0026", "2310026"),
        ("23100", TextRefusal.POSTCODE_LENGTH),
        ("231-00261", TextRefusal.POSTCODE_LENGTH),
        ("横浜", TextRefusal.NOT_DIGITS),
        ("", ""),
    ],
)
def test_post_codes_are_seven_digits(typed, kept):
    assert fold_postcode(typed) == kept


@pytest.mark.parametrize(
    "text, seen", [("葛\U000e0100城", 2), ("か\u3099", 1), ("👨‍👩‍👧‍👦", 1), ("👍🏽", 1), ("abc", 3), ("𠮷", 1), ("", 0)]
)
def test_length_is_what_a_reader_counts(text, seen):
    assert graphemes(text) == seen


@pytest.mark.parametrize(
    "fold",
    [fold_name, fold_text, fold_kana, fold_phone, fold_mail, fold_digits, fold_code, fold_postcode],
)
@given(text=st.one_of(st.text(), st.text(alphabet="やまダﾀﾞー-‐0１+@.a 　\x00\u202e")))
def test_folding_never_fails_and_folding_twice_changes_nothing(fold, text):
    folded = fold(text)
    if isinstance(folded, str):
        assert fold(folded) == folded


@given(text=st.text())
def test_search_keys_are_stable(text):
    assert fold_search(fold_search(text)) == fold_search(text)
