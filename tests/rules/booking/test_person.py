"""Who is the same person, what a booking number is, which place was meant, which slip is likely."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.booking.rules.hints import meant_domain
from app.booking.rules.person import keys_of_the_day, number_of_day, person_keys
from app.booking.rules.places import place_code, place_name, place_of, places_to_choose
from app.booking.terms.application import KeyKind
from app.kernel.folding import fold_kana, fold_mail, fold_phone
from app.kernel.municipalities import MUNICIPALITIES
from app.kernel.numbers import BODY_BITS, LENGTH, SIGNS, folded_number, public_number
from app.kernel.prefectures import PREFECTURES

bits = st.integers(0, 2**BODY_BITS - 1)


def keys(email: str, phone: str, kana: str, account_id: int | None = None):
    folded = {"email": fold_mail(email), "phone": fold_phone(phone), "name_kana": fold_kana(kana)}
    return set(person_keys(**folded, account_id=account_id))


HANAKO = ("hanako@example.jp", "090-1234-5678", "ヤマダ ハナコ")


@pytest.mark.rule("KNG-17")
@pytest.mark.parametrize(
    "other, same",
    [
        (("Hanako@Example.JP", "080-0000-1111", "スズキ ジロウ"), True),
        (("ＨＡＮＡＫＯ＠example.jp", "080-0000-1111", "スズキ ジロウ"), True),
        (("jiro@example.jp", "０９０ー１２３４ー５６７８", "やまだはなこ"), True),
        (("jiro@example.jp", "09012345678", "ﾔﾏﾀﾞ　ﾊﾅｺ"), True),
        (("jiro@example.jp", "090-1234-5678", "ヤマダ タロウ"), False),
        (("jiro@example.jp", "080-9999-0000", "ヤマダ ハナコ"), False),
        (("hanako2@example.jp", "080-9999-0000", "ヤマダ タロウ"), False),
    ],
    ids=[
        "mail in other letters",
        "mail in full width",
        "telephone and furigana, typed otherwise",
        "telephone and furigana in half width",
        "a family's telephone",
        "a namesake",
        "a stranger",
    ],
)
def test_the_same_person_is_known_by_mail_or_by_telephone_and_furigana(other, same: bool) -> None:
    assert bool(keys(*HANAKO) & keys(*other)) is same


@pytest.mark.rule("KNG-17")
def test_an_account_is_the_same_person_whatever_is_typed() -> None:
    assert keys(*HANAKO, account_id=7) & keys("jiro@example.jp", "080-9999-0000", "スズキ ジロウ", account_id=7)
    assert not keys(*HANAKO, account_id=7) & keys("jiro@example.jp", "080-9999-0000", "スズキ ジロウ", account_id=8)


@pytest.mark.rule("KNG-25")
@given(bits)
def test_a_number_is_read_back_however_it_is_typed(value: int) -> None:
    number = public_number(value)
    assert len(number) == LENGTH
    assert set(number) <= set(SIGNS)
    spaced = f" {number[:5].lower()}-{number[5:].lower()} "
    assert folded_number(number) == folded_number(spaced) == number
    assert folded_number(number.replace("0", "O").replace("1", "l")) == number


@given(bits, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_a_single_slip_is_found(value: int, place: int, sign: str) -> None:
    number = public_number(value)
    slipped = number[:place] + sign + number[place + 1 :]
    assert (folded_number(slipped) == number) is (slipped == number)
    if slipped != number:
        assert folded_number(slipped) is None


@pytest.mark.parametrize("typed", ["", "12345", "U" * 10, "予約番号", "0" * 11, "\x00" * 10])
def test_what_cannot_be_a_number_is_none(typed: str) -> None:
    assert folded_number(typed) is None


@pytest.mark.rule("KNG-25")
def test_numbers_have_no_order() -> None:
    """Ten thousand drawn one after another: none twice, and each next one is greater half the time (T13)."""
    draw = random.Random(2026)
    numbers = [public_number(draw.getrandbits(BODY_BITS)) for _ in range(10_000)]
    assert len(set(numbers)) == len(numbers)
    rising = sum(earlier < later for earlier, later in pairwise(numbers))
    assert abs(rising / len(numbers) - 0.5) < 0.03


@pytest.mark.rule("KNG-22")
@pytest.mark.parametrize(
    "typed, code, detail",
    [
        ("14212", "14212", ""),
        ("13", "13", ""),
        ("横浜市", "14100", ""),
        ("神奈川県川崎市", "14130", ""),
        ("神奈川県 厚木市 旭町1-2-3", "14212", "旭町1-2-3"),
        ("神奈川県", "14", ""),
        ("東京都千代田区丸の内", "13", "千代田区丸の内"),
        ("千葉県", "12", ""),
    ],
)
def test_a_place_is_known_by_code_or_by_name(typed: str, code: str, detail: str) -> None:
    place = place_of(typed)
    assert place is not None
    assert (place_code(place), place.detail) == (code, detail)


@pytest.mark.parametrize("typed", ["", "99", "99999", "どこか", "千代田区", "東京都"[::-1]])
def test_what_is_no_place_is_none(typed: str) -> None:
    assert place_of(typed) is None


def test_a_municipality_of_another_prefecture_stays_finer_than_asked() -> None:
    place = place_of("北海道大和市")
    assert place is not None
    assert (place.prefecture, place.municipality, place.detail) == ("01", "", "大和市")


def test_a_place_is_shown_as_it_was_meant() -> None:
    assert [place_name(place) for place in map(place_of, ("14212", "13")) if place] == ["神奈川県厚木市", "東京都"]


def test_every_place_can_be_chosen_once() -> None:
    groups = places_to_choose(("神奈川県",))
    codes = [code for _heading, places in groups for code, _name in places]
    assert len(codes) == len(set(codes)) == len(MUNICIPALITIES) + len(PREFECTURES) - 1
    assert (len(PREFECTURES), len(MUNICIPALITIES)) == (47, 33)
    assert [heading for heading, _places in groups] == ["神奈川県", ""]


@pytest.mark.parametrize(
    "mail, meant",
    [
        ("a@gmial.com", "gmail.com"),
        ("a@docomo.nejp", "docomo.ne.jp"),
        ("a@yaho.co.jp", "yahoo.co.jp"),
        ("a@gmail.com", None),
        ("a@company.example.jp", None),
        ("a@ezweb.ne.jp", None),
    ],
)
def test_a_likely_slip_is_asked_about(mail: str, meant: str | None) -> None:
    assert meant_domain(mail) == meant


@pytest.mark.rule("MYK-27", "NGS-39", "KRS-33")
def test_where_no_furigana_is_asked_the_name_and_the_number_tell_a_person() -> None:
    asked = {"email": "", "phone": "+819012345678", "name_kana": "", "name": "山本 一郎", "seeker_number": "4201"}
    keys = person_keys(**asked)
    assert {key.kind for key in keys} == {KeyKind.PHONE_AND_NAME, KeyKind.SEEKER_NUMBER}
    assert person_keys(**{**asked, "name": "山本　一郎"}) == keys
    assert {*person_keys(**{**asked, "name": "山本 二郎"})} & {*keys} == {keys[1]}


@pytest.mark.rule("NGS-39", "KNG-42")
def test_a_ban_knows_telephone_and_name_whether_or_not_a_furigana_was_told() -> None:
    without = {"email": "", "phone": "+819012345678", "name_kana": "", "name": "山本 一郎"}
    told = person_keys(**{**without, "name_kana": "ヤマモト イチロウ"})
    assert {*person_keys(**without)} & {*told}
    assert not {*person_keys(**{**without, "name": "山本 二郎"})} & {*told}


@pytest.mark.rule("KNG-17")
def test_a_day_is_counted_by_furigana_where_there_is_one_and_by_name_only_without() -> None:
    """Two readings of one written name under a family's telephone are two persons (Q-04)."""
    ichiro = {"email": "", "phone": "+819012345678", "name": "山本 一郎", "name_kana": "ヤマモト イチロウ"}
    kazuo = {**ichiro, "name_kana": "ヤマモト カズオ"}
    counted = {*keys_of_the_day(person_keys(**ichiro))}
    assert {key.kind for key in counted} == {KeyKind.PHONE_AND_KANA}
    assert not counted & {*keys_of_the_day(person_keys(**kazuo))}
    nameless = keys_of_the_day(person_keys(**{**ichiro, "name_kana": ""}))
    assert {key.kind for key in nameless} == {KeyKind.PHONE_AND_NAME}


def test_what_is_empty_tells_nobody() -> None:
    assert person_keys(email="", phone="+819012345678", name_kana="") == ()
    assert person_keys(email="", phone="", name_kana="サトウ ハナコ", name="佐藤 花子") == ()


@pytest.mark.rule("KNG-17")
@pytest.mark.parametrize(("taken", "number"), [((), 1), ((1,), 2), ((2,), 1), ((1, 3), 2), ((3, 2, 1), 4)])
def test_a_booking_of_a_day_counts_under_the_lowest_number_that_is_free(taken: tuple[int, ...], number: int) -> None:
    assert number_of_day(taken) == number
