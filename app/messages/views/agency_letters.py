"""Writing a letter to one or many: the text, then what exactly would go out to whom (AGY-051, AGY-056, AGY-060)."""

from flask import Response, abort, request, url_for

from app.agencies.queries.mandatory_info import get_info, newest_info_id
from app.kernel.roles import Role
from app.messages.forms.agency import MOST_TEXT, LetterForm
from app.messages.queries.agency_inbox import invited_records
from app.messages.queries.grounds import ground_against_letter
from app.messages.queries.previews import preview_of
from app.messages.rules.inviting import MOST_PEOPLE, ground_against_list
from app.messages.terms.messages import Identifies, SendRefusal
from app.messages.usecases.dispatching import OtherContent, Press, send_next_part, start_dispatch
from app.messages.views.agency_blueprint import blueprint, counter_of, own_agency
from app.seekers.queries.doors import why_closed
from app.seekers.queries.held import held_ids
from app.web.access import current_identity, open_to
from app.web.clock import now, today
from app.web.fields import takes
from app.web.htmx import go, respond
from app.web.idempotency import content_hash, is_token, new_token

Refusal = SendRefusal | Identifies | OtherContent
OTHER_CONTENT = "other_content"


@blueprint.post("/letters")
@open_to(Role.AGENCY)
@takes("number")
def compose() -> Response:
    """The form of a letter to the records that were chosen, or to all that were not invited yet; or back to it."""
    form = LetterForm(request.form)
    chosen = [*request.form.getlist("number"), *form.asked()]
    if why_closed(own_agency(), now()) is not None:
        return refused(form, SendRefusal.SERVICE_CLOSED)
    if request.form.get("all") == "uninvited":
        invited = invited_records(own_agency(), now())
        held = held_ids(own_agency(), today())
        chosen = [number for number, record_id in held.items() if record_id not in invited][:MOST_PEOPLE]
    form.numbers.data = " ".join(dict.fromkeys(chosen))
    refusal = ground_against_list(len(form.asked()))
    return letter_page(form, status=422, refusal=refusal.value) if refusal else letter_page(form)


@blueprint.post("/letters/confirmation")
@open_to(Role.AGENCY)
def confirmation() -> Response:
    """Who is written to and who is left out, what exactly is read, and the button that sends it."""
    agency_id, form = own_agency(), LetterForm(request.form)
    listed = ground_against_list(len(form.asked()))
    if not form.validate() or listed:
        return letter_page(form, status=422, refusal=listed.value if listed else None)
    refusal = ground_against_letter(agency_id, form.body.folded, now())
    if refusal is not None:
        return refused(form, refusal)
    held = held_ids(agency_id, today(), numbers=form.asked())
    told = preview_of(agency_id, list(held.values()), len(form.asked()), now())
    if not form.token.data or not is_token(form.token.data):
        form.token.data = new_token()
    info_id = newest_info_id(agency_id, now()) or abort(404)
    page = {"form": form, "preview": told, "info": get_info(info_id), "counter": counter_of(agency_id, now())}
    return respond("messages/dispatch_confirmation.html", "messages/_dispatch_confirmation.html", **page)


@blueprint.post("/dispatches")
@open_to(Role.AGENCY)
def send() -> Response:
    """Send it: the first thousand at once, the rest by itself; the same press again is the same letter."""
    agency_id, form, moment = own_agency(), LetterForm(request.form), now()
    listed = ground_against_list(len(form.asked()))
    if not form.validate() or listed or not is_token(form.token.data or ""):
        return letter_page(form, status=422, refusal=listed.value if listed else None)
    held = held_ids(agency_id, today(), numbers=form.asked())
    ids = [held[number] for number in form.asked() if number in held]
    if not ids:
        return letter_page(form, status=409, refusal=SendRefusal.NOBODY.value)
    content = content_hash({"numbers": form.asked(), "body": form.body.folded, "agency": str(agency_id)})
    press = Press(token=form.token.data or "", content=content)
    outcome = start_dispatch(agency_id, ids, form.body.folded, by=current_identity(), now=moment, press=press)
    if not isinstance(outcome, str):
        return refused(form, outcome)
    send_next_part(outcome, now=moment)
    return go(url_for("messages_agency.dispatch", number=outcome))


def refused(form: LetterForm, refusal: Refusal) -> Response:
    """The form again, with the text kept and the reason."""
    if isinstance(refusal, OtherContent):
        form.token.data = ""
        return letter_page(form, status=409, refusal=OTHER_CONTENT)
    if isinstance(refusal, Identifies):
        return letter_page(form, status=422, identifies=refusal)
    return letter_page(form, status=409, refusal=refusal.value)


def letter_page(
    form: LetterForm, *, status: int = 200, refusal: str | None = None, identifies: Identifies | None = None
) -> Response:
    """The form of a letter."""
    told = {"form": form, "limit": MOST_TEXT, "refusal": refusal, "found": identifies.found if identifies else ()}
    told["counter"] = counter_of(own_agency(), now())
    return respond("messages/dispatch_letter.html", "messages/_dispatch_letter.html", status=status, **told)
