"""One's own record: /me/record, for seekers only. The daily stop of the information service covers it (AGY-119)."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from app.accounts.queries.people import get_person, own_names
from app.kernel.moments import day_of
from app.kernel.personal_data import Finding
from app.kernel.roles import Role
from app.seekers.forms.record import SEVERAL, TEXT_LIMIT, OfferForm, RecordForm, told
from app.seekers.queries.own import OwnRecord, holders_of, own_record
from app.seekers.queries.showing import shown
from app.seekers.rules.offering import MOST_CHOICES, ground_against_profile, identifying, offered_until
from app.seekers.terms.records import OfferRefusal, OfferState, ProfileRefusal
from app.seekers.usecases.offering import offer_record, renew_record, take_over_record, withdraw_record
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.errors import too_many
from app.web.fields import takes
from app.web.htmx import go, respond
from app.web.limiter import Exceeded, Limit, allow

blueprint = Blueprint("seekers_own", __name__)
SEEKERS = frozenset({Role.SEEKER})


def own_id() -> int:
    """The account of the seeker who is signed in."""
    account_id = current_identity().account_id
    if account_id is None:
        abort(404)
    return account_id


@blueprint.get("/me/record")
@open_to(SEEKERS)
def record() -> Response:
    """Whether a record is offered, to which day and why, what agencies see, which of them hold it."""
    return record_page()


@blueprint.get("/me/record/contents")
@open_to(SEEKERS)
def contents() -> Response:
    """The form, with what the record says now."""
    mine = own_record(own_id(), now())
    return form_page(RecordForm(formdata=None, data=told(mine.profile) if mine else {}))


@blueprint.post("/me/record/contents")
@open_to(SEEKERS)
@takes(*SEVERAL)
def correct() -> Response:
    """The form again, with what was typed: on the way back from the confirmation."""
    return form_page(RecordForm())


@blueprint.post("/me/record/confirmation")
@open_to(SEEKERS)
@takes(*SEVERAL)
def confirm() -> Response:
    """Exactly what agencies will see, before anybody sees it (AGY-044)."""
    form = RecordForm()
    if not form.validate():
        return form_page(form, 422)
    account_id = own_id()
    refusal = ground_against_profile(form.profile(), own_names([account_id])[account_id])
    return form_page(form, 422, refusal) if refusal else confirmation_page(form)


@blueprint.post("/me/record")
@open_to(SEEKERS)
@takes(*SEVERAL)
def offer() -> Response:
    """Offer it, by a consent of its own (AGY-002)."""
    form = OfferForm()
    if not form.validate():
        return form_page(form, 422)
    refusal = offer_record(form.profile(), agreed=form.agreed.data, by=current_identity(), now=now())
    if refusal is ProfileRefusal.NO_CONSENT:
        return confirmation_page(form, 422, refusal)
    return form_page(form, 422, refusal) if refusal else done("offered")


@blueprint.get("/me/record/renewal")
@open_to(SEEKERS)
def renewal() -> Response:
    """To which day it would be offered from today, and the press."""
    return act_page("renewal")


@blueprint.post("/me/record/renewal")
@open_to(SEEKERS)
def renew() -> Response:
    """Let it be offered longer."""
    refusal = renew_record(by=current_identity(), now=now())
    return act_page("renewal", refusal) if refusal else done("renewed")


@blueprint.get("/me/record/withdrawal")
@open_to(SEEKERS)
def withdrawal() -> Response:
    """What taking the consent back does and what it does not, and the press."""
    return act_page("withdrawal")


@blueprint.post("/me/record/withdrawal")
@open_to(SEEKERS)
def withdraw() -> Response:
    """Take the consent back at once (AGY-002)."""
    refusal = withdraw_record(by=current_identity(), now=now())
    return act_page("withdrawal", refusal) if refusal else done("withdrawn")


@blueprint.post("/me/record/taking-over")
@open_to(SEEKERS)
def take_over() -> Response:
    """Take over what an office registered under one's number; tries are counted, as at every guess of a number."""
    counted = allow(Limit.TAKING_OVER, str(own_id()), now())
    if isinstance(counted, Exceeded):
        return too_many(counted)
    refusal = take_over_record(by=current_identity(), now=now())
    if isinstance(refusal, OfferRefusal):
        return record_page(409, refusal)
    return done("taken-over-unseen" if refusal else "taken-over")


def record_page(status: int = 200, refusal: OfferRefusal | None = None) -> Response:
    """The page of the record."""
    account_id, moment = own_id(), now()
    mine = own_record(account_id, moment)
    context: dict[str, Any] = {
        "record": mine,
        "shown": shown(mine.profile) if mine else None,
        "found": found_in(mine) if mine else (),
        "holders": holders_of(mine.record_id, moment) if mine else (),
        "may_take_over": mine is None and get_person(account_id).seeker_number is not None,
        "longest": offered_until(day_of(moment)),
        "refusal": refusal,
        "done": request.args.get("done", ""),
    }
    return respond("seekers/own_record.html", "seekers/_own_record.html", status=status, **context)


def found_in(mine: OwnRecord) -> tuple[Finding, ...]:
    """What in a record that nobody sees has to be corrected before it is offered again (AGY-044)."""
    names = own_names([own_id()])[own_id()]
    return identifying(mine.profile, names) if mine.state is OfferState.WITHDRAWN else ()


def form_page(form: RecordForm, status: int = 200, refusal: ProfileRefusal | None = None) -> Response:
    """The form; what identifies a person is named with its words."""
    account_id = own_id()
    found = identifying(form.profile(), own_names([account_id])[account_id]) if refusal else ()
    context: dict[str, Any] = {"form": form, "refusal": refusal, "found": found}
    context |= {"limit": TEXT_LIMIT, "most": MOST_CHOICES}
    return respond("seekers/own_contents.html", "seekers/_own_contents.html", status=status, **context)


def confirmation_page(form: RecordForm, status: int = 200, refusal: ProfileRefusal | None = None) -> Response:
    """What agencies will see, and the consent."""
    facts: dict[str, Any] = {"shown": shown(form.profile()), "carried": form.carried(), "refusal": refusal}
    last = offered_until(day_of(now()))
    page, part = "seekers/own_confirmation.html", "seekers/_own_confirmation.html"
    return respond(page, part, status=status, last=last, **facts)


def act_page(act: str, refusal: OfferRefusal | None = None) -> Response:
    """The page of a press on the record; the page of the record where there is none to press on."""
    moment = now()
    mine = own_record(own_id(), moment)
    if mine is None:
        return go(url_for("seekers_own.record"))
    facts = {"record": mine, "last": offered_until(day_of(moment)), "refusal": refusal}
    page, part = f"seekers/own_{act}.html", f"seekers/_own_{act}.html"
    return respond(page, part, status=409 if refusal else 200, **facts)


def done(what: str) -> Response:
    """Back to the page of the record, telling what was done."""
    return go(url_for("seekers_own.record", done=what))
