"""A new text of the service's terms is posted for a day to come, whole and with its headings (AGY-138)."""

from datetime import date

import pytest

from app.oversight.rules.site_terms import ground_against_posting, ground_against_text
from app.oversight.terms.site_terms import SiteTermsRefusal

TODAY = date(2026, 5, 11)


@pytest.mark.rule("AGY-138")
@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (None, SiteTermsRefusal.NO_DAY),
        (date(2026, 5, 10), SiteTermsRefusal.NOT_IN_TIME),
        (TODAY, SiteTermsRefusal.NOT_IN_TIME),
        (date(2026, 5, 12), None),
        (date(2026, 6, 1), SiteTermsRefusal.DAY_TAKEN),
    ],
)
def test_a_text_is_posted_for_a_day_of_its_own_to_come(day, refused) -> None:
    assert ground_against_posting(day, {date(2026, 6, 1)}, TODAY) is refused


@pytest.mark.parametrize(
    ("text", "labels", "refused"),
    [
        (" \n", (), SiteTermsRefusal.NO_TEXT),
        ("いま", ("1",), SiteTermsRefusal.SAME_TEXT),
        ("見出しなし", (), SiteTermsRefusal.NO_HEADINGS),
        ("新しい", ("1",), None),
    ],
)
def test_a_text_is_kept_that_is_another_and_has_headings(text, labels, refused) -> None:
    assert ground_against_text(text, "いま", labels) is refused
