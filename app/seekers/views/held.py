"""取得した求職情報: what an agency holds, until when and why, and what came of it (AGY-045, -053, -054, -127)."""

from enum import Enum
from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for
from wtforms import Form

from app.accounts.queries.people import names_of
from app.agencies.queries.mandatory_info import charges_seekers, takes_fees
from app.agencies.queries.paid_services import notified_services
from app.kernel.roles import Role
from app.offices.queries.offices import national_calendar
from app.seekers.forms.holding import PAYERS, AcceptanceForm, ApplicationForm, FeeForm, paid_service_form
from app.seekers.queries.dates import kept_until
from app.seekers.queries.fees import fees_of
from app.seekers.queries.held import HeldRecord, find_held, list_held
from app.seekers.queries.showing import shown
from app.seekers.queries.uses import paid_uses
from app.seekers.usecases.holding import (
    delete_own,
    record_acceptance,
    record_application,
    record_fee,
    record_paid_service,
    take_fee_back,
)
from app.seekers.views.blueprints import agency, own_agency
from app.web.access import current_identity, open_to
from app.web.clock import now, today
from app.web.htmx import go
from app.web.steps import sentences

ROWS = 50


@agency.get("/seekers/held")
@open_to(Role.AGENCY)
def held() -> str:
    """Everything the agency holds, what is deleted first coming first."""
    typed = request.args.get("page", "1")
    page = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 and int(typed) else 1
    rows = list_held(own_agency(), today(), limit=ROWS + 1, offset=(page - 1) * ROWS)
    return render_template(
        "seekers/held.html",
        rows=[(each, shown(each.profile)) for each in rows[:ROWS]],
        page=page,
        more=len(rows) > ROWS,
        counts={name: count_asked(name) for name in ("new", "known", "gone")},
        done=request.args.get("done", ""),
    )


@agency.get("/seekers/held/<number>")
@open_to(Role.AGENCY)
def held_record(number: str) -> Response:
    """One record as it was acquired, with its day of deletion and why that day."""
    return record_page(own_record(number))


@agency.post("/seekers/held/<number>/application")
@open_to(Role.AGENCY)
def apply(number: str) -> Response:
    """Record that the seeker applied to the agency."""
    found, form = own_record(number), ApplicationForm(formdata=request.form)
    day = form.value()
    if day is None:
        return record_page(found, application=form, status=422)
    refusal = record_application(own_agency(), number, day, by=current_identity(), now=now())
    return answer(found, "applied", refusal, application=form)


@agency.post("/seekers/held/<number>/acceptance")
@open_to(Role.AGENCY)
def accept(number: str) -> Response:
    """Record 求職受理."""
    found, form = own_record(number), AcceptanceForm(formdata=request.form)
    days = form.value()
    if days is None:
        return record_page(found, acceptance=form, status=422)
    refusal = record_acceptance(own_agency(), number, *days, by=current_identity(), now=now())
    return answer(found, "accepted", refusal, acceptance=form)


@agency.post("/seekers/held/<number>/paid-services")
@open_to(Role.AGENCY)
def enter_paid_service(number: str) -> Response:
    """Record a paid service for the seeker."""
    found, form = own_record(number), paid_service_form(notified_services(own_agency()), request.form)
    told = form.value()
    if told is None:
        return record_page(found, paid=form, status=422)
    refusal = record_paid_service(own_agency(), number, told, by=current_identity(), now=now())
    return answer(found, "paid", refusal, paid=form)


@agency.post("/seekers/held/<number>/fees")
@open_to(Role.AGENCY)
def enter_fee(number: str) -> Response:
    """Record a fee for placing the seeker."""
    found, form = own_record(number), FeeForm(formdata=request.form)
    fee = form.value()
    if fee is None:
        return record_page(found, fee=form, status=422)
    refusal = record_fee(own_agency(), number, fee, by=current_identity(), now=now())
    return answer(found, "fee", refusal, fee=form)


@agency.post("/seekers/held/<number>/fees/withdrawal")
@open_to(Role.AGENCY)
def withdraw_fee(number: str) -> Response:
    """An entry about a fee was wrong."""
    found, typed = own_record(number), request.form.get("fee", "")
    fee_id = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else abort(400)
    refusal = take_fee_back(own_agency(), number, fee_id, by=current_identity(), now=now())
    return answer(found, "fee-withdrawn", refusal)


@agency.post("/seekers/held/<number>/deletion")
@open_to(Role.AGENCY)
def delete(number: str) -> Response:
    """Delete it, as the seeker asked."""
    own_record(number)
    delete_own(own_agency(), number, by=current_identity(), now=now())
    return go(url_for("seekers_agency.held", done="deleted"))


def own_record(number: str) -> HeldRecord:
    """A record the agency holds; 404 for another's, for a deleted one and for none."""
    return find_held(own_agency(), number, today()) or abort(404)


def answer(found: HeldRecord, what: str, refusal: Enum | None, **typed: Form) -> Response:
    """The page again with the refusal and what was typed, or the record as it is now."""
    if refusal is not None:
        return record_page(found, status=409, refusal=refusal.value, **typed)
    return go(url_for("seekers_agency.held_record", number=found.number, done=what))


def count_asked(name: str) -> int:
    """A count in the address; 0 for what is none."""
    typed = request.args.get(name, "0")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0


def record_page(found: HeldRecord, *, status: int = 200, refusal: str | None = None, **typed: Form) -> Response:
    """The page of a record; `typed` are the forms that were sent, by their names in the template."""
    notified = notified_services(own_agency())
    kept = kept_until(found.facts.acquired_on, found.facts.accepted_on, national_calendar())
    empty = {"application": ApplicationForm(), "acceptance": AcceptanceForm(), "fee": FeeForm()}
    context: dict[str, Any] = {**empty, "paid": paid_service_form(notified), **typed}
    page = render_template(
        "seekers/held_record.html",
        held=found,
        profile_shown=shown(found.profile),
        who=names_of([found.acquired_by]).get(found.acquired_by, ""),
        why=sentences(kept.steps),
        charges=charges_seekers(own_agency()),
        notified=notified,
        uses=paid_uses(found.acquisition_id),
        takes_fees=takes_fees(own_agency()),
        fees=fees_of(found.acquisition_id),
        payers=PAYERS,
        done=request.args.get("done", ""),
        refusal=refusal,
        **context,
    )
    return make_response(page, status)
