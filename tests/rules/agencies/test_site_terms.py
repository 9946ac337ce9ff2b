"""Every version of the service's terms applies to everybody who goes on, without a new consent (AGY-138, AGY-145)."""

from datetime import date

import pytest

from app.agencies.rules.site_terms import AppliesBy, applied_versions
from app.offices.terms import TermsSource, TermsVersion

FIRST, SECOND = date(2021, 12, 1), date(2026, 6, 1)
USE, GOING_ON = AppliesBy.APPLICATION, AppliesBy.CONTINUED_USE


def version(day: date) -> TermsVersion:
    """A version that takes effect on a day."""
    facts = {"announced_at": None, "title": "利用規約", "text": None, "source": TermsSource.DEMO, "ground": None}
    return TermsVersion(id=1, terms_set="info_service", effective_on=day, act="施行", **facts)


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
