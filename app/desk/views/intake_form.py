"""Taking an application down: the caller's words for a chosen time, one press (KNG-17, KNG-19, MYK-14, Q-02)."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from flask import Response, abort, make_response, redirect, render_template, request, url_for

from app.booking.queries.fixing import counselors_of
from app.booking.queries.intake import desk_time_at, ground_against_time, may_waive
from app.booking.queries.situation import with_days
from app.booking.queries.ways import confirmation_of, method_of
from app.booking.terms.application import BookingRefusal
from app.booking.terms.intake import ReasonNeeded
from app.booking.terms.sessions import ActRefusal
from app.booking.terms.slots import Situation
from app.desk.forms.choices import METHODS
from app.desk.forms.intake import CONTENT_LIMIT, IntakeForm
from app.desk.forms.intake_asked import (
    application_in,
    channel_in,
    intake_form,
    kind_in,
    language_in,
    terms_read_in,
    url_in,
)
from app.desk.forms.slots import slot_text, start_from
from app.desk.queries.intake_fields import fields_needed
from app.desk.terms.intake import Call, GrantEnded, Noted, PageUsed
from app.desk.usecases.intake import Outcome, take_call
from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, actor, day_asked, office_of, policy_of, situation_around, standing
from app.kernel.moments import day_of
from app.offices.terms import Channel, ConfirmationMode
from app.web.access import open_to
from app.web.clock import now
from app.web.htmx import go
from app.web.idempotency import content_hash, is_token, new_token

OF_THE_SLOT = frozenset(
    {
        BookingRefusal.NOT_BOOKED_HERE,
        BookingRefusal.NOT_OPEN_YET,
        BookingRefusal.STOPPED,
        BookingRefusal.NO_SUCH_TIME,
        BookingRefusal.CLOSED,
        BookingRefusal.NOT_YET_OFFERED,
        BookingRefusal.TOO_LATE,
        BookingRefusal.TAKEN,
        BookingRefusal.SECOND_THAT_DAY,
        BookingRefusal.BANNED,
    }
)
"""Refusals that no other input would put right: 409; every other one is a 422."""

BEGINS: Mapping[ConfirmationMode | None, str] = MappingProxyType(
    {
        None: "この内容で受け付ける",
        ConfirmationMode.ON_COMPLETION: "この内容で予約する",
        ConfirmationMode.ON_USER_REPLY: "受け付けて、返信をお願いするメールを送る",
        ConfirmationMode.ARRANGED_BY_STAFF: "この内容で受け付ける",
        ConfirmationMode.ON_INVITATION_RECEIVED: "この内容で受け付ける",
    }
)
"""What the press brings about, by what confirms the booking."""


@blueprint.get("/<slug>/intake/new")
@open_to(AT_THE_DESK)
def intake_form_page(slug: str) -> Response:
    """The form for a chosen time; without one, the picker."""
    office_of(slug)
    starts_at = start_from(request.args.get("slot", ""))
    if starts_at is None:
        return make_response(redirect(url_for("desk.intake", slug=slug), code=303))
    known = _known(slug, starts_at)
    form = _form(known, starts_at)
    form.slot.data, form.token.data = slot_text(starts_at), new_token()
    return form_page(form, known, starts_at)


@blueprint.post("/<slug>/intake")
@open_to(AT_THE_DESK)
def call_taken(slug: str) -> Response:
    """Book what was typed; the page again, with all of it, where that cannot be."""
    starts_at = start_from(request.form.get("slot", "")) or abort(404)
    known = _known(slug, starts_at)
    form = _form(known, starts_at, request.form)
    if not form.validate():
        return form_page(form, known, starts_at, status=422)
    if not is_token(form.token.data or ""):
        return form_page(form, known, starts_at, status=422, outcome=PageUsed())
    outcome = take_call(_call(form, known, starts_at))
    if isinstance(outcome, Noted):
        return go(url_for("desk.booking", slug=slug, number=outcome.number))
    stands = outcome in OF_THE_SLOT or isinstance(outcome, PageUsed | GrantEnded)
    return form_page(form, known, starts_at, status=409 if stands else 422, outcome=outcome)


def _form(known: Situation, starts_at: datetime, typed: Mapping[str, str] | None = None) -> IntakeForm:
    return intake_form(policy_of(known, day_of(starts_at)), counselors_of(known.office.id, now()), typed)


def _call(form: IntakeForm, known: Situation, starts_at: datetime) -> Call:
    office_id = known.office.id
    return Call(
        office_id=office_id,
        application=application_in(form, starts_at),
        channel=channel_in(form),
        reason=form.reason.folded,
        language=language_in(form),
        terms_read=terms_read_in(form),
        session_kind=kind_in(form),
        url=url_in(form),
        by=actor(),
        token=form.token.data,
        content=content_hash({"office": office_id, **{field.name: str(field.data or "") for field in form}}),
        now=now(),
    )


def form_page(
    form: IntakeForm, known: Situation, starts_at: datetime, *, status: int = 200, outcome: Outcome | None = None
) -> Response:
    """The form with everything typed and why it was not booked; a used page gets a token of its own."""
    if isinstance(outcome, PageUsed):
        form.token.data = new_token()
    time, late = desk_time_at(starts_at, known, now())
    ground = outcome if isinstance(outcome, BookingRefusal) else ground_against_time(time)
    words = {"form": form, "time": time, "late": late, "ground": ground, **outcome_words(outcome)}
    page = render_template("desk/intake_form.html", **form_words(known, starts_at), **words)
    return make_response(page, 409 if ground and status == 200 else status)


def outcome_words(outcome: Outcome | None) -> dict[str, object]:
    """What the form tells of a press that booked nothing."""
    return {
        "waivers": outcome.waivers if isinstance(outcome, ReasonNeeded) else (),
        "used": isinstance(outcome, PageUsed),
        "ended": isinstance(outcome, GrantEnded),
        "unfit": outcome if isinstance(outcome, ActRefusal) else None,
    }


def form_words(known: Situation, starts_at: datetime) -> dict[str, object]:
    """What the form tells by the policy of the chosen day."""
    policy = policy_of(known, day_of(starts_at))
    return {
        **standing(known, now()),
        "policy": policy,
        "starts_at": starts_at,
        "method": METHODS[method_of(policy).value],
        "waivable": may_waive(policy),
        "content_limit": CONTENT_LIMIT,
        "needed": fields_needed(policy),
        "begins": BEGINS[confirmation_of(Channel.PHONE, policy)],
        "back": url_for("desk.intake", slug=known.office.slug, day=day_of(starts_at).isoformat()),
    }


def _known(slug: str, starts_at: datetime) -> Situation:
    """The situation of the chosen day; 404 for another office and for days no calendar knows."""
    day = day_asked(day_of(starts_at).isoformat(), day_of(now()))
    return with_days(situation_around(slug, day, day, day_of(now())), day, day)
