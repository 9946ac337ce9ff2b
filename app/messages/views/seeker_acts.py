"""What a seeker may do about an agency: block it, report it, demand a deletion. Each page says first what it does."""

from typing import Any

from flask import Response, request, url_for

from app.kernel.roles import Role
from app.messages.forms.seeker import MOST_TEXT, ReportForm
from app.messages.queries.inbox import is_reported
from app.messages.terms.seeker import DemandRefusal, ReportRefusal
from app.messages.usecases.blocking import block_agency
from app.messages.usecases.demanding import demand_deletion
from app.messages.usecases.reporting import report_thread
from app.messages.views.seeker import Own, blueprint, own
from app.offices.queries.bureaux import get_bureau
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go, respond

Refusal = DemandRefusal | ReportRefusal


@blueprint.get("/me/inbox/threads/<number>/block")
@open_to(Role.SEEKER)
def block(number: str) -> Response:
    """What a block does, and the button."""
    return act_page("block", own(number))


@blueprint.post("/me/inbox/threads/<number>/block")
@open_to(Role.SEEKER)
def refuse(number: str) -> Response:
    """Block the agency for good (AGY-050, AGY-052); pressed twice it is blocked all the same."""
    found = own(number)
    block_agency(found.record_id, found.agency.id, by=current_identity(), now=now())
    return done(number, "blocked")


@blueprint.get("/me/inbox/threads/<number>/deletion")
@open_to(Role.SEEKER)
def deletion(number: str) -> Response:
    """What a demand to delete does, and the button."""
    return deletion_page(own(number))


@blueprint.post("/me/inbox/threads/<number>/deletion")
@open_to(Role.SEEKER)
def demand(number: str) -> Response:
    """Have deleted what the agency holds (AGY-049)."""
    found = own(number)
    refusal = demand_deletion(found.record_id, found.agency.id, by=current_identity(), now=now())
    return deletion_page(found, refusal) if refusal else done(number, "deleted")


@blueprint.get("/me/inbox/threads/<number>/report")
@open_to(Role.SEEKER)
def report(number: str) -> Response:
    """What a report does, and its form."""
    return report_page(own(number), ReportForm())


@blueprint.post("/me/inbox/threads/<number>/report")
@open_to(Role.SEEKER)
def tell_bureau(number: str) -> Response:
    """Report the thread to the bureau (AGY-071)."""
    found, form = own(number), ReportForm(request.form)
    if not form.validate():
        return report_page(found, form, status=422)
    outcome = report_thread(found.record_id, number, form.reason.folded, by=current_identity(), now=now())
    if isinstance(outcome, ReportRefusal):
        return report_page(found, form, status=409, refusal=outcome)
    return done(number, "reported")


def done(number: str, what: str) -> Response:
    """On to the thread, which says what was done."""
    return go(url_for("messages_inbox.thread", number=number, done=what))


def deletion_page(found: Own, refusal: DemandRefusal | None = None) -> Response:
    """The page that demands a deletion."""
    action = url_for("messages_inbox.demand", number=found.thread.number)
    return act_page("deletion", found, status=409 if refusal else 200, refusal=refusal, action=action)


def report_page(found: Own, form: ReportForm, *, status: int = 200, refusal: ReportRefusal | None = None) -> Response:
    """The page that reports."""
    told: dict[str, Any] = {"form": form, "limit": MOST_TEXT, "reported": is_reported(found.thread.id)}
    return act_page("report", found, status=status, refusal=refusal, **told)


def act_page(name: str, found: Own, *, status: int = 200, refusal: Refusal | None = None, **context: Any) -> Response:
    """The page of one of the three acts."""
    return respond(
        f"messages/inbox_{name}.html",
        f"messages/_inbox_{name}.html",
        status=status,
        thread=found.thread,
        agency=found.agency,
        bureau=get_bureau(found.agency.bureau_id),
        refusal=refusal.value if refusal else None,
        **context,
    )
