"""Drafting the service's terms, posting them with their day, taking that back before it (AGY-138, AGY-142; 20, 22)."""

from dataclasses import replace
from datetime import date, datetime

from app.agencies.effects.site_terms import rebind
from app.agencies.queries.site_terms import TERMS_SET, versions
from app.audit import effects as audit
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Identity, Role
from app.offices.effects.drafts import announce_draft, drop_draft, put_draft, withdraw_version
from app.offices.queries.announcements import announced_terms
from app.offices.queries.drafts import Draft, document_of, locked_draft, version_in_force
from app.oversight.effects.notices import add_notice
from app.oversight.queries.authority import account_of, still_is
from app.oversight.rules.site_terms import ground_against_posting, ground_against_text
from app.oversight.terms.site_terms import SiteTermsRefusal
from app.web.filters import jdate
from app.web.links import link

POSTED_TITLE, BACK_TITLE = "利用規約が変わります（{day}から）", "利用規約の変更を取りやめました（{day}からの変更）"
POSTED = (
    "{day}の0時から、新しい利用規約がすべての団体に適用されます。同意の手続きはいりません。"
    "その日より後も続けて利用した団体は、新しい規約に同意したことになります。"
    "全文は利用規約のページ（{link}）で読めます。"
)
BACK = "先にお知らせした{day}からの変更は、行われません。いまの利用規約（{link}）が、そのまま適用されます。"


@db.write
def keep_site_draft(draft: Draft, *, by: Identity, now: datetime) -> SiteTermsRefusal | None:
    """Keep a text as it came; its `revision` is the one the writer saw, so that nobody writes over another's."""
    kept = locked_draft(TERMS_SET)
    if not still_is(Role.MINISTRY, by, now):
        return SiteTermsRefusal.GRANT_ENDED
    if draft.revision != (kept.revision if kept else 0):
        return SiteTermsRefusal.CHANGED_MEANWHILE
    document, in_force = document_of(draft.text), version_in_force(versions(), day_of(now))
    ground = ground_against_text(document.text, in_force.text if in_force else None, document.labels)
    if ground is None:
        put_draft(TERMS_SET, draft, by=f"account:{by.account_id}", now=now)
        _record("oversight.terms_drafted", by, now, {"revision": draft.revision + 1})
    return ground


@db.write
def post_site_terms(revision: int, *, by: Identity, now: datetime) -> date | SiteTermsRefusal:
    """Post the draft: everybody reads it from now on, it binds every participation from its day on (AGY-138).

    Only line breaks of its paper are mended, no character is changed; every agency is told on its first page.
    """
    draft = locked_draft(TERMS_SET)
    if not still_is(Role.MINISTRY, by, now):
        return SiteTermsRefusal.GRANT_ENDED
    if draft is None:
        return SiteTermsRefusal.NO_DRAFT
    if draft.revision != revision:
        return SiteTermsRefusal.CHANGED_MEANWHILE
    ground = ground_against_posting(draft.effective_on, {each.effective_on for each in versions()}, day_of(now))
    if ground is not None or draft.effective_on is None:
        return ground or SiteTermsRefusal.NO_DAY
    announce_draft(TERMS_SET, replace(draft, text=document_of(draft.text).text), draft.effective_on, now)
    _tell(POSTED_TITLE, POSTED, draft.effective_on, by, now)
    _record("oversight.terms_posted", by, now, {"effective_on": draft.effective_on.isoformat()})
    return draft.effective_on


@db.write
def take_site_terms_back(effective_on: date, *, by: Identity, now: datetime) -> SiteTermsRefusal | None:
    """Take back terms posted for a day still to come; whoever read of them reads that they do not come.

    A use that is to start under them starts under those that stay in force.
    """
    locked_draft(TERMS_SET)
    if not still_is(Role.MINISTRY, by, now):
        return SiteTermsRefusal.GRANT_ENDED
    gone = next((each for each in announced_terms(TERMS_SET, now) if each.effective_on == effective_on), None)
    if gone is None:
        return SiteTermsRefusal.NOT_ANNOUNCED
    rebind(gone.id)
    withdraw_version(TERMS_SET, effective_on, by=f"account:{by.account_id}", now=now)
    _tell(BACK_TITLE, BACK, effective_on, by, now)
    _record("oversight.terms_withdrawn", by, now, {"effective_on": effective_on.isoformat()})
    return None


@db.write
def drop_site_draft(*, by: Identity, now: datetime) -> SiteTermsRefusal | None:
    """Forget the draft, if there is one; nothing was posted."""
    if not still_is(Role.MINISTRY, by, now):
        return SiteTermsRefusal.GRANT_ENDED
    if locked_draft(TERMS_SET) is not None:
        drop_draft(TERMS_SET)
        _record("oversight.terms_draft_dropped", by, now, {})
    return None


def _tell(title: str, body: str, day: date, by: Identity, now: datetime) -> None:
    words = {"day": jdate(day), "link": link("lists.site_terms")}
    add_notice(title.format(**words), body.format(**words), by=account_of(by), now=now)


def _record(act: str, by: Identity, now: datetime, detail: dict[str, object]) -> None:
    audit.record(act, by=by, subject=f"terms:{TERMS_SET}", now=now, detail=detail)
