"""法令に基づく照会: the one way in which recorded use leaves in identifiable form (MYK-30, NGS-49, KRS-35)."""

from collections.abc import Iterable
from datetime import datetime

from flask import Response, abort, make_response, request, url_for

from app.accounts.queries.people import names_of
from app.booking.terms.use_log import IdentifiableUse
from app.desk.forms.use_extracts import MOST_WORDS, ExtractForm, extract_form
from app.desk.queries.use_extracts import READY_FOR, extracts_of, find_extract, stage_of
from app.desk.terms.use_extracts import FORBIDDEN, OF_THE_FORM, ExtractRefusal
from app.desk.usecases.use_extracts import approve_extract, ask_for_extract, drop_extract, take_extract
from app.desk.views.blueprint import blueprint
from app.desk.views.office_pages import makers, office_page
from app.desk.views.office_retention import managers_beside
from app.desk.views.scope import actor, office_of
from app.desk.views.words import STATES
from app.kernel.moments import JST
from app.kernel.roles import Role
from app.kernel.spreadsheets import csv_bytes
from app.offices.terms import Office
from app.web.access import open_to
from app.web.clock import now
from app.web.filters import jdate
from app.web.htmx import go

HEADS = ("日", "日時", "操作", "画面", "予約の状態", "端末（ブラウザの名乗り）", "接続元のネットワーク")
METHODS = {"GET": "開いた", "POST": "送信した"}
NOT_RECORDED = "（記録なし）"


@blueprint.get("/<slug>/office/use/extracts")
@open_to(Role.MANAGER)
def use_extracts(slug: str) -> Response:
    """Every demand that was entered, what can be done with it, and the form for the next."""
    return extracts_page(office_of(slug), extract_form())


@blueprint.post("/<slug>/office/use/extracts")
@open_to(Role.MANAGER)
def ask_extract(slug: str) -> Response:
    """Enter a demand; another manager is asked."""
    office, form = office_of(slug), extract_form(request.form)
    demand = form.demand()
    if demand is None:
        return extracts_page(office, form, status=422)
    outcome = ask_for_extract(office.id, demand, by=actor(), now=now())
    if isinstance(outcome, ExtractRefusal):
        return refused(office, outcome, form)
    return go(url_for("desk.use_extracts", slug=slug, done="asked"))


@blueprint.post("/<slug>/office/use/extracts/<int:extract_id>/approval")
@open_to(Role.MANAGER)
def approve_use_extract(slug: str, extract_id: int) -> Response:
    """Be the second person; 403 for whoever asked (SECURITY R6)."""
    office = extract_office(slug, extract_id)
    refusal = approve_extract(office.id, extract_id, by=actor(), now=now())
    return refused(office, refusal) if refusal else go(url_for("desk.use_extracts", slug=slug, done="approved"))


@blueprint.post("/<slug>/office/use/extracts/<int:extract_id>/withdrawal")
@open_to(Role.MANAGER)
def withdraw_use_extract(slug: str, extract_id: int) -> Response:
    """Drop a demand that nobody has approved."""
    office = extract_office(slug, extract_id)
    refusal = drop_extract(office.id, extract_id, by=actor(), now=now())
    return refused(office, refusal) if refusal else go(url_for("desk.use_extracts", slug=slug, done="dropped"))


@blueprint.post("/<slug>/office/use/extracts/<int:extract_id>/file")
@open_to(Role.MANAGER)
def take_use_extract(slug: str, extract_id: int) -> Response:
    """The file, once, for whoever asked; a press and no link, because it changes what is on record."""
    office = extract_office(slug, extract_id)
    outcome = take_extract(office.id, extract_id, by=actor(), now=now())
    if isinstance(outcome, ExtractRefusal):
        return refused(office, outcome)
    response = make_response(extract_file(outcome))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-extract-{extract_id}.csv"'
    return response


def extract_office(slug: str, extract_id: int) -> Office:
    """The office, if the extract is one of its own; else 404."""
    office = office_of(slug)
    return office if find_extract(office.id, extract_id) else abort(404)


def extract_file(uses: Iterable[IdentifiableUse]) -> bytes:
    """The uses as CSV, no cell a formula (SECURITY T23): a browser may call itself anything."""
    return csv_bytes(HEADS, [_row(use) for use in uses])


def refused(office: Office, refusal: ExtractRefusal, form: ExtractForm | None = None) -> Response:
    """The page with why nothing was done."""
    status = 403 if refusal in FORBIDDEN else 422 if refusal in OF_THE_FORM else 409
    return extracts_page(office, form or extract_form(), status=status, refusal=refusal)


def extracts_page(
    office: Office, form: ExtractForm, *, status: int = 200, refusal: ExtractRefusal | None = None
) -> Response:
    """The page of demands."""
    moment, extracts = now(), extracts_of(office.id)
    marks = [f"account:{number}" for each in extracts for number in (each.asked_by, each.settled_by) if number]
    return office_page(
        "use_extracts",
        office,
        status=status,
        form=form,
        extracts=[(each, stage_of(each, moment).value) for each in extracts],
        ready_for=READY_FOR,
        own_id=actor().account_id,
        others=managers_beside(office, actor().account_id),
        limit=MOST_WORDS,
        makers=makers(marks),
        people=names_of(each.demand.account_id for each in extracts if each.demand.account_id),
        refusal=refusal.value if refusal else None,
    )


def jst_clock(moment: datetime) -> str:
    """A moment to the second, as clocks in Japan showed it."""
    return moment.astimezone(JST).strftime("%Y-%m-%d %H:%M:%S")


def _row(use: IdentifiableUse) -> tuple[str, ...]:
    return (
        jdate(use.day),
        jst_clock(use.at) if use.at else NOT_RECORDED,
        METHODS.get(use.method or "", NOT_RECORDED),
        use.route or NOT_RECORDED,
        STATES[use.state][0] if use.state else NOT_RECORDED,
        use.device.agent if use.device else NOT_RECORDED,
        use.device.network if use.device else NOT_RECORDED,
    )
