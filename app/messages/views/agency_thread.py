"""One thread of the agency: what was written, answering, handing over (AGY-051, AGY-052, AGY-060, AGY-061)."""

from collections.abc import Sequence

from flask import Response, abort, request, url_for

from app.accounts.queries.members import colleagues_of
from app.agencies.queries.mandatory_info import get_info
from app.agencies.terms.particulars import MandatoryInfo
from app.kernel.roles import Role
from app.messages.forms.agency import MOST_TEXT, AnswerForm, AssignForm
from app.messages.queries.agency_inbox import find_line
from app.messages.queries.threads import Line, lines_of
from app.messages.terms.agency import AssignRefusal, InboxLine
from app.messages.terms.messages import Identifies, SendRefusal, Stage
from app.messages.usecases.agency_inbox import assign_thread, read_by_agency
from app.messages.usecases.answering import NoThread, send_answer
from app.messages.views.agency_blueprint import blueprint, counter_of, own_agency
from app.messages.views.agency_threads import inbox
from app.seekers.queries.doors import why_closed
from app.seekers.queries.numbers import numbers_of
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go, is_partial, respond

Refusal = SendRefusal | Identifies | AssignRefusal


def own(number: str) -> InboxLine:
    """The agency's thread of an address; 404 for another's, for one from before a stop of use, and for none."""
    return find_line(own_agency(), number, now()) or abort(404)


@blueprint.get("/threads/<number>")
@open_to(Role.AGENCY)
def thread(number: str) -> Response:
    """What was written, in order, with the list beside it. Opening it marks nothing, a press does."""
    return thread_page(own(number))


@blueprint.post("/threads/<number>/reading")
@open_to(Role.AGENCY)
def reading(number: str) -> Response:
    """Mark what the seeker wrote as read."""
    found = own(number)
    read_by_agency(own_agency(), found.number, now())
    return thread_page(own(number)) if is_partial() else go(url_for("messages_agency.thread", number=number))


@blueprint.post("/threads/<number>/answers")
@open_to(Role.AGENCY)
def answer(number: str) -> Response:
    """Answer; a text that is not sent is kept on the form, with the reason."""
    form = AnswerForm(request.form)
    if not form.validate():
        return thread_page(own(number), form, status=422)
    try:
        refusal = send_answer(own_agency(), number, form.body.folded, by=current_identity(), now=now())
    except NoThread:
        abort(404)
    if refusal is not None:
        status = 422 if isinstance(refusal, Identifies) else 409
        return thread_page(own(number), form, status=status, refusal=refusal)
    return go(url_for("messages_agency.thread", number=number, done="answered", _anchor="agency-thread-end"))


@blueprint.post("/threads/<number>/assignment")
@open_to(Role.AGENCY)
def assignment(number: str) -> Response:
    """Hand it to a colleague, or to nobody."""
    found, form = own(number), AssignForm(request.form)
    chosen, seen = form.account_id(), form.account_seen()
    refusal = assign_thread(own_agency(), found.number, chosen, seen=seen, by=current_identity(), now=now())
    if refusal is not None:
        return thread_page(own(number), status=409, refusal=refusal)
    return go(url_for("messages_agency.thread", number=number, done="assigned"))


def thread_page(
    found: InboxLine, form: AnswerForm | None = None, *, status: int = 200, refusal: Refusal | None = None
) -> Response:
    """The page of a thread; of one the seeker refused, or whose record is deleted, nothing but that.

    Where the service is closed nothing of the thread or of the list stands on it, only what was not sent (Q-29).
    """
    closed = why_closed(own_agency(), now()) is not None
    written = [] if found.is_hidden or closed else lines_of(found.id)
    return respond(
        "messages/agency_thread.html",
        "messages/_agency_thread.html",
        status=status,
        thread=found,
        seeker="" if closed else numbers_of(own_agency(), [found.record_id]).get(found.record_id, ""),
        written=written,
        infos=infos_of(written),
        form=form or AnswerForm(),
        assigning=assign_form(found),
        limit=MOST_TEXT,
        asked=found.stage is not Stage.INVITED,
        counter=counter_of(own_agency(), now()),
        **told(refusal),
        closed=closed,
        **({} if closed else inbox(found.number)),
    )


def infos_of(written: Sequence[Line]) -> dict[int, MandatoryInfo]:
    """The versions of the mandatory information that went with what was written."""
    versions = {each.mandatory_info_id for each in written if each.mandatory_info_id is not None}
    return {each: get_info(each) for each in versions}


def told(refusal: Refusal | None) -> dict[str, object]:
    """That something was done, or why it was not, as the page words it."""
    done = request.args.get("done", "")
    if isinstance(refusal, Identifies):
        return {"refusal": None, "found": refusal.found, "done": done}
    return {"refusal": refusal.value if refusal else None, "found": (), "done": done}


def assign_form(found: InboxLine) -> AssignForm:
    """Who can see to a thread: the agency's people, or nobody yet; what was chosen in vain stays chosen."""
    standing = str(found.assigned_to or "")
    form = AssignForm(account=request.form.get("account", standing), seen=standing)
    people = colleagues_of(own_agency(), now())
    form.account.choices = [("", "決めない"), *((str(id_), name) for id_, name in people.items())]
    return form
