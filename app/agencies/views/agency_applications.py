"""An agency's applications: where each stands, until when its document is due and why, the document itself."""

import base64

from flask import Response, abort, make_response, request, url_for

from app.agencies.queries.applications import (
    applications_of,
    drafted_kinds,
    entrance_of,
    find_application,
    find_upload,
    registered_particulars,
    told_in,
    upload_content,
)
from app.agencies.queries.participation import find_standing
from app.agencies.queries.registration import find_address_wait
from app.agencies.rules.applications import LARGEST_UPLOAD, ground_against_procedure
from app.agencies.rules.dates import document_deadline
from app.agencies.terms.applications import ApplicationLine, UploadRefusal
from app.agencies.terms.contacts import BUREAU_LIST
from app.agencies.terms.kinds import OPEN_STATES, ApplicationKind
from app.agencies.usecases.uploads import upload_document
from app.agencies.views.application_document import application_pdf
from app.agencies.views.application_words import KIND_WORDS, sections_of
from app.agencies.views.blueprints import agency
from app.kernel.moments import day_of
from app.kernel.roles import Role
from app.offices.queries.bureaux import Bureau, get_bureau
from app.offices.queries.days import national_calendar
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go, respond
from app.web.steps import sentences


@agency.get("/applications")
@open_to(Role.AGENCY)
def applications() -> Response:
    """The four procedures with what closes them, drafts to go on with, and every application."""
    agency_id, at = own_agency(), now()
    entrance = entrance_of(agency_id, at)
    closed = {kind: ground_against_procedure(kind, entrance) for kind in ApplicationKind}
    told = {"lines": applications_of(agency_id, at), "closed": closed, "words": KIND_WORDS}
    told |= {"drafts": drafted_kinds(agency_id), "bureau": bureau_of(agency_id), **waiting(agency_id)}
    return respond("agencies/applications.html", "agencies/_applications.html", **told)


@agency.get("/applications/<number>")
@open_to(Role.AGENCY)
def application(number: str) -> Response:
    """One application: what is still to be done, until when and why.

    A registration alone is not the end (AGY-098); how the document is signed and sent (AGY-103 to AGY-105).
    """
    return show(own_application(number))


@agency.get("/applications/<number>.pdf")
@open_to(Role.AGENCY)
def application_file(number: str) -> Response:
    """The document to send to the bureau; gone with its data once the limit is over."""
    line = own_application(number)
    told = told_in(line) or (registered_particulars(line.agency_id) if line.services else None)
    if told is None or line.state not in OPEN_STATES:
        abort(404)
    return pdf(application_pdf(line, bureau_of(line.agency_id), told), f"application-{line.number}.pdf")


@agency.get("/applications/<number>/filled.pdf")
@open_to(Role.AGENCY)
def filled_file(number: str) -> Response:
    """The filled document as it was put here."""
    content = upload_content(own_application(number)) or abort(404)
    return pdf(base64.b64decode(content), f"filled-{number}.pdf")


@agency.post("/applications/<number>/filled")
@open_to(Role.AGENCY)
def upload(number: str) -> Response:
    """Put the filled document beside the application."""
    line = own_application(number)
    sent = request.files.get("document")
    content = sent.stream.read(LARGEST_UPLOAD + 1) if sent else b""
    refusal = upload_document(current_identity(), number, content, now=now())
    return show(line, 422, refusal) if refusal else go(url_for("agency.application", number=number, uploaded="1"))


def own_agency() -> int:
    """The agency of the person acting."""
    return current_identity().agency_id or abort(404)


def own_application(number: str) -> ApplicationLine:
    """An application of the person's own agency; 404 for another's as for a missing one."""
    return find_application(own_agency(), number, now()) or abort(404)


def bureau_of(agency_id: int) -> Bureau:
    """The bureau an agency applies at; 404 for an organisation that registered no agency."""
    standing = find_standing(agency_id, now()) or abort(404)
    return get_bureau(standing.bureau_id)


def waiting(agency_id: int) -> dict[str, object]:
    """Whether the bureau's address is late, with the days that were counted (AGY-101); who takes part waits no more."""
    standing = find_standing(agency_id, now())
    wait = None if standing and standing.facts else find_address_wait(agency_id, now())
    return {"wait": wait, "wait_why": sentences(wait.third_day.steps) if wait else [], "bureau_list": BUREAU_LIST}


def show(line: ApplicationLine, status: int = 200, refusal: UploadRefusal | None = None) -> Response:
    """The page of one application."""
    limit = document_deadline(day_of(line.registered_at), national_calendar())
    told = told_in(line)
    facts = {"line": line, "words": KIND_WORDS, "why": sentences(limit.steps), "refusal": refusal}
    facts |= {"sections": sections_of(told) if told else [], "upload": find_upload(line)}
    facts |= {"bureau": bureau_of(line.agency_id), "uploaded": "uploaded" in request.args, **waiting(line.agency_id)}
    return respond("agencies/application.html", "agencies/_application.html", status=status, **facts)


def pdf(content: bytes, name: str) -> Response:
    """A file to keep."""
    response = make_response(content)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
