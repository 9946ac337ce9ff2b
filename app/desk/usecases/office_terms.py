"""Drafting terms, announcing them with their day, taking that back, throwing a draft away (KNG-57)."""

from datetime import date, datetime

from app.audit import effects as audit
from app.db import db
from app.desk.queries.acts import still_manages
from app.desk.rules.office_terms import ground_against_draft
from app.desk.terms.office_terms import AnnouncementRefusal, DraftRefusal, WithdrawalRefusal
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.offices.effects.drafts import announce_draft, drop_draft, put_draft, withdraw_version
from app.offices.queries.announcements import announced_terms
from app.offices.queries.drafts import (
    Draft,
    change_mode_of,
    ground_against_change,
    labels_of,
    locked_draft,
    version_in_force,
)
from app.offices.queries.offices import terms_versions
from app.offices.terms import Office


@db.write
def keep_draft(office: Office, draft: Draft, *, by: Identity, now: datetime) -> DraftRefusal | None:
    """Keep a draft; its `revision` is the one the writer saw, so that nobody writes over another's text."""
    kept = locked_draft(office.terms_set)
    if not still_manages(office.id, by, now):
        return DraftRefusal.GRANT_ENDED
    if draft.revision != (kept.revision if kept else 0):
        return DraftRefusal.CHANGED_MEANWHILE
    in_force = version_in_force(terms_versions(office.terms_set), day_of(now))
    ground = ground_against_draft(draft.text, in_force.text if in_force else None, labels_of(draft.text))
    if ground is None:
        put_draft(office.terms_set, draft, by=f"account:{by.account_id}", now=now)
        _record("desk.terms_drafted", office, by, now, {"revision": draft.revision + 1})
    return ground


@db.write
def announce_terms(office: Office, revision: int, *, by: Identity, now: datetime) -> date | AnnouncementRefusal:
    """Announce the draft: from now on everybody reads it, from its day on it governs applications (KNG-57, KNG-58).

    Its day, or why it cannot be announced; without an effective day it never is.
    """
    draft = locked_draft(office.terms_set)
    if not still_manages(office.id, by, now):
        return AnnouncementRefusal.GRANT_ENDED
    if draft is None:
        return AnnouncementRefusal.NO_DRAFT
    if draft.revision != revision:
        return AnnouncementRefusal.CHANGED_MEANWHILE
    today = day_of(now)
    taken = {version.effective_on for version in terms_versions(office.terms_set)}
    mode = change_mode_of(office.terms_set, today)
    ground = ground_against_change(draft.effective_on, draft.ground, taken, mode, today)
    if ground is not None or draft.effective_on is None:
        return AnnouncementRefusal(ground.value) if ground else AnnouncementRefusal.NO_DAY
    announce_draft(office.terms_set, draft, draft.effective_on, now)
    detail: dict[str, object] = {"effective_on": draft.effective_on.isoformat(), "ground": draft.ground}
    _record("desk.terms_announced", office, by, now, detail)
    return draft.effective_on


@db.write
def take_terms_back(office: Office, effective_on: date, *, by: Identity, now: datetime) -> WithdrawalRefusal | None:
    """Take back terms that were announced for a day still to come; that is told where the announcement was (KNG-57).

    From 00:00 of their day on they govern, and only other terms take their place.
    """
    locked_draft(office.terms_set)
    if not still_manages(office.id, by, now):
        return WithdrawalRefusal.GRANT_ENDED
    if effective_on not in {version.effective_on for version in announced_terms(office.terms_set, now)}:
        return WithdrawalRefusal.NOT_ANNOUNCED
    withdraw_version(office.terms_set, effective_on, by=f"account:{by.account_id}", now=now)
    _record("desk.terms_withdrawn", office, by, now, {"effective_on": effective_on.isoformat()})
    return None


@db.write
def throw_draft_away(office: Office, *, by: Identity, now: datetime) -> DraftRefusal | None:
    """Forget the draft, if there is one; nothing was announced."""
    if not still_manages(office.id, by, now):
        return DraftRefusal.GRANT_ENDED
    if locked_draft(office.terms_set) is not None:
        drop_draft(office.terms_set)
        _record("desk.terms_draft_dropped", office, by, now, {})
    return None


def _record(act: str, office: Office, by: Identity, now: datetime, detail: dict[str, object]) -> None:
    subject = f"terms:{office.terms_set}"
    audit.record(act, by=by, subject=subject, now=now, office_id=office.id, detail=detail)
