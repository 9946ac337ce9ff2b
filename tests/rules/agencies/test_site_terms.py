"""Every version of the service's terms applies to everybody who goes on, without a new consent (AGY-138, AGY-145)."""

from datetime import date

import pytest

from app.agencies.rules.site_terms import agreed_by_going_on, applied_versions
from app.agencies.terms.site_terms import AppliesBy
from app.offices.terms import TermsSource, TermsVersion

FIRST, SECOND = date(2021, 12, 1), date(2026, 6, 1)
USE, GOING_ON = AppliesBy.APPLICATION, AppliesBy.CONTINUED_USE


def version(day: date, number: int = 1) -> TermsVersion:
    """A version that takes effect on a day."""
    facts = {"announced_at": None, "title": "利用規約", "text": None, "source": TermsSource.DEMO, "ground": None}
    return TermsVersion(id=number, terms_set="info_service", effective_on=day, act="施行", **facts)


@pytest.mark.rule("AGY-138", "AGY-145")
@pytest.mark.parametrize(
    "started, ended, today, expected",
    [
        (date(2020, 4, 1), None, date(2021, 11, 30), []),
        (date(2020, 4, 1), None, date(2021, 12, 1), [(FIRST, FIRST, GOING_ON)]),
        (date(2021, 12, 1), None, date(2026, 5, 31), [(FIRST, date(2021, 12, 1), USE)]),
        (date(2025, 4, 1), None, date(2026, 5, 31), [(FIRST, date(2025, 4, 1), USE)]),
        (date(2025, 4, 1), None, date(2026, 6, 1), [(SECOND, SECOND, GOING_ON), (FIRST, date(2025, 4, 1), USE)]),
        (date(2026, 6, 1), None, date(2026, 6, 1), [(SECOND, date(2026, 6, 1), USE)]),
        (date(2025, 4, 1), date(2026, 5, 31), date(2027, 1, 1), [(FIRST, date(2025, 4, 1), USE)]),
    ],
)
def test_each_version_applies_from_its_day(started, ended, today, expected) -> None:
    found = applied_versions(started, ended, [version(SECOND), version(FIRST)], today)
    assert [(each.version.effective_on, each.since, each.by) for each in found] == expected


@pytest.mark.rule("AGY-145")
@pytest.mark.parametrize(
    "started, kept, today, expected",
    [
        (date(2020, 4, 1), (), date(2021, 11, 30), []),
        (date(2020, 4, 1), (), date(2021, 12, 1), [FIRST]),
        (date(2020, 4, 1), (), date(2022, 2, 3), [FIRST]),
        (date(2020, 4, 1), (1,), date(2022, 2, 3), []),
        (date(2020, 4, 1), (), date(2026, 6, 1), [FIRST, SECOND]),
        (date(2025, 4, 1), (1,), date(2026, 5, 31), []),
        (date(2025, 4, 1), (1,), date(2026, 6, 1), [SECOND]),
        (date(2025, 4, 1), (1,), date(2026, 6, 2), [SECOND]),
        (date(2025, 4, 1), (1, 2), date(2026, 6, 2), []),
        (date(2026, 6, 1), (2,), date(2026, 6, 1), []),
        (date(2026, 5, 20), (1,), date(2026, 5, 19), []),
    ],
)
def test_who_comes_in_agrees_to_each_version_once(started, kept, today, expected) -> None:
    found = agreed_by_going_on(started, [version(SECOND, 2), version(FIRST, 1)], kept, today)
    assert [each.effective_on for each in found] == expected
