"""Which new password is taken."""

import pytest

from app.accounts.rules.passwords import common_words, refusal_of
from app.accounts.terms import PasswordRefusal

GOOD = "Kx7 へちま#9vR雨どい"
ABOUT = ("山田 花子", "hanako.yamada@nagasaki.example")


def taken(password: str, *, has_second_factor: bool = True) -> PasswordRefusal | None:
    return refusal_of(password, has_second_factor=has_second_factor, about=ABOUT)


def long(length: int) -> str:
    return ("mizu-Kx7へv9#雨Rp4どnqw" * 8)[:length] if length <= 17 else GOOD + "ゐ" * (length - len(GOOD))


@pytest.mark.parametrize("length, refusal", [(11, PasswordRefusal.TOO_SHORT), (12, None), (64, None), (128, None)])
def test_beside_a_second_factor_twelve_signs_are_enough(length: int, refusal: PasswordRefusal | None) -> None:
    assert taken(long(length)) is refusal


@pytest.mark.parametrize("length, refusal", [(14, PasswordRefusal.TOO_SHORT), (15, None), (64, None), (128, None)])
def test_alone_it_takes_fifteen(length: int, refusal: PasswordRefusal | None) -> None:
    assert taken(long(length), has_second_factor=False) is refusal


def test_more_than_128_signs_are_refused_and_never_cut() -> None:
    assert taken(long(129)) is PasswordRefusal.TOO_LONG


@pytest.mark.parametrize(
    "password",
    [
        "へちまの棚に雨宿りする猫と犬",
        "correct horse battery staple",
        "kotatsu mikan rakugo",
        "🐈🐕🍣🍜🗻🎌🎍🎎🎏🎐🎑🎒",
        "ａｋｃ　ｘｊｚ　ｑｗｔ　ｐｌｍ",
        "vR9#pLx2!mQz",
        "zvxkqhfwjmnb",
    ],
)
def test_no_kind_of_sign_is_asked_for_and_none_is_refused(password: str) -> None:
    assert taken(password) is None


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "Password123456!",
        "P@ssw0rd2026!!",
        "passwordpassword1",
        "PASSWORD-PASSWORD",
        "pass word pass word",
        "ＰＡＳＳＷＯＲＤ１２３４",
        "aaaaaaaaaaaaaaa",
        "abababababababab",
        "abcabcabcabcabc",
        "xkqzpxkqzpxkqzp",
        "123456789012345",
        "987654321098765",
        "qwertyuiopasdfgh",
        "1qaz2wsx3edc4rfv",
        "zxcvbnmasdfghjkl",
        "poiuytrewqlkjhg",
        "abcdefghijklmnop",
        "soudan20260401",
        "roudousoudan1234",
        "madoguchi-madoguchi",
        "hellowork-nagasaki",
        "hellowork2026!!",
        "nagasaki-kurashiki",
        "kanagawa-yokohama-1",
        "労働相談窓口神奈川横浜センター",
        "パスワードパスワード12",
        "まどぐちまどぐちまどぐち",
        "ハローワーク長崎ハローワーク",
        "iloveyouiloveyou",
        "sakura-sakura-1995",
        "welcome-welcome-2026",
        "administrator2026",
        "adminadminadmin",
        "test-test-test-test",
        "suzuki-taro-19800101",
        "tanaka-hanako-1234",
        "yamada.hanako.1111",
        "hanako.yamada@nagasaki.example",
        "山田花子山田花子山田花子",
        "hanakohanakohanako",
        "dragonmonkeyshadow",
        "football-baseball",
        "superman-batman-123",
        "docomo-softbank-au1",
        "changemechangeme",
        "12341234123412341234",
        "19800101198001011980",
        "111122223333444455",
        "password839201",
    ],
)
def test_what_a_guesser_tries_first_is_refused(password: str) -> None:
    assert taken(password) is PasswordRefusal.EASILY_GUESSED


def test_words_about_the_person_count_only_for_that_person() -> None:
    password = "hanako-mizuhara-qv"
    assert refusal_of(password, has_second_factor=True) is None
    about = ("水原", "mizuhara@example.jp")
    assert refusal_of(password, has_second_factor=True, about=about) is PasswordRefusal.EASILY_GUESSED


def test_the_words_of_this_service_are_among_the_common_ones() -> None:
    assert {"madoguchi", "労働", "soudan", "roudou", "nagasaki", "kanagawa"} <= common_words()
    assert all(word == word.casefold() for word in common_words())
