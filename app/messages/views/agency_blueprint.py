"""Where the agencies' pages of messages hang, and what stands on every page of theirs: the day's count (AGY-060)."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, abort

from app.messages.queries.agency_inbox import unread_count
from app.messages.queries.sending import quota_facts
from app.messages.rules.quota import quota_day, remaining, resets_at
from app.messages.terms.messages import CAP, MessageKind, QuotaFacts
from app.web.access import current_identity
from app.web.clock import now

blueprint = Blueprint("messages_agency", __name__)
"""/agency: the inbox, the letters to many, the day's count."""


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
    return unread_count(own_agency())
