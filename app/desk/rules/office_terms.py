"""When a draft of terms may be kept and when it may be announced (KNG-57)."""

from collections.abc import Collection
from datetime import date

from app.desk.terms.office_terms import AnnouncementRefusal, DraftRefusal
from app.offices.terms import TermsChangeMode


def ground_against_draft(text: str, in_force: str | None, labels: Collection[str]) -> DraftRefusal | None:
    """Why a text is no new version: empty, without a single heading (`labels`), or the one in force."""
    if not text.strip():
        return DraftRefusal.NO_TEXT
    if text == in_force:
        return DraftRefusal.SAME_TEXT
    return None if labels else DraftRefusal.NO_HEADINGS


def ground_against_announcement(
    effective_on: date | None, ground: str | None, taken: Collection[date], mode: TermsChangeMode, today: date
) -> AnnouncementRefusal | None:
    """Why a draft cannot be announced `today`.

    It needs an effective day (KNG-57), one after the day of the announcement, on which no other version takes effect;
    where the terms may be changed on two grounds only, one of them is named (MYK-44, NGS-62, KRS-47).
    """
    if effective_on is None:
        return AnnouncementRefusal.NO_DAY
    if effective_on <= today:
        return AnnouncementRefusal.NOT_IN_TIME
    if effective_on in taken:
        return AnnouncementRefusal.DAY_TAKEN
    if mode is TermsChangeMode.GROUNDS and ground is None:
        return AnnouncementRefusal.NO_GROUND
    return None
