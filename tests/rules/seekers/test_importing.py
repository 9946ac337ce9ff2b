"""A line of an imported file: what it says, or what is wrong with it and what is allowed (AGY-002, AGY-044)."""

import pytest

from app.seekers.rules.importing import read_row, verdict_of
from app.seekers.terms.importing import HEADS, ImportedRow, Problem, Verdict
from app.seekers.terms.records import AgeBand, Occupation, WageUnit

GOOD = dict(
    zip(
        HEADS,
        (
            *("4201900100001", "あり", "福祉・介護の職業、sales", "長崎県、41", "正社員", "フルタイム"),
            *("190,000", "月給", "介護 4年", "介護福祉士", "", "40代"),
        ),
        strict=True,
    )
)
NOBODY = ImportedRow(number="4201900100001", profile=None)


def test_a_line_is_read_by_words_and_by_codes() -> None:
    row = read_row(GOOD)
    assert isinstance(row, ImportedRow)
    assert row.profile
    assert (row.number, row.profile.occupations) == ("4201900100001", (Occupation.SALES, Occupation.CARE))
    assert (row.profile.areas, row.profile.wage, row.profile.wage_unit) == (("41", "42"), 190_000, WageUnit.MONTH)
    assert row.profile.age_band is AgeBand.FORTIES


@pytest.mark.rule("AGY-044")
@pytest.mark.parametrize(
    ("head", "cell", "why"),
    [
        ("求職番号", "9" * 5000, Problem.NOT_A_NUMBER),
        ("求職番号", '="4201900100001"', Problem.NOT_A_NUMBER),
        ("求職番号", "", Problem.NOT_A_NUMBER),
        ("提供の同意", "はい", Problem.NOT_A_CHOICE),
        ("希望職種", "宇宙飛行士", Problem.NOT_A_CHOICE),
        ("希望職種", "", Problem.MISSING),
        ("希望職種", "care、sales、service、security", Problem.TOO_MANY),
        ("通勤できる都道府県", "48", Problem.NOT_A_CHOICE),
        ("希望賃金", "9" * 5000, Problem.NOT_A_WAGE),
        ("希望賃金", "0", Problem.NOT_A_WAGE),
        ("賃金の単位", "", Problem.MISSING),
        ("経験", "=HYPERLINK(1)", Problem.FORMULA),
        ("経験", "＝1+1", Problem.FORMULA),
        ("経験", "介護\x00", Problem.UNREADABLE),
        ("経験", "あ" * 401, Problem.TOO_LONG),
        ("希望", "電話は〇九〇-1234-5678", Problem.IDENTIFIES),
        ("資格・免許", "hanako@example.jp", Problem.IDENTIFIES),
        ("年代", "38歳", Problem.NOT_A_CHOICE),
    ],
)
def test_what_is_wrong_is_named_with_its_head(head: str, cell: str, why: Problem) -> None:
    problems = read_row({**GOOD, head: cell})
    assert not isinstance(problems, ImportedRow)
    assert [(each.head, each.why) for each in problems] == [(head, why)]
    assert all(len(each.found) <= 40 for each in problems)


def test_a_line_of_another_length_is_no_line() -> None:
    problems = read_row(GOOD, fits=False)
    assert not isinstance(problems, ImportedRow)
    assert problems[0].why is Problem.COLUMNS


@pytest.mark.rule("AGY-002")
def test_without_consent_nothing_but_the_number_is_read() -> None:
    assert read_row({**GOOD, "提供の同意": "なし", "希望職種": "", "希望": "090-1234-5678"}) == NOBODY


@pytest.mark.rule("AGY-002")
@pytest.mark.parametrize(
    ("agreed", "is_there", "is_owned", "is_withdrawn", "verdict"),
    [
        (True, False, False, False, Verdict.ADDED),
        (True, True, False, False, Verdict.UPDATED),
        (True, True, False, True, Verdict.UPDATED),
        (True, True, True, False, Verdict.OWN),
        (False, False, False, False, Verdict.NOT_CONSENTED),
        (False, True, False, False, Verdict.WITHDRAWN),
        (False, True, True, False, Verdict.WITHDRAWN),
        (False, True, False, True, Verdict.NOT_CONSENTED),
    ],
)
def test_what_becomes_of_a_line(
    agreed: bool, is_there: bool, is_owned: bool, is_withdrawn: bool, verdict: Verdict
) -> None:
    row = read_row(GOOD) if agreed else NOBODY
    assert isinstance(row, ImportedRow)
    assert verdict_of(row, is_there=is_there, is_owned=is_owned, is_withdrawn=is_withdrawn) is verdict
