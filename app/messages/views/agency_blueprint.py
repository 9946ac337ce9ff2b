"""Where the agencies' pages of messages hang, and what stands on every page of theirs: the day's count (AGY-060)."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, abort, make_response, render_template, request

from app.messages.queries.agency_inbox import unread_count
from app.messages.queries.sending import quota_facts
from app.messages.rules.quota import quota_day, remaining, resets_at
from app.messages.terms.messages import CAP, MessageKind, QuotaFacts
from app.seekers.queries.doors import why_closed
from app.web.access import current_identity
from app.web.clock import now

blueprint = Blueprint("messages_agency", __name__)
"""/agency: the inbox, the letters to many, the day's count."""

OF_THREADS = frozenset({f"messages_agency.{name}" for name in ("threads", "thread", "reading", "assignment")})
"""What shows threads. An answer written into a stop is refused by its use-case, which keeps the text."""


@dataclass(frozen=True, kw_only=True)
class Counter:
    """The day's count as a page tells it."""

    facts: QuotaFacts
    cap: int
    for_invitations: int
    for_answers: int
    resets_at: datetime


def own_agency() -> int:
    """The agency of whoever is signed in."""
    return current_identity().agency_id or abort(404)


@blueprint.before_request
def door() -> Response | None:
    """Nothing while the seeker service is open; else why it is closed: what is stopped is hidden (AGY-055, Q-29)."""
    closed = why_closed(own_agency(), now()) if request.endpoint in OF_THREADS else None
    return make_response(render_template("seekers/closed.html", why=closed.value), 403) if closed else None


def counter_of(agency_id: int, moment: datetime) -> Counter:
    """The day's count of an agency, in one statement."""
    facts = quota_facts(agency_id, quota_day(moment))
    return Counter(
        facts=facts,
        cap=CAP,
        for_invitations=remaining(facts, MessageKind.FIRST_INVITATION),
        for_answers=remaining(facts, MessageKind.ANSWER),
        resets_at=resets_at(moment),
    )


@blueprint.app_template_global("send_counter")
def send_counter() -> Counter | None:
    """The count of whoever is signed in; None for who belongs to no agency."""
    agency_id = current_identity().agency_id
    return counter_of(agency_id, now()) if agency_id is not None else None


@blueprint.app_template_global("unread_threads")
def unread_threads() -> int:
    """How many threads of the agency are unread, by the query of the list."""
    return unread_count(own_agency(), now())
