"""When a draft of terms may be kept (KNG-57); when it may be announced stands with the terms themselves."""

from collections.abc import Collection

from app.desk.terms.office_terms import DraftRefusal


def ground_against_draft(text: str, in_force: str | None, labels: Collection[str]) -> DraftRefusal | None:
    """Why a text is no new version: empty, without a single heading (`labels`), or the one in force."""
    if not text.strip():
        return DraftRefusal.NO_TEXT
    if text == in_force:
        return DraftRefusal.SAME_TEXT
    return None if labels else DraftRefusal.NO_HEADINGS
