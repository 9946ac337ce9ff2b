"""One booking at the desk: the person's own words, how it came here, what colleagues left. Every look is recorded."""

from datetime import datetime

from flask import Response, abort, make_response, render_template, request, url_for

from app.accounts.queries.people import names_of
from app.audit.usecases import note_view
from app.booking.queries.acts import acts_of
from app.booking.queries.bookings import message_of
from app.booking.queries.lines import banned_with, lines_numbered
from app.booking.queries.office_bookings import booking_id_at, find_booking_at, history_of, place_name
from app.booking.queries.situation import with_days
from app.booking.terms.bookings import BookingRecord
from app.booking.terms.slots import Situation
from app.desk.forms.notes import NoteForm
from app.desk.queries.day import dressed
from app.desk.queries.notes import notes_on
from app.desk.rules.day import acts_in_row
from app.desk.terms.notes import LIMIT, NoteKind
from app.desk.views.applicant import applicant_facts
from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, actor, office_of, situation_of, standing
from app.kernel.moments import day_of
from app.notices import queries as notices
from app.web.access import open_to
from app.web.clock import now
from app.web.steps import sentences

VIEWED, PRINTED = "desk.booking_viewed", "desk.booking_printed"


@blueprint.get("/<slug>/bookings/<number>")
@open_to(AT_THE_DESK)
def booking(slug: str, number: str) -> Response:
    """The whole booking, for whoever works at its office."""
    return detail_page(slug, number)


@blueprint.get("/<slug>/bookings/<number>/print")
@open_to(AT_THE_DESK)
def booking_on_paper(slug: str, number: str) -> Response:
    """The booking on A4, without private notes."""
    return detail_page(slug, number, act=PRINTED, template="desk/booking_print.html")


def detail_page(
    slug: str,
    number: str,
    *,
    act: str = VIEWED,
    template: str = "desk/booking.html",
    status: int = 200,
    note_form: NoteForm | None = None,
) -> Response:
    """The page of a booking, after the look at it was noted; 404 alike for another office's and for none (T5)."""
    moment = now()
    office = office_of(slug)
    if booking_id_at(office.id, number, moment) is None:
        abort(404)
    note_view(act, by=actor(), subject=f"booking:{number}", now=moment, office_id=office.id)
    found = find_booking_at(office.id, number, moment) or abort(404)
    words = detail_context(found, slug, moment)
    return make_response(render_template(template, note_form=note_form or NoteForm(), **words), status)


def detail_context(found: BookingRecord, slug: str, moment: datetime) -> dict[str, object]:
    """Everything about a booking that its page tells."""
    day = day_of(found.starts_at)
    known = with_days(situation_of(slug, min(day, day_of(moment))), day, day)
    (line,) = lines_numbered(known.office.id, (found.number,), moment)
    (dressed_line,) = dressed((line,), known, moment, troubled=notices.deliveries_in_trouble([line.number]), seats=True)
    policy = known.policy_on(day) or known.policies[-1][2]
    return {
        **standing(known, moment),
        **written(found, [dressed_line.kept.by] if dressed_line.kept else []),
        "policy": policy,
        "acts": acts_of(found, policy, moment),
        "next_acts": {act.value for act in acts_in_row(line, moment)},
        "done": request.args.get("done", ""),
        "booking": found,
        "each": dressed_line,
        "state": line.state,
        "residence": place_name(found.residence) if found.residence.prefecture else "",
        "workplace": place_name(found.workplace) if found.workplace.prefecture else "",
        "applicant": applicant_facts(found, policy),
        "message": message_of(found.id),
        "why_due": sentences(dressed_line.due.steps) if dressed_line.due else [],
        "banned": found.id in banned_with([found.id]),
        "back": back_to(known, found),
    }


def written(found: BookingRecord, colleagues: list[int]) -> dict[str, object]:
    """What happened to a booking, what was mailed, what colleagues wrote, the names of who did it and `colleagues`."""
    history = history_of(found.id)
    notes = notes_on(found.id, actor().account_id or 0)
    people = names_of(
        [*colleagues, *(note.author for note in notes), *(past.by for past in history if past.by is not None)]
    )
    return {
        "history": history,
        "mails": notices.deliveries_of(found.number),
        "notes": {kind.value: [note for note in notes if note.kind is kind] for kind in NoteKind},
        "people": people,
        "note_limit": LIMIT,
    }


def back_to(known: Situation, found: BookingRecord) -> str:
    """The list of the booking's own day."""
    return url_for("desk.today", slug=known.office.slug, day=day_of(found.starts_at).isoformat())
