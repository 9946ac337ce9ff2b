"""Leaving something beside a booking: a note for oneself, 申し送り for the office, what the person needs."""

from flask import Response, abort, request, url_for

from app.desk.forms.notes import NoteForm
from app.desk.terms.notes import NoteKind, NoteRefusal
from app.desk.usecases.notes import write_note
from app.desk.views.blueprint import blueprint
from app.desk.views.booking_detail import detail_page
from app.desk.views.scope import AT_THE_DESK, actor, office_of
from app.web.access import open_to
from app.web.clock import now
from app.web.htmx import go


@blueprint.post("/<slug>/bookings/<number>/note")
@open_to(AT_THE_DESK)
def note(slug: str, number: str) -> Response:
    """A note that only its author reads."""
    return written_down(slug, number, NoteKind.PRIVATE)


@blueprint.post("/<slug>/bookings/<number>/handover")
@open_to(AT_THE_DESK)
def handover(slug: str, number: str) -> Response:
    """申し送り: everybody of the office reads it."""
    return written_down(slug, number, NoteKind.HANDOVER)


@blueprint.post("/<slug>/bookings/<number>/need")
@open_to(AT_THE_DESK)
def need(slug: str, number: str) -> Response:
    """What the person needs, such as a companion or an interpreter; marked in every list."""
    return written_down(slug, number, NoteKind.NEED)


def written_down(slug: str, number: str, kind: NoteKind) -> Response:
    """Keep what was typed; the page again, with it, where it cannot be kept."""
    office, form = office_of(slug), NoteForm(request.form)
    if not form.validate():
        return detail_page(slug, number, status=422, note_form=form)
    refused = write_note(office.id, number, kind, form.folded, actor(), now())
    if refused is not None:
        abort(404 if refused is NoteRefusal.NO_SUCH_BOOKING else 403)
    return go(url_for("desk.booking", slug=slug, number=number, done=kind.value, _anchor="notes"))
