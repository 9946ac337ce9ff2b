"""What an agency does with an offer, each a press of its own (AGY-026, -029, -034 to -037, -040, -124, -125)."""

from flask import Response, abort, request, url_for
from wtforms import Form

from app.agencies.terms.kinds import AgencyKind
from app.job_offers.forms.acts import AcceptanceForm, AdditionForm, AskedForm, HireForm, LearnedForm, ToldForm
from app.job_offers.terms.acts import AccessRefusal, DutyRefusal
from app.job_offers.usecases.duties import (
    accept_offer,
    add_information,
    give_to_seeker,
    keep_asked,
    keep_hire,
    keep_items_told,
    keep_learned,
    take_hire_back,
)
from app.job_offers.views.blueprints import agency
from app.job_offers.views.offer import page_of
from app.job_offers.views.receiving import exporter, known_offer
from app.kernel.roles import Role
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go

Refusal = AccessRefusal | DutyRefusal | None


@agency.post("/<offer>/provisions")
@open_to(Role.AGENCY)
def give(offer: str) -> Response:
    """求職者へ提供: keep it, and lead to the sheet."""
    known = known_offer(offer)
    exporter()
    refusal = give_to_seeker(known.by.agency_id, offer, by=current_identity(), now=now())
    if refusal is not None:
        return page_of(known, status=409, refusal=refusal)
    return go(url_for("job_offers.sheet", offer=offer))


@agency.post("/<offer>/findings")
@open_to(Role.AGENCY)
def learn(offer: str) -> Response:
    """変更・取消しを把握."""
    known, form = known_offer(offer), LearnedForm(request.form)
    learned = form.learned()
    if learned is None:
        return page_of(known, form, status=422)
    return answer(offer, form, keep_learned(known.by.agency_id, offer, learned, by=current_identity(), now=now()))


@agency.post("/<offer>/findings/request")
@open_to(Role.AGENCY)
def ask(offer: str) -> Response:
    """安定所へ連絡するよう求めた."""
    known, form = known_offer(offer), AskedForm(request.form)
    day = form.day()
    if day is None:
        return page_of(known, form, status=422)
    return answer(offer, form, keep_asked(known.by.agency_id, offer, day, by=current_identity(), now=now()))


@agency.post("/<offer>/additions")
@open_to(Role.AGENCY)
def add(offer: str) -> Response:
    """Information of the agency's own."""
    known, form = known_offer(offer), AdditionForm(request.form)
    added = form.added()
    if added is None:
        return page_of(known, form, status=422)
    return answer(offer, form, add_information(known.by.agency_id, offer, added, by=current_identity(), now=now()))


@agency.post("/<offer>/acceptance")
@open_to(Role.AGENCY)
def accept(offer: str) -> Response:
    """求人受理."""
    known, form = known_offer(offer), AcceptanceForm(request.form)
    new = form.acceptance()
    if new is None:
        return page_of(known, form, status=422)
    return answer(offer, form, accept_offer(known.by.agency_id, offer, new, by=current_identity(), now=now()))


@agency.post("/<offer>/explanation")
@open_to(Role.AGENCY)
def tell(offer: str) -> Response:
    """The five items were told."""
    known, form = known_offer(offer), ToldForm(request.form)
    told = form.told()
    if told is None:
        return page_of(known, form, status=422)
    return answer(offer, form, keep_items_told(known.by.agency_id, offer, *told, by=current_identity(), now=now()))


@agency.post("/<offer>/hires")
@open_to(Role.AGENCY)
def hire(offer: str) -> Response:
    """採用決定, for the yearly report."""
    known, form = known_offer(offer), HireForm(request.form)
    told = form.hire(charges=known.by.kind is AgencyKind.FEE)
    if told is None:
        return page_of(known, form, status=422)
    return answer(offer, form, keep_hire(known.by.agency_id, offer, told, by=current_identity(), now=now()))


@agency.post("/<offer>/hires/withdrawal")
@open_to(Role.AGENCY)
def take_back(offer: str) -> Response:
    """An entry about hires was wrong."""
    known, typed = known_offer(offer), request.form.get("hire", "")
    hire_id = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else abort(400)
    refusal = take_hire_back(known.by.agency_id, offer, hire_id, by=current_identity(), now=now())
    return answer(offer, None, refusal)


def answer(offer: str, form: Form | None, refusal: Refusal) -> Response:
    """The page again with what was typed, or the offer as it is now."""
    if refusal is not None:
        return page_of(known_offer(offer), form, status=409, refusal=refusal)
    return go(url_for("job_offers.offer_page", offer=offer, done="kept"))
