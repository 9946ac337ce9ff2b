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
