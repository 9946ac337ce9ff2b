"""The official file of holidays: a look at what it changes, then the press (DESIGN 4)."""

from flask import Response, request, url_for

from app.desk.rules.holidays import is_empty
from app.desk.terms.holidays import HolidayRefusal
from app.desk.usecases.holidays import announce_holidays
from app.desk.views.holidays import blueprint, preview_page, year_asked, year_page
from app.kernel.holidays import ANNOUNCED, HolidayFileRefused
from app.kernel.roles import Role
from app.offices.queries.holidays import plan_of_file, shortened
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go

LARGEST_FILE = 500 * 1024


@blueprint.post("/holiday-files/preview")
@open_to(Role.OPERATIONS)
def file_preview() -> Response:
    """What the file changes, before anything is done."""
    sent = request.files.get("file")
    contents = sent.stream.read(LARGEST_FILE) if sent else b""
    try:
        plan = plan_of_file(contents)
    except HolidayFileRefused as refused:
        return year_page(year_asked(), status=422, file_refusal=str(refused))
    if is_empty(plan):
        return year_page(year_asked(), status=422, refusal=HolidayRefusal.NOTHING_CHANGES.value)
    carried = [("contents", shortened(contents))]
    return preview_page(plan, back="holidays", press="file", carried=carried, reason=ANNOUNCED, again=False)


@blueprint.post("/holiday-files")
@open_to(Role.OPERATIONS)
def file() -> Response:
    """Take it in."""
    contents, seen = request.form.get("contents", "").encode(), request.form.get("seen", "")
    try:
        outcome = announce_holidays(contents, seen=seen, by=current_identity(), now=now())
    except HolidayFileRefused as refused:
        return year_page(year_asked(), status=422, file_refusal=str(refused))
    if isinstance(outcome, HolidayRefusal):
        return year_page(year_asked(), status=409, refusal=outcome.value)
    return go(url_for("desk_operations.holidays", year=outcome.official_until.year, done="imported"))
