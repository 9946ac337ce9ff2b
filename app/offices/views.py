"""The terms of an office: the version in force, every version, and what changed."""

from flask import Blueprint, Response, abort, make_response, redirect, render_template, url_for

from app.kernel.roles import ANYONE
from app.offices.queries.offices import get_office, terms_issuer, terms_versions
from app.offices.queries.texts import parts_of
from app.offices.queries.withdrawals import withdrawn_terms
from app.offices.rules.versions import TermsState, changes_between, previous_of, state_at, version_in_force
from app.offices.terms import Office, TermsVersion
from app.web.access import open_to
from app.web.clock import now, today

blueprint = Blueprint("offices", __name__)


@blueprint.get("/offices/<slug>/terms")
@open_to(ANYONE)
def terms_now(slug: str) -> str:
    """The terms in force today (KNG-02, KNG-57, KNG-61)."""
    office = get_office(slug)
    versions = terms_versions(office.terms_set)
    return page_of(office, version_in_force(versions, today()) or abort(404), versions)


@blueprint.get("/offices/<slug>/terms/<day>")
@open_to(ANYONE)
def terms_of_day(slug: str, day: str) -> str | Response:
    """The version that took or takes effect on `day`; 404 for a day without one.

    Whoever follows the announcement of one that was taken back comes to the terms in force, which tell so.
    """
    office = get_office(slug)
    versions = terms_versions(office.terms_set)
    version = next((each for each in versions if each.effective_on.isoformat() == day), None)
    if version is None and day in {each.effective_on.isoformat() for each in withdrawn_terms(office.terms_set)}:
        return make_response(redirect(url_for("offices.terms_now", slug=slug), code=303))
    return page_of(office, version or abort(404), versions)


def page_of(office: Office, version: TermsVersion, versions: tuple[TermsVersion, ...]) -> str:
    """The page of one version among all of its set; a version not announced yet does not exist."""
    moment = now()
    states = {each.effective_on: state_at(each, versions, moment) for each in versions}
    if states[version.effective_on] is TermsState.DRAFT:
        abort(404)
    known = [each for each in versions if states[each.effective_on] is not TermsState.DRAFT]
    previous = previous_of(version, known)
    return render_template(
        "offices/terms.html",
        office=office,
        version=version,
        versions=known,
        withdrawn=withdrawn_terms(office.terms_set),
        states=states,
        issuer=terms_issuer(office.terms_set),
        parts=parts_of(version.text),
        previous=previous,
        changes=changes_between(previous.text, version.text) if previous and previous.text and version.text else None,
    )
