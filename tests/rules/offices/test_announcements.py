"""What is told of a change of terms, and until when."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.kernel.line_breaks import columns
from app.offices.rules.announcements import COLUMNS, is_told, new_content
from app.offices.terms import TermsSource, TermsVersion

OLD = "第１条（目的）\n相談をします。\n第２条（費用）\n無料です。"
VERSION = TermsVersion(
    id=1,
    terms_set="nagasaki",
    effective_on=date(2026, 6, 1),
    act="改正",
    announced_at=datetime(2026, 5, 11, tzinfo=UTC),
    title="利用規約",
    text=OLD,
    source=TermsSource.OFFICIAL,
    ground="1",
)


@pytest.mark.rule("MYK-45", "NGS-63", "KRS-48")
def test_the_new_content_is_every_changed_section_with_its_new_lines() -> None:
    (changed,) = new_content(OLD, OLD.replace("無料です。", "通信費はご自身の負担です。"))
    assert "費用" in changed.name
    assert changed.lines == ("通信費はご自身の負担です。",)
    assert new_content(OLD, OLD) == ()


@pytest.mark.parametrize("previous, text", [(None, OLD), (OLD, None), ("", OLD)])
def test_without_both_texts_no_difference_can_be_told(previous: str | None, text: str | None) -> None:
    assert new_content(previous, text) == ()


@pytest.mark.rule("MYK-45", "NGS-63", "KRS-48")
@pytest.mark.parametrize("on, told", [(date(2026, 5, 31), True), (date(2026, 6, 8), True), (date(2026, 6, 9), False)])
def test_a_change_is_told_until_a_week_after_its_first_day(on: date, told: bool) -> None:
    assert is_told(VERSION, on) is told


@pytest.mark.rule("MYK-45", "NGS-63", "KRS-48")
def test_a_version_from_before_our_records_is_not_told() -> None:
    assert not is_told(replace(VERSION, announced_at=None), date(2026, 5, 31))


def test_a_long_line_is_told_in_pieces_narrow_enough_for_a_notice() -> None:
    (changed,) = new_content(OLD, OLD.replace("無料です。", "通信費はご自身の負担です。" * 10))
    assert "".join(changed.lines) == "通信費はご自身の負担です。" * 10
    assert max(map(columns, changed.lines)) <= COLUMNS + 2
