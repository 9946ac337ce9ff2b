"""When a new text of the service's terms may be kept, and when it may be posted (AGY-138, 20)."""

from collections.abc import Collection
from datetime import date

from app.oversight.terms.site_terms import SiteTermsRefusal


def ground_against_text(text: str, in_force: str | None, labels: Collection[str]) -> SiteTermsRefusal | None:
    """Why a text is no new version: empty, without a single heading (`labels`), or the one in force."""
    if not text.strip():
        return SiteTermsRefusal.NO_TEXT
    if text == in_force:
        return SiteTermsRefusal.SAME_TEXT
    return None if labels else SiteTermsRefusal.NO_HEADINGS


def ground_against_posting(effective_on: date | None, taken: Collection[date], today: date) -> SiteTermsRefusal | None:
    """Why a text is not posted: it needs a day after today, on which no other version takes effect (AGY-138)."""
    if effective_on is None:
        return SiteTermsRefusal.NO_DAY
    if effective_on <= today:
        return SiteTermsRefusal.NOT_IN_TIME
    return SiteTermsRefusal.DAY_TAKEN if effective_on in taken else None
