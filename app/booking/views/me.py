"""MyPage: what a seeker or an employer has with every office, on one's own pages under /me."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, make_response, request, url_for

from app.accounts.queries.people import get_person
from app.accounts.terms import PERSONAL_ROLES
from app.booking.queries.mine import Agreement, agreements_made, agreements_of, find_agreement, own_bookings
from app.booking.rules.consents import ConsentRefusal, ConsentState
from app.booking.terms.states import ENDED
from app.booking.usecases.consents import agree_to_terms
from app.booking.views.inbox import own_id
from app.booking.views.record import record_file
from app.notices.queries import inbox_of
from app.offices.queries.texts import parts_of
from app.web.access import current_identity, open_to
from app.web.clock import now, today
from app.web.htmx import go, respond

blueprint = Blueprint("booking_me", __name__)
NEWEST = 3


@blueprint.get("/me")
@open_to(PERSONAL_ROLES)
def home() -> Response:
    """What comes next, what is new, which terms are about to change (MYK-45, NGS-63, KRS-48)."""
    account_id, moment = own_id(), now()
    live = [each for each in own_bookings(account_id, moment) if each.state not in ENDED]
    agreed = agreements_made(account_id, moment)
    return respond(
        "booking/me_home.html",
        "booking/_me_inbox.html",
        person=get_person(account_id),
        upcoming=live[::-1],
        messages=inbox_of(account_id, moment, NEWEST),
        level=3,
        changes=[each for each in agreed if each.coming],
        outdated=[each for each in agreed if each.state is ConsentState.OUTDATED],
    )


@blueprint.get("/me/bookings")
@open_to(PERSONAL_ROLES)
def bookings() -> Response:
    """Every booking of the account, at every office; each opens as its own page."""
    mine = own_bookings(own_id(), now())
    return respond("booking/me_bookings.html", "booking/_me_bookings.html", bookings=mine, ended=ENDED)


@blueprint.get("/me/consents")
@open_to(PERSONAL_ROLES)
def consents() -> Response:
    """For every set of terms: the version agreed to, the newest, what is to come."""
    agreements = agreements_of(own_id(), now())
    page, part = "booking/me_consents.html", "booking/_me_consents.html"
    return respond(page, part, agreements=agreements, done=request.args.get("done", ""))


@blueprint.get("/me/consents/<terms_set>")
@open_to(PERSONAL_ROLES)
def terms(terms_set: str) -> Response:
    """The newest text of a set, and the button that agrees to it."""
    return terms_page(agreement_of(terms_set))


@blueprint.post("/me/consents/<terms_set>")
@open_to(PERSONAL_ROLES)
def agree(terms_set: str) -> Response:
    """Agree to the text that was read (NGS-41); 409 with the newest one where it has changed meanwhile."""
    agreement = agreement_of(terms_set)
    refusal = agree_to_terms(current_identity(), terms_set, day_read(), now=now())
    if refusal is not None:
        return terms_page(agreement, 409, refusal)
    return go(url_for("booking_me.consents", done=terms_set))


@blueprint.get("/me/export.json")
@open_to(PERSONAL_ROLES)
def export() -> Response:
    """Everything kept about the account, as a file for the person."""
    response = make_response(record_file(own_id(), now()))
    response.headers["Content-Type"] = "application/json; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="mypage-{today().isoformat()}.json"'
    return response


def agreement_of(terms_set: str) -> Agreement:
    """Where the person stands with a set; 404 for one that binds no office."""
    return find_agreement(own_id(), terms_set, now()) or abort(404)


def terms_page(agreement: Agreement, status: int = 200, refusal: ConsentRefusal | None = None) -> Response:
    """The page of the newest text."""
    context: dict[str, Any] = {"agreement": agreement, "parts": parts_of(agreement.newest.text), "refusal": refusal}
    return respond("booking/me_terms.html", "booking/_me_terms.html", status=status, **context)


def day_read() -> date:
    """The day of the version whose text stood on the page; the first of all days where the form does not say."""
    try:
        return date.fromisoformat(request.form.get("version", ""))
    except ValueError:
        return date.min
