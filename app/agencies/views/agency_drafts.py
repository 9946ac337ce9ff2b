"""Typing an application in steps: every press keeps what was typed, and only the last one registers (AGY-096)."""

from flask import Response, request, url_for
from werkzeug.datastructures import MultiDict

from app.agencies.queries.applications import entrance_of
from app.agencies.rules.applications import ground_against_procedure
from app.agencies.terms.applications import Refused
from app.agencies.usecases.applications import register_application
from app.agencies.usecases.drafts import discard_draft, save_step
from app.agencies.views.blueprints import agency
from app.agencies.views.draft_pages import (
    LAST,
    after,
    content_in,
    first_words,
    kind_of,
    own_agency,
    show_closed,
    show_confirmation,
    show_step,
    step_form,
    steps_of,
    typed_so_far,
)
from app.kernel.roles import Role
from app.web import idempotency
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go


@agency.get("/drafts/<kind>")
@open_to(Role.AGENCY)
def draft(kind: str) -> Response:
    """Lead to the first step, or say why the procedure is not open."""
    asked = kind_of(kind)
    why = ground_against_procedure(asked, entrance_of(own_agency(), now()))
    if why is not None:
        return show_closed(asked, why)
    return go(url_for("agency.draft_step", kind=kind, step=next(iter(steps_of(asked)))))


@agency.get("/drafts/<kind>/steps/<step>")
@open_to(Role.AGENCY)
def draft_step(kind: str, step: str) -> Response:
    """One step as it was typed last, or the confirmation of all of them."""
    asked = kind_of(kind)
    typed = typed_so_far(asked)
    if step == LAST:
        return show_confirmation(asked, typed)
    return show_step(asked, step, step_form(asked, step)(MultiDict(typed)), typed)


@agency.post("/drafts/<kind>/steps/<step>")
@open_to(Role.AGENCY)
def keep_step(kind: str, step: str) -> Response:
    """Keep what was typed, whatever is wrong with it, and go on where nothing is."""
    asked = kind_of(kind)
    fields = step_form(asked, step).names()
    typed = save_step(
        current_identity(), asked, request.form.to_dict(flat=False), fields, first_words(asked), now=now()
    )
    form = step_form(asked, step)(MultiDict(typed))
    if not form.validate():
        return show_step(asked, step, form, typed, 422)
    return go(url_for("agency.draft_step", kind=kind, step=after(asked, step, typed)))


@agency.post("/drafts/<kind>/discarding")
@open_to(Role.AGENCY)
def discard(kind: str) -> Response:
    """Begin anew."""
    discard_draft(current_identity(), kind_of(kind), now=now())
    return go(url_for("agency.applications"))


@agency.post("/drafts/<kind>/registration")
@open_to(Role.AGENCY)
def register(kind: str) -> Response:
    """Register what the confirmation showed."""
    asked, token = kind_of(kind), request.form.get("token", "")
    typed = typed_so_far(asked)
    if not idempotency.is_token(token):
        return show_confirmation(asked, typed, 422)
    version, content = request.form.get("version", ""), content_in(asked, typed)
    answer = register_application(current_identity(), asked, content, version=version, token=token, now=now())
    if isinstance(answer, Refused):
        closed = ground_against_procedure(asked, entrance_of(own_agency(), now())) if content is None else None
        return show_closed(asked, closed) if closed else show_confirmation(asked, typed, 409, answer)
    return go(url_for("agency.application", number=answer))
