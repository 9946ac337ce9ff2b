"""The terms of an office: versions, the draft, what it changes, the press that announces it (KNG-57)."""

from flask import Response, abort, request, url_for

from app.desk.forms.office_terms import GROUNDS, DraftForm, draft_form
from app.desk.terms.office_terms import AnnouncementRefusal
from app.desk.usecases.office_terms import announce_terms, keep_draft, take_terms_back, throw_draft_away
from app.desk.views.blueprint import blueprint
from app.desk.views.office_pages import makers, office_page
from app.desk.views.scope import actor, office_of
from app.kernel.roles import Role
from app.offices.queries.drafts import Draft, change_mode_of, changes_between, find_draft, state_at, version_in_force
from app.offices.queries.offices import list_offices, terms_versions
from app.offices.queries.withdrawals import withdrawn_terms
from app.offices.terms import Office, TermsChangeMode
from app.web.access import open_to
from app.web.clock import now, today
from app.web.htmx import go


@blueprint.get("/<slug>/office/terms")
@open_to(Role.MANAGER)
def office_terms(slug: str) -> Response:
    """Every version with where it stands, and the draft."""
    return terms_page(office_of(slug))


@blueprint.get("/<slug>/office/terms/draft")
@open_to(Role.MANAGER)
def terms_draft(slug: str) -> Response:
    """The draft, or the text in force to begin one with."""
    office = office_of(slug)
    draft = find_draft(office.terms_set) or Draft(text=text_in_force(office))
    return draft_page(office, draft_form(draft))


@blueprint.post("/<slug>/office/terms/draft")
@open_to(Role.MANAGER)
def keep_terms_draft(slug: str) -> Response:
    """Keep it, and go on to what it changes."""
    office = office_of(slug)
    form = draft_form(Draft(text=""), request.form)
    draft = form.draft()
    if draft is None:
        return draft_page(office, form, status=422)
    refusal = keep_draft(office, draft, by=actor(), now=now())
    if refusal is not None:
        return draft_page(office, form, status=409, refusal=refusal.value)
    return go(url_for("desk.terms_announcement", slug=slug))


@blueprint.post("/<slug>/office/terms/draft/removal")
@open_to(Role.MANAGER)
def drop_terms_draft(slug: str) -> Response:
    """Throw it away."""
    office = office_of(slug)
    refusal = throw_draft_away(office, by=actor(), now=now())
    if refusal is not None:
        return terms_page(office, status=409, refusal=refusal.value)
    return go(url_for("desk.office_terms", slug=slug, done="dropped"))


@blueprint.get("/<slug>/office/terms/announcement")
@open_to(Role.MANAGER)
def terms_announcement(slug: str) -> Response:
    """What the draft changes against the text in force, before it is announced."""
    return announcement_page(office_of(slug))


@blueprint.post("/<slug>/office/terms/announcement")
@open_to(Role.MANAGER)
def announce(slug: str) -> Response:
    """Announce it."""
    office = office_of(slug)
    revision = request.form.get("revision", "")
    seen = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else -1
    outcome = announce_terms(office, seen, by=actor(), now=now())
    if isinstance(outcome, AnnouncementRefusal):
        return announcement_page(office, status=409, refusal=outcome.value)
    return go(url_for("desk.office_terms", slug=slug, done="announced"))


@blueprint.post("/<slug>/office/terms/<day>/withdrawal")
@open_to(Role.MANAGER)
def withdraw_terms(slug: str, day: str) -> Response:
    """Take back what was announced for a day; 404 for a day without a version."""
    office = office_of(slug)
    known = {version.effective_on.isoformat(): version.effective_on for version in terms_versions(office.terms_set)}
    refusal = take_terms_back(office, known.get(day) or abort(404), by=actor(), now=now())
    if refusal is not None:
        return terms_page(office, status=409, refusal=refusal.value)
    return go(url_for("desk.office_terms", slug=slug, done="withdrawn"))


def terms_page(office: Office, *, status: int = 200, refusal: str | None = None) -> Response:
    """The page of the versions."""
    versions = terms_versions(office.terms_set)
    states = {version.id: state_at(version, versions, now()) for version in versions}
    withdrawn = withdrawn_terms(office.terms_set)
    return office_page(
        "terms",
        office,
        status=status,
        versions=versions,
        states=states,
        draft=find_draft(office.terms_set),
        withdrawn=withdrawn,
        makers=makers([each.withdrawn_by for each in withdrawn]),
        refusal=refusal,
    )


def draft_page(office: Office, form: DraftForm, *, status: int = 200, refusal: str | None = None) -> Response:
    """The page of the draft, with the other offices it would bind."""
    return office_page("terms_draft", office, status=status, form=form, refusal=refusal, **asked(office))


def announcement_page(office: Office, *, status: int = 200, refusal: str | None = None) -> Response:
    """The page of what the draft changes; without a draft only that there is none."""
    draft = find_draft(office.terms_set)
    old = text_in_force(office)
    changes = changes_between(old, draft.text) if draft and old else ()
    context = {"draft": draft, "changes": changes, "has_old": bool(old), "grounds": GROUNDS, **asked(office)}
    return office_page("terms_announcement", office, status=status, refusal=refusal, **context)


def asked(office: Office) -> dict[str, object]:
    """Whether a ground is asked for, and which other offices the terms bind."""
    mode = change_mode_of(office.terms_set, today())
    others = [each for each in list_offices() if each.terms_set == office.terms_set and each.id != office.id]
    return {"needs_ground": mode is TermsChangeMode.GROUNDS, "others": others}


def text_in_force(office: Office) -> str:
    """The text that governs today; empty where it is not kept."""
    version = version_in_force(terms_versions(office.terms_set), today())
    return (version.text or "") if version else ""
