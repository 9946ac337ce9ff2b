"""The ministry's page of the service's terms: versions, a new text, what was read in it (AGY-138, AGY-142)."""

from typing import Any

from flask import Response, make_response, render_template, request, url_for

from app.agencies.queries.site_terms import TERMS_SET, versions
from app.kernel.roles import Role
from app.kernel.written_dates import read_date
from app.offices.queries.drafts import (
    Draft,
    changes_between,
    document_of,
    find_draft,
    joined_lines,
    state_at,
    version_in_force,
)
from app.offices.queries.withdrawals import withdrawn_terms
from app.oversight.forms.site_terms import SiteTermsForm, site_terms_form
from app.oversight.terms.site_terms import SiteTermsRefusal
from app.oversight.usecases.site_terms import drop_site_draft, keep_site_draft, post_site_terms, take_site_terms_back
from app.oversight.views.blueprints import watch
from app.web.access import current_identity, open_to
from app.web.clock import now, today
from app.web.htmx import go

Refused = SiteTermsRefusal | None


@watch.get("/terms")
@open_to(Role.MINISTRY)
def terms_versions() -> Response:
    """Every version with where it stands, and the draft."""
    return versions_page()


@watch.get("/terms/draft")
@open_to(Role.MINISTRY)
def terms_draft() -> Response:
    """The draft, or the text in force to begin one with."""
    return draft_page(site_terms_form(find_draft(TERMS_SET) or Draft(text=text_in_force())))


@watch.post("/terms/draft")
@open_to(Role.MINISTRY)
def keep_terms_draft() -> Response:
    """Keep it, and go on to what was found in it."""
    form = site_terms_form(Draft(text=""), request.form)
    draft = form.draft(request.files.get("file"))
    if draft is None:
        return draft_page(form, status=422)
    refusal = keep_site_draft(draft, by=current_identity(), now=now())
    if refusal is not None:
        return draft_page(form, status=409, refusal=refusal)
    return go(url_for("oversight.terms_posting"))


@watch.post("/terms/draft/removal")
@open_to(Role.MINISTRY)
def drop_terms_draft() -> Response:
    """Throw it away."""
    refusal = drop_site_draft(by=current_identity(), now=now())
    if refusal is not None:
        return versions_page(status=409, refusal=refusal)
    return go(url_for("oversight.terms_versions", done="dropped"))


@watch.get("/terms/posting")
@open_to(Role.MINISTRY)
def terms_posting() -> Response:
    """What was read in the draft and what it changes, before it is posted."""
    return posting_page()


@watch.post("/terms/posting")
@open_to(Role.MINISTRY)
def post_terms() -> Response:
    """Post it."""
    revision = request.form.get("revision", "")
    seen = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else -1
    outcome = post_site_terms(seen, by=current_identity(), now=now())
    if isinstance(outcome, SiteTermsRefusal):
        return posting_page(status=409, refusal=outcome)
    return go(url_for("oversight.terms_versions", done="posted"))


@watch.post("/terms/withdrawal")
@open_to(Role.MINISTRY)
def take_terms_back() -> Response:
    """Take back what was posted for a day still to come."""
    day = read_date(request.form.get("day", "")[:40])
    refusal = take_site_terms_back(day, by=current_identity(), now=now()) if day else SiteTermsRefusal.NOT_ANNOUNCED
    if refusal is not None:
        return versions_page(status=409, refusal=refusal)
    return go(url_for("oversight.terms_versions", done="withdrawn"))


def versions_page(*, status: int = 200, refusal: Refused = None) -> Response:
    """The page of the versions."""
    known, moment = versions(), now()
    states = {each.id: state_at(each, known, moment).value for each in known}
    told = {"versions": known, "states": states, "draft": find_draft(TERMS_SET)}
    return terms_page("versions", status, refusal, withdrawn=withdrawn_terms(TERMS_SET), **told)


def draft_page(form: SiteTermsForm, *, status: int = 200, refusal: Refused = None) -> Response:
    """The page of the draft."""
    return terms_page("draft", status, refusal, form=form)


def posting_page(*, status: int = 200, refusal: Refused = None) -> Response:
    """The page of what was read in the draft; without a draft only that there is none."""
    draft, old = find_draft(TERMS_SET), text_in_force()
    document = document_of(draft.text) if draft else None
    changes = changes_between(old, document.text) if document and old else ()
    joined = joined_lines(draft.text, document.text) if draft and document else 0
    found = {"draft": draft, "document": document, "changes": changes, "joined": joined}
    return terms_page("posting", status, refusal, has_old=bool(old), **found)


def terms_page(name: str, status: int, refusal: Refused, **context: Any) -> Response:
    """A page of `templates/oversight/site_terms_<name>.html`."""
    told = {"refusal": refusal.value if refusal else None, "done": request.args.get("done", "")}
    return make_response(render_template(f"oversight/site_terms_{name}.html", **told, **context), status)


def text_in_force() -> str:
    """The text that governs today; empty where it is not kept."""
    version = version_in_force(versions(), today())
    return (version.text or "") if version else ""
