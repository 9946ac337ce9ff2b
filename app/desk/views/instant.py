"""即時利用 at the desk: who is free now, the queue that asks for itself, the answer to a request (NGS-42, NGS-45)."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, abort, request, url_for

from app.audit.usecases import note_view
from app.booking.queries.instant import find_request_at, situation_now, stage_of
from app.booking.queries.office_bookings import find_booking_at
from app.booking.terms.instant import AnswerRefusal, InstantRecord
from app.desk.forms.instant import AcceptanceForm, DecliningForm, acceptance_form
from app.desk.queries.instant import free_people, queue_of
from app.desk.terms.acts import Done
from app.desk.terms.instant import Reply
from app.desk.usecases import instant
from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, actor, office_of, standing
from app.kernel.moments import day_of
from app.offices.queries.offices import policy_in_force
from app.offices.terms import Office
from app.web.access import open_to
from app.web.clock import now
from app.web.htmx import go, respond

VIEWED = "desk.instant_request_viewed"


@blueprint.get("/<slug>/instant-use")
@open_to(AT_THE_DESK)
def instant_queue(slug: str) -> Response:
    """The requests of today and who is free; the list asks for itself again."""
    return queue_page(office_with_instant_use(slug))


@blueprint.post("/<slug>/availability")
@open_to(AT_THE_DESK)
def availability(slug: str) -> Response:
    """Say that one is free for a consultation now, or no longer."""
    office = office_with_instant_use(slug)
    outcome = instant.say_free(office.id, actor(), now(), free=request.form.get("free") == "yes")
    return answered(office, outcome)


@blueprint.get("/<slug>/instant-use/<number>")
@open_to(AT_THE_DESK)
def instant_request(slug: str, number: str) -> Response:
    """One request with the person's own words, and the two answers; the look is recorded."""
    office = office_with_instant_use(slug)
    return request_page(office, number)


@blueprint.post("/<slug>/instant-use/<number>/acceptance")
@open_to(AT_THE_DESK)
def accept_instant(slug: str, number: str) -> Response:
    """Accept it, for somebody who is free."""
    office = office_with_instant_use(slug)
    find_request_at(office.id, number) or abort(404)
    form = acceptance_form(free_people(office.id, now()), request.form)
    if not form.validate():
        return request_page(office, number, status=422, form=form)
    return reply_of(office, number, lambda reply: instant.accept(reply, form.acceptance()), form)


@blueprint.post("/<slug>/instant-use/<number>/refusal")
@open_to(AT_THE_DESK)
def decline_instant(slug: str, number: str) -> Response:
    """Decline it."""
    office = office_with_instant_use(slug)
    find_request_at(office.id, number) or abort(404)
    form = DecliningForm(request.form)
    if not form.validate():
        return request_page(office, number, status=422, declining=form)
    return reply_of(office, number, lambda reply: instant.decline(reply, form.why.folded))


@blueprint.post("/<slug>/instant-use/<number>/call")
@open_to(AT_THE_DESK)
def instant_called(slug: str, number: str) -> Response:
    """The registered number was called, and the code told."""
    return reply_of(office_with_instant_use(slug), number, instant.tell_by_call)


@blueprint.post("/<slug>/instant-use/<number>/ending")
@open_to(AT_THE_DESK)
def end_instant(slug: str, number: str) -> Response:
    """Nobody came in: the code dies."""
    return reply_of(office_with_instant_use(slug), number, instant.end_without_session)


def office_with_instant_use(slug: str) -> Office:
    """The office; 404 where the person has no grant, and where it has no instant use (KRS-01)."""
    office = office_of(slug)
    return office if policy_in_force(office.id, day_of(now())).instant_use else abort(404)


def reply_of(
    office: Office,
    number: str,
    act: Callable[[Reply], instant.Outcome],
    form: AcceptanceForm | None = None,
) -> Response:
    """Do the act; refused, the queue, or the page with what was typed, says why."""
    outcome = act(Reply(office_id=office.id, number=number, by=actor(), now=now()))
    if outcome is AnswerRefusal.NO_SUCH_REQUEST:
        abort(404)
    if form is not None and outcome is AnswerRefusal.COUNSELOR_TAKEN:
        return request_page(office, number, status=409, form=form, refused=outcome)
    return answered(office, outcome)


def answered(office: Office, outcome: instant.Outcome) -> Response:
    """Back to the queue; with the reason where nothing was done."""
    if isinstance(outcome, Done):
        return go(url_for("desk.instant_queue", slug=office.slug))
    return queue_page(office, status=409, refused=outcome)


def queue_page(office: Office, *, status: int = 200, refused: AnswerRefusal | None = None) -> Response:
    """The page of the queue."""
    moment = now()
    return respond(
        "desk/instant.html",
        "desk/_instant_queue.html",
        status=status,
        queue=queue_of(office.id, actor().account_id, moment),
        refused=refused,
        **standing(situation_now(office.slug, moment), moment),
    )


def request_page(office: Office, number: str, *, status: int = 200, **said: Any) -> Response:
    """The page of one request, after the look at it was noted; 404 alike for another office's and for none.

    `form` and `declining` bring back what was typed, `refused` says why nothing was done.
    """
    moment = now()
    asked = find_request_at(office.id, number) or abort(404)
    note_view(VIEWED, by=actor(), subject=f"booking:{number}", now=moment, office_id=office.id)
    free = free_people(office.id, moment)
    begun = {"form": begun_form(asked, free), "declining": DecliningForm(), "refused": None}
    return respond(
        "desk/instant_request.html",
        "desk/_instant_answer.html",
        status=status,
        asked=asked,
        stage=stage_of(asked.facts, moment),
        booking=find_booking_at(office.id, number, moment) or abort(404),
        free=free,
        **{**begun, **said},
        **standing(situation_now(office.slug, moment), moment),
    )


def begun_form(asked: InstantRecord, free: Mapping[int, str]) -> AcceptanceForm:
    """The form as it begins: oneself where one is free, and the way that was wished for."""
    mine = actor().account_id
    chosen = mine if mine in free else next(iter(free), "")
    return acceptance_form(free, counselor=str(chosen), way=asked.wish.value)
