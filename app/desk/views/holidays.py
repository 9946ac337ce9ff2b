"""/operations/holidays: the national holidays by year, changed by hand after a look at what that hits (DESIGN 4)."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for

from app.desk.forms.holidays import HolidayForm
from app.desk.forms.office_typed import day as typed_day
from app.desk.queries.holidays import bookings_hit
from app.desk.rules.holidays import mark_of, plan_of_wish
from app.desk.terms.holidays import HolidayRefusal, WantedHoliday
from app.desk.usecases.holidays import change_holiday
from app.desk.views.office_pages import makers, typed_pairs
from app.kernel.holidays import HolidayPlan
from app.kernel.roles import Role
from app.offices.queries.days import holiday_rows, national_calendar
from app.offices.queries.holidays import find_holiday, holiday_changes
from app.web.access import current_identity, open_to
from app.web.clock import now, today
from app.web.htmx import go

blueprint = Blueprint("desk_operations", __name__)


@blueprint.get("/holidays")
@open_to(Role.OPERATIONS)
def holidays() -> Response:
    """The days of a year, whether each was announced, and what was changed."""
    return year_page(year_asked())


@blueprint.get("/holidays/new")
@open_to(Role.OPERATIONS)
def new_holiday() -> Response:
    """The form for a day that is to come."""
    return holiday_page(HolidayForm())


@blueprint.post("/holidays/new")
@open_to(Role.OPERATIONS)
def typed_holiday() -> Response:
    """Back from the page that asks once more, with everything that was typed."""
    return holiday_page(HolidayForm(request.form))


@blueprint.get("/holidays/<day>")
@open_to(Role.OPERATIONS)
def holiday(day: str) -> Response:
    """The form for a day that is one."""
    held = find_holiday(read_day(day)) or abort(404)
    return holiday_page(HolidayForm(data={"day": held.day.isoformat(), "name": held.name}))


@blueprint.post("/holiday-previews")
@open_to(Role.OPERATIONS)
def holiday_preview() -> Response:
    """What a change does, before anything is done."""
    form = HolidayForm(request.form)
    wanted = form.wanted()
    if wanted is None:
        return holiday_page(form, status=422)
    plan = plan_of_wish(wanted, holiday_rows(), today())
    if isinstance(plan, HolidayRefusal):
        return holiday_page(form, status=422, refusal=plan)
    return preview_page(plan, back="typed_holiday", press="change", reason=form.reason.folded)


@blueprint.post("/holidays")
@open_to(Role.OPERATIONS)
def change() -> Response:
    """Do it."""
    form = HolidayForm(request.form)
    wanted = form.wanted()
    if wanted is None:
        return holiday_page(form, status=422)
    outcome = press(wanted, form)
    if isinstance(outcome, HolidayRefusal):
        return holiday_page(form, status=409, refusal=outcome)
    return go(url_for("desk_operations.holidays", year=wanted.day.year, done="changed"))


def press(wanted: WantedHoliday, form: HolidayForm) -> HolidayPlan | HolidayRefusal:
    """The change of somebody who saw it."""
    seen, reason = form.seen.data or "", form.reason.folded
    return change_holiday(wanted, seen=seen, reason=reason, by=current_identity(), now=now())


def read_day(text: str) -> date:
    """A day of the address; 404 for what is none."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-05-20") else abort(404)
    except ValueError:
        abort(404)


def year_asked() -> int:
    """The year of the address where the table has it, else this one."""
    text = request.args.get("year", "")
    calendar = national_calendar()
    asked = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today().year
    return min(max(asked, calendar.first_day.year), calendar.last_day.year)


def year_page(year: int, *, status: int = 200, **more: Any) -> Response:
    """The page of a year."""
    changes = holiday_changes(year)
    page = render_template(
        "desk/holidays.html",
        year=year,
        lines=[each for each in holiday_rows() if each.day.year == year],
        calendar=national_calendar(),
        today=today(),
        changes=changes,
        makers=makers(each.by for each in changes),
        done=request.args.get("done", ""),
        **{"refusal": None, "file_refusal": None, **more},
    )
    return make_response(page, status)


def holiday_page(form: HolidayForm, *, status: int = 200, refusal: HolidayRefusal | None = None) -> Response:
    """The page of one day."""
    day = typed_day(form.day.data or "")
    page = render_template(
        "desk/holiday.html",
        form=form,
        held=find_holiday(day) if day else None,
        today=today(),
        refusal=refusal.value if refusal else None,
    )
    return make_response(page, status)


def preview_page(plan: HolidayPlan, *, back: str, press: str, **more: Any) -> Response:
    """What a plan does, and whom it hits; everything typed is carried along."""
    page = render_template(
        "desk/holiday_preview.html",
        plan=plan,
        hits=bookings_hit(plan, now()),
        until=national_calendar().official_until,
        seen=mark_of(plan),
        back=url_for(f"desk_operations.{back}"),
        press=url_for(f"desk_operations.{press}"),
        **{"carried": [pair for pair in typed_pairs() if pair[0] != "seen"], "again": True, **more},
    )
    return make_response(page)
