"""One application at the bureau: what it tells beside what was checked, and the three acts (10)."""

from base64 import b64decode
from dataclasses import replace
from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for

from app.agencies.forms.bureau import ProcessingForm, ReasonForm, ReceiptForm
from app.agencies.queries.applications import upload_content
from app.agencies.rules.dates import document_deadline
from app.agencies.rules.processing import services_to_start
from app.agencies.terms.desk import Detail
from app.agencies.terms.kinds import ApplicationKind, Service
from app.agencies.terms.processing import ProcessingRefusal, ReceiptRefusal
from app.agencies.usecases.processing import process_application, refuse_application
from app.agencies.usecases.receipt import receive_document
from app.agencies.views.application_words import sections_of
from app.agencies.views.blueprints import bureau
from app.agencies.views.bureau_scope import AT_THE_BUREAU, actor, detail_of
from app.audit.usecases import note_view
from app.kernel.moments import day_of
from app.offices.queries.offices import national_calendar
from app.web.access import open_to
from app.web.clock import now, today
from app.web.htmx import go
from app.web.steps import sentences

Refusal = ReceiptRefusal | ProcessingRefusal


@bureau.get("/applications/<number>")
@open_to(AT_THE_BUREAU)
def application(number: str) -> Response:
    """The application with its checks, each with its clause."""
    return application_page(detail_of(number))


@bureau.post("/applications/<number>/receipt")
@open_to(AT_THE_BUREAU)
def receipt(number: str) -> Response:
    """Enter that the document came (AGY-104, AGY-105)."""
    detail, form = detail_of(number), ReceiptForm(request.form)
    told = form.receipt()
    if told is None:
        return application_page(detail, status=422, receipt_form=form)
    refusal = receive_document(number, told, by=actor(), now=now())
    if refusal is not None:
        return application_page(detail_of(number), status=409, refusal=refusal, receipt_form=form)
    return go(url_for("bureau.application", number=number, done="received"))


@bureau.post("/applications/<number>/processing")
@open_to(AT_THE_BUREAU)
def processing(number: str) -> Response:
    """Process it (AGY-106)."""
    detail, form = detail_of(number), ProcessingForm(request.form)
    decided = form.decided(today())
    if decided is None:
        return application_page(detail, status=422, processing_form=form)
    refusal = process_application(number, decided, by=actor(), now=now())
    if refusal is not None:
        return application_page(detail_of(number), status=409, refusal=refusal, processing_form=form)
    return go(url_for("bureau.application", number=number, done="processed"))


@bureau.post("/applications/<number>/refusal")
@open_to(AT_THE_BUREAU)
def refusal(number: str) -> Response:
    """Not admit it, with the reason (RULES c)."""
    detail, form = detail_of(number), ReasonForm(request.form)
    why = form.reason()
    if not why:
        return application_page(detail, status=422, reason_form=form)
    against = refuse_application(number, why, by=actor(), now=now())
    if against is not None:
        return application_page(detail_of(number), status=409, refusal=against, reason_form=form)
    return go(url_for("bureau.application", number=number, done="not_admitted"))


@bureau.get("/applications/<number>/document.pdf")
@open_to(AT_THE_BUREAU)
def document(number: str) -> Response:
    """The filled document as the agency put it beside its application; the look is recorded."""
    content = upload_content(detail_of(number).line) or abort(404)
    note_view("agencies.document_viewed", by=actor(), subject=f"application:{number}", now=now())
    response = make_response(b64decode(content))
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{number}.pdf"'
    return response


def application_page(
    detail: Detail,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
    receipt_form: ReceiptForm | None = None,
    processing_form: ProcessingForm | None = None,
    reason_form: ReasonForm | None = None,
) -> Response:
    """The page, with what was typed where an act was not done."""
    forms = (receipt_form, processing_form, reason_form)
    page = render_template(
        "agencies/bureau_application.html",
        detail=detail,
        line=detail.line,
        refusal=refusal.value if refusal else None,
        typed=next((form for form in forms if form is not None), ReasonForm()),
        receipt_form=receipt_form or ReceiptForm(data={"way": "mail"}),
        processing_form=processing_form or ProcessingForm(),
        reason_form=reason_form or ReasonForm(),
        done=request.args.get("done", ""),
        today=today(),
        **shown(detail),
    )
    return make_response(page, status)


def shown(detail: Detail) -> dict[str, Any]:
    """What the page tells beside the application: why the limit, what changes, what the bureau has to enter."""
    limit = document_deadline(day_of(detail.line.registered_at), national_calendar())
    starts = services_to_start(detail.facts) if detail.told else frozenset()
    renews = detail.line.kind is ApplicationKind.RENEW
    return {
        "why_limit": sentences(limit.steps) if limit.value == detail.line.document_limit else [],
        "sections": compared(detail),
        "asks_start": detail.line.kind in (ApplicationKind.USE, ApplicationKind.CHANGE) and bool(starts),
        "asks_limit": renews or Service.SEEKER_INFO in starts,
    }


def compared(detail: Detail) -> list[tuple[str, list[tuple[str, str, str | None]]]]:
    """What is told, section by section; each row with what is registered where that is something else.

    Placements are told anew each time, they are no registered value.
    """
    if detail.told is None:
        return []
    before: dict[tuple[str, str], str] = {}
    if detail.registered is not None and detail.line.kind is not ApplicationKind.USE:
        sections = sections_of(replace(detail.registered, placements=detail.told.placements))
        before = {(title, label): value for _, title, rows in sections for label, value in rows}
    return [
        (title, [(label, value, _differing(before, title, label, value)) for label, value in rows])
        for _, title, rows in sections_of(detail.told)
    ]


def _differing(before: dict[tuple[str, str], str], title: str, label: str, value: str) -> str | None:
    if not before:
        return None
    known = before.get((title, label), "")
    return None if known == value else known
