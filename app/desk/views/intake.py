"""Telephone intake: a time from the desk's picker, the caller's words, one press (KNG-17, KNG-19, Q-02)."""

import re
from datetime import date, datetime

from flask import Response, abort, make_response, redirect, render_template, request, url_for

from app.booking.queries.intake import desk_time_at, desk_times, ground_against_time, is_late, may_waive, takes_calls
from app.booking.queries.situation import with_days
from app.booking.terms.application import BookingRefusal
from app.booking.terms.intake import ReasonNeeded
from app.booking.terms.slots import Situation
from app.desk.forms.intake import CONTENT_LIMIT, IntakeForm, application_in, intake_form
from app.desk.rules.week import week_around
from app.desk.terms.intake import Call, GrantEnded, Noted, PageUsed
from app.desk.usecases.intake import Outcome, take_call
from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, actor, day_asked, office_of, situation_around, standing
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import JST, day_of
from app.kernel.slots import DayTimes
from app.offices.terms import Policy
from app.web.access import open_to
from app.web.clock import now
from app.web.htmx import go
from app.web.idempotency import content_hash, is_token, new_token

START = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
OF_THE_FORM = frozenset({BookingRefusal.EMPLOYER_NOT_SERVED, BookingRefusal.OUTSIDE_AREA, BookingRefusal.TOOL_TERMS})


@blueprint.get("/<slug>/intake")
@open_to(AT_THE_DESK)
def intake(slug: str) -> str:
    """The week of today, or of the day that is asked for, with every seat of the office."""
    moment = now()
    today = day_of(moment)
    days = week_around(day_asked(request.args.get("day", ""), today))
    known = with_days(situation_around(slug, days[0], days[-1], today), days[0], days[-1])
    times = [day for day in desk_times(days, known, moment) if day.times and day.day >= today]
    return render_template(
        "desk/intake.html",
        takes_calls=takes_calls(_policy(known, days[-1])),
        columns=sorted({time.starts_at.astimezone(JST).time() for day in times for time in day.times}),
        times=times,
        late={day.day for day in times if is_late(day, moment)},
        slot_text=slot_text,
        by_hour=by_hour,
        monday=days[0],
        sunday=days[-1],
        previous=url_for("desk.intake", slug=slug, day=(days[0] - ONE_DAY).isoformat()) if days[0] > today else None,
        next=url_for("desk.intake", slug=slug, day=(days[-1] + ONE_DAY).isoformat()),
        **standing(known, moment),
    )


@blueprint.get("/<slug>/intake/new")
@open_to(AT_THE_DESK)
def intake_form_page(slug: str) -> Response:
    """The form for a chosen time; without one, the picker."""
    office_of(slug)
    starts_at = start_from(request.args.get("slot", ""))
    if starts_at is None:
        return make_response(redirect(url_for("desk.intake", slug=slug), code=303))
    known = _known(slug, starts_at)
    form = intake_form(_policy(known, day_of(starts_at)))
    form.slot.data, form.token.data = slot_text(starts_at), new_token()
    return form_page(form, known, starts_at)


@blueprint.post("/<slug>/intake")
@open_to(AT_THE_DESK)
def call_taken(slug: str) -> Response:
    """Book what was typed; the page again, with all of it, where that cannot be."""
    starts_at = start_from(request.form.get("slot", "")) or abort(404)
    moment, known = now(), _known(slug, starts_at)
    form = intake_form(_policy(known, day_of(starts_at)), request.form)
    if not form.validate():
        return form_page(form, known, starts_at, status=422)
    if not is_token(form.token.data or ""):
        return form_page(form, known, starts_at, status=422, outcome=PageUsed())
    call = Call(
        office_id=known.office.id,
        application=application_in(form, starts_at),
        reason=form.reason.folded,
        by=actor(),
        token=form.token.data,
        content=content_hash({"office": known.office.id, **{field.name: str(field.data or "") for field in form}}),
        now=moment,
    )
    outcome = take_call(call)
    if isinstance(outcome, Noted):
        return go(url_for("desk.booking", slug=slug, number=outcome.number))
    unfit = isinstance(outcome, ReasonNeeded) or outcome in OF_THE_FORM
    return form_page(form, known, starts_at, status=422 if unfit else 409, outcome=outcome)


def form_page(
    form: IntakeForm, known: Situation, starts_at: datetime, *, status: int = 200, outcome: Outcome | None = None
) -> Response:
    """The form with everything typed and why it was not booked; a used page gets a token of its own."""
    moment, policy = now(), _policy(known, day_of(starts_at))
    time, late = desk_time_at(starts_at, known, moment)
    if isinstance(outcome, PageUsed):
        form.token.data = new_token()
    ground = outcome if isinstance(outcome, BookingRefusal) else ground_against_time(time)
    words = {
        **standing(known, moment),
        "policy": policy,
        "form": form,
        "time": time,
        "starts_at": starts_at,
        "late": late,
        "ground": ground,
        "waivers": outcome.waivers if isinstance(outcome, ReasonNeeded) else (),
        "used": isinstance(outcome, PageUsed),
        "ended": isinstance(outcome, GrantEnded),
        "waivable": may_waive(policy),
        "content_limit": CONTENT_LIMIT,
        "back": url_for("desk.intake", slug=known.office.slug, day=day_of(starts_at).isoformat()),
    }
    return make_response(render_template("desk/intake_form.html", **words), 409 if ground and status == 200 else status)


def start_from(typed: str) -> datetime | None:
    """The instant of `2026-05-13T10:00`, Japanese time; None for anything else."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=JST) if START.fullmatch(typed) else None
    except ValueError:
        return None


def slot_text(starts_at: datetime) -> str:
    """A start as addresses and forms write it."""
    return starts_at.astimezone(JST).strftime("%Y-%m-%dT%H:%M")


def by_hour(day: DayTimes) -> dict[object, object]:
    """The times of a day by their hour."""
    return {time.starts_at.astimezone(JST).time(): time for time in day.times}


def _known(slug: str, starts_at: datetime) -> Situation:
    """The situation of the chosen day; 404 for another office and for days no calendar knows."""
    day = day_asked(day_of(starts_at).isoformat(), day_of(now()))
    return with_days(situation_around(slug, day, day, day_of(now())), day, day)


def _policy(known: Situation, day: date) -> Policy:
    return known.policy_on(day) or known.policies[-1][2]
