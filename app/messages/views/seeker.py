"""The seeker's threads: /me/inbox/threads. The daily stop of the information service covers them (AGY-119)."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from app.agencies.queries.lookup import AgencyLine, agency_lines
from app.agencies.queries.mandatory_info import contact_way_of
from app.kernel.roles import Role
from app.messages.forms.seeker import MOST_TEXT, QuestionForm
from app.messages.queries.inbox import is_reported, letters_to, unread_in
from app.messages.queries.threads import ThreadFacts, find_thread, lines_of
from app.messages.rules.answering import ground_against_question
from app.messages.terms.messages import COUNTED, Identifies, SendRefusal
from app.messages.usecases.answering import ask
from app.messages.usecases.reading import read_thread
from app.messages.views.lines import shown
from app.seekers.queries.own import find_own
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go, is_partial, respond

blueprint = Blueprint("messages_inbox", __name__)


@dataclass(frozen=True, kw_only=True)
class Own:
    """One of the seeker's threads with whom it is."""

    record_id: int
    account_id: int
    thread: ThreadFacts
    agency: AgencyLine


@blueprint.app_template_global("unread_letters")
def unread_letters() -> int:
    """How many messages of agencies whoever is signed in has not read, counted by the query of the list."""
    by = current_identity()
    return unread_in(letters_to(by.account_id, now())) if by.account_id and by.is_any(frozenset({Role.SEEKER})) else 0


def own(number: str) -> Own:
    """The seeker's thread of an address; 404 for another's and for none."""
    account_id = current_identity().account_id or abort(404)
    record_id = find_own(account_id) or abort(404)
    thread = find_thread(number, now(), record_id=record_id) or abort(404)
    agency = agency_lines(frozenset({thread.agency_id}))[thread.agency_id]
    return Own(record_id=record_id, account_id=account_id, thread=thread, agency=agency)


def letters() -> dict[str, Any]:
    """The seeker's threads with their agencies, for a page that lists them."""
    threads = letters_to(current_identity().account_id or abort(404), now())
    return {"threads": threads, "agencies": agency_lines(frozenset(each.agency_id for each in threads))}


@blueprint.get("/me/inbox/threads")
@open_to(Role.SEEKER)
def threads() -> Response:
    """Who writes, the unread first; the list asks for itself again."""
    return respond("messages/inbox_threads.html", "messages/_inbox_threads.html", level=2, **letters())


@blueprint.get("/me/inbox/threads/<number>")
@open_to(Role.SEEKER)
def thread(number: str) -> Response:
    """What was written, in order. Opening it marks nothing, a press does."""
    return thread_page(own(number), QuestionForm())


@blueprint.post("/me/inbox/threads/<number>/reading")
@open_to(Role.SEEKER)
def reading(number: str) -> Response:
    """Mark what the agency wrote as read."""
    found = own(number)
    read_thread(found.record_id, number, now())
    if is_partial():
        return thread_page(own(number), QuestionForm())
    return go(url_for("messages_inbox.thread", number=number))


@blueprint.post("/me/inbox/threads/<number>/questions")
@open_to(Role.SEEKER)
def question(number: str) -> Response:
    """Ask or answer; a text that identifies somebody is kept on the form, with the words found (AGY-061)."""
    found, form = own(number), QuestionForm(request.form)
    if not form.validate():
        return thread_page(found, form, status=422)
    refusal = ask(found.record_id, number, form.body.folded, by=current_identity(), now=now())
    if refusal is not None:
        status = 422 if isinstance(refusal, Identifies) else 409
        return thread_page(own(number), form, status=status, refusal=refusal)
    return go(url_for("messages_inbox.thread", number=number, done="asked", _anchor="thread-end"))


def thread_page(
    found: Own, form: QuestionForm, *, status: int = 200, refusal: SendRefusal | Identifies | None = None
) -> Response:
    """The page of a thread."""
    lines = lines_of(found.thread.id)
    return respond(
        "messages/inbox_thread.html",
        "messages/_inbox_thread.html",
        status=status,
        thread=found.thread,
        agency=found.agency,
        contact_way=contact_way_of(found.agency.id),
        lines=shown(lines),
        unread=any(line.read_at is None for line in lines if line.kind in COUNTED),
        form=form,
        limit=MOST_TEXT,
        may_ask=ground_against_question(is_open=found.thread.is_open, is_blocked=found.thread.is_blocked) is None,
        reported=is_reported(found.thread.id),
        refusal=refusal if isinstance(refusal, SendRefusal) else None,
        found=refusal.found if isinstance(refusal, Identifies) else (),
        done=request.args.get("done", ""),
    )
