"""What identifies a person is found, however it is written; what does not is let through (AGY-061, SECURITY T27)."""

from pathlib import Path

import pytest

from app.kernel.personal_data import FindingKind, RegisteredContact, findings, national, pattern_of

HERE = Path(__file__).parent
NAMES = ("山田 花子", "ヤマダ ハナコ")
OWN = RegisteredContact(phones=("+81459000001",), mails=("info@hikari.example",), postcodes=("231-0001",))
EVASIONS = [line.split("\t", 1) for line in (HERE / "evasions.txt").read_text().splitlines()]
INNOCENT = (HERE / "innocent.txt").read_text().splitlines()
FOUND_AT_LEAST = 0.9


def kinds(text: str) -> set[FindingKind]:
    """The kinds of what is found in a text."""
    return {found.kind for found in findings(text, allowed=OWN, names=NAMES)}


@pytest.mark.rule("AGY-061")
def test_nine_of_ten_evasions_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    missed = [text for kind, text in EVASIONS if FindingKind(kind) not in kinds(text)]
    with capsys.disabled():
        print(
            f"\n{len(EVASIONS) - len(missed)} of {len(EVASIONS)} evasions found, missed: {missed}"
        )  # the rate is public
    assert len(EVASIONS) >= 120
    assert 1 - len(missed) / len(EVASIONS) >= FOUND_AT_LEAST


@pytest.mark.rule("AGY-061")
@pytest.mark.parametrize("text", INNOCENT)
def test_no_innocent_text_is_refused(text: str) -> None:
    assert findings(text, allowed=OWN, names=NAMES) == ()


def test_there_are_sixty_innocent_texts() -> None:
    assert len(INNOCENT) >= 60


@pytest.mark.rule("AGY-061")
@pytest.mark.parametrize("text", ["045-900-0001", "info@hikari.example", "〒231-0001 横浜市中区新港1-1"])
def test_the_registered_contact_is_the_agencys_alone(text: str) -> None:
    assert findings(text, allowed=RegisteredContact(), names=NAMES)
    assert not findings(text, allowed=OWN, names=NAMES)


@pytest.mark.parametrize(
    "typed", ["+81451234567", "0081451234567", "81451234567", "(045)123-4567", "+81(0)45-123-4567"]
)
def test_a_number_is_one_however_it_is_dialled(typed: str) -> None:
    assert national(typed) == "0451234567"


@pytest.mark.rule("AGY-061")
@pytest.mark.parametrize(
    "number", ["080-9876-5432", "０８０ ９８７６ ５４３２", "ぜろはちぜろきゅうはちななろくごよんさんに"]
)
@pytest.mark.parametrize(
    "after", ["にお電話ください", " にどうぞ", "しかありません", "ごろに", "さんまで", "くらい", "、"]
)
def test_a_particle_after_a_number_is_no_digit_of_it(number: str, after: str) -> None:
    found = findings(f"連絡は{number}{after}", allowed=RegisteredContact())
    assert "08098765432" in [each.words for each in found]


@pytest.mark.rule("AGY-061")
@pytest.mark.parametrize("text", ["1. 080-9876-5432", "（2）080-9876-5432", "二、08098765432", "3：080(9876)5432に"])
def test_the_number_of_a_list_hides_no_telephone(text: str) -> None:
    assert [each.words for each in findings(text, allowed=RegisteredContact())] == ["08098765432"]


def test_the_registered_telephone_may_have_a_particle_after_it() -> None:
    own = RegisteredContact(phones=("095-100-0001",))
    assert not findings("095-100-0001にお電話ください。", allowed=own)


def test_a_pattern_of_operations_knows_digits_and_any_sign_and_nothing_else() -> None:
    assert pattern_of("会員#-??").search("会員7-ab")
    assert not pattern_of("会員#").search("会員x")
    assert not pattern_of("(a+)+$").search("aaaaaaaa")


def test_an_added_pattern_is_found_in_the_text_as_read() -> None:
    found = findings("ＰＩＮコードは ７７ です", allowed=OWN, patterns=("pinコードは##",))
    assert [each.kind for each in found] == [FindingKind.PATTERN]


@pytest.mark.rule("AGY-061")
@pytest.mark.parametrize(
    "text",
    [
        "some.one@private.example へどうぞ",
        "tanaka-info@hikari.example へどうぞ",
        "info@hikari.example.private.example へどうぞ",
        "xinfo@hikari.example",
    ],
)
@pytest.mark.parametrize("mails", [("info@hikari.example",), ("info@hikari.example", ""), ("",)])
def test_only_a_whole_registered_address_is_allowed(text: str, mails: tuple[str, ...]) -> None:
    found = findings(text, allowed=RegisteredContact(mails=mails))
    assert FindingKind.MAIL in {each.kind for each in found}


@pytest.mark.rule("AGY-061")
@pytest.mark.parametrize(
    "text",
    [
        "mail info@hikari.example tel 045-900-0001",
        "ＩＮＦＯ＠hikari.example",
        "info あっと hikari ドット example です",
        "E-mail:info@hikari.example.",
    ],
)
def test_a_registered_address_is_known_however_it_is_written_and_beside_words(text: str) -> None:
    assert not findings(text, allowed=OWN)


@pytest.mark.rule("AGY-061", "AGY-062")
@pytest.mark.parametrize(
    "text",
    [
        "お電話は 0120-123-456 です。",
        "mail oubo@hikari.example へどうぞ。",
        "LINE ID: hikari-oubo で受け付けます。",
        "〒850-0033 長崎市万才町7-1 へどうぞ。",
    ],
)
def test_what_stands_in_the_registered_contact_way_may_be_written(text: str) -> None:
    way = "電話 0120-123-456 か mail oubo@hikari.example、LINE ID: hikari-oubo。来所は〒850-0033 長崎市万才町7-1"
    assert findings(text, allowed=RegisteredContact())
    assert not findings(text, allowed=RegisteredContact(way=way))
    assert findings("090-1234-5678、me@hikari.example", allowed=RegisteredContact(way=way))


SHORT = ("林 修", "リ ナ")


@pytest.mark.rule("AGY-044", "AGY-061")
@pytest.mark.parametrize(
    "text",
    [
        "林修と申します",
        "林　修です",
        "私は林・修、経理10年です。",
        "経理 林 修 10年",
        "林修様へご案内します",
        "氏名林修",
        "林\u200b修",
        "リナと申します",
        "ﾘ ﾅです",
        "名前は「りな」。",
    ],
)
def test_a_name_of_two_signs_is_found_where_it_stands_alone(text: str) -> None:
    found = findings(text, allowed=RegisteredContact(), names=SHORT)
    assert {each.kind for each in found} == {FindingKind.NAME}


@pytest.mark.rule("AGY-044", "AGY-061")
@pytest.mark.parametrize(
    "text",
    [
        "森林修復の仕事です",
        "小林修一の著書",
        "造林修了者を歓迎します",
        "林業の修理",
        "カリナのお店",
        "リナックスの経験",
        "ありなし",
        "足りない",
        *INNOCENT,
    ],
)
def test_a_name_of_two_signs_is_not_found_inside_another_word(text: str) -> None:
    assert not findings(text, allowed=OWN, names=SHORT)
