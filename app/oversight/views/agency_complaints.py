"""苦情等の記録: the register an agency keeps of complaints (AGY-116)."""

from flask import Response, abort, make_response, render_template, request, url_for
from wtforms import Form

from app.kernel.roles import Role
from app.oversight.forms.agency import ComplaintForm, DayForm, EntryForm
from app.oversight.queries.complaints import ComplaintRecord, find_complaint, register_page
from app.oversight.terms.asking import ComplaintRefusal
from app.oversight.usecases.complaints import enter_complaint, enter_handling, settle_complaint
from app.oversight.views.agency_requests import own_agency
from app.oversight.views.blueprints import agency
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go


@agency.get("/complaints")
@open_to(Role.AGENCY)
def complaints_page() -> str:
    """A page of the register."""
    found = register_page(own_agency(), request.args.get("page", 1, type=int))
    return render_template("oversight/agency_complaints.html", found=found)


@agency.get("/complaints/new")
@open_to(Role.AGENCY)
def complaint_form() -> Response:
    """The form for a complaint that came."""
    return new_page(ComplaintForm())


@agency.post("/complaints")
@open_to(Role.AGENCY)
def enter() -> Response:
    """Enter it."""
    form = ComplaintForm(formdata=request.form)
    new = form.complaint()
    if new is None:
        return new_page(form, status=422)
    outcome = enter_complaint(own_agency(), new, by=current_identity(), now=now())
    if isinstance(outcome, ComplaintRefusal):
        return new_page(form, status=422, refusal=outcome)
    return go(url_for("oversight_agency.complaint_page", number=outcome, done="entered"))


@agency.get("/complaints/<number>")
@open_to(Role.AGENCY)
def complaint_page(number: str) -> Response:
    """A complaint with the course of its handling."""
    return one_page(own_complaint(number))


@agency.post("/complaints/<number>/entries")
@open_to(Role.AGENCY)
def add_entry(number: str) -> Response:
    """Enter one more step."""
    found, form = own_complaint(number), EntryForm(formdata=request.form)
    entry = form.entry()
    if entry is None:
        return one_page(found, entry_form=form, status=422)
    refusal = enter_handling(found.agency_id, number, *entry, by=current_identity(), now=now())
    if refusal is not None:
        return one_page(found, entry_form=form, status=409, refusal=refusal)
    return go(url_for("oversight_agency.complaint_page", number=number, done="handled"))


@agency.post("/complaints/<number>/settlement")
@open_to(Role.AGENCY)
def settle(number: str) -> Response:
    """Say that it was dealt with."""
    found, form = own_complaint(number), DayForm(formdata=request.form, prefix="settled-")
    day = form.value("対応を終えた日を入れてください。")
    if day is None:
        return one_page(found, day_form=form, status=422)
    refusal = settle_complaint(found.agency_id, number, day, by=current_identity(), now=now())
    if refusal is not None:
        return one_page(found, day_form=form, status=409, refusal=refusal)
    return go(url_for("oversight_agency.complaint_page", number=number, done="settled"))


def own_complaint(number: str) -> ComplaintRecord:
    """A complaint of the own register; 404 for another's and for none."""
    return find_complaint(own_agency(), number) or abort(404)


def new_page(form: ComplaintForm, *, status: int = 200, refusal: ComplaintRefusal | None = None) -> Response:
    """The page of a new complaint."""
    why = refusal.value if refusal else None
    return make_response(render_template("oversight/agency_complaint_form.html", form=form, refusal=why), status)


def one_page(
    found: ComplaintRecord,
    *,
    entry_form: EntryForm | None = None,
    day_form: DayForm | None = None,
    status: int = 200,
    refusal: ComplaintRefusal | None = None,
) -> Response:
    """The page of a complaint."""
    forms: dict[str, Form] = {
        "entry_form": entry_form or EntryForm(),
        "day_form": day_form or DayForm(prefix="settled-"),
    }
    page = render_template(
        "oversight/agency_complaint.html",
        complaint=found,
        done=request.args.get("done", ""),
        refusal=refusal.value if refusal else None,
        **forms,
    )
    return make_response(page, status)
