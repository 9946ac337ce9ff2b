"""Recording an act in the transaction that does it."""

import json
from datetime import datetime

from flask import g, has_request_context
from sqlalchemy import insert

from app.audit.models import AuditEvent, Deletion
from app.audit.rules import personal_value_in
from app.audit.terms import SYSTEM
from app.db import blind_index, db
from app.kernel.roles import Identity

PSEUDONYM_SIGNS = 16
ADDING = insert(AuditEvent.__table__)
"""Built once: nearly every act asks it, and a row nobody reads again needs no object of the ORM."""


class PersonalValue(Exception):
    """A caller wanted to record a person's value: a programming fault. Names the key, never the value."""


def record(
    act: str,
    *,
    by: Identity | None,
    subject: str,
    now: datetime,
    office_id: str | None = None,
    detail: dict[str, object] | None = None,
) -> None:
    """Add an event to the record, committed or undone with the act itself (SECURITY 2.3.3).

    `act` is "capability.verb" ("booking.completed"), `subject` "thing:key" ("booking:K3…"), `by` None for
    routines. `detail` takes codes, dates and numbers only; raises `PersonalValue` for anything else.
    """
    detail = detail or {}
    if (key := personal_value_in({"subject": subject, **detail})) is not None:
        raise PersonalValue(f"{act}: {key}")
    event = {
        "act": act,
        "actor": actor_of(by),
        "subject": subject,
        "office_id": office_id,
        "at": now,
        "detail": json.dumps(detail, sort_keys=True),
        "request_id": g.get("request_id") if has_request_context() else None,
    }
    db.session.connection().execute(ADDING, event)


def note_deletion(what: str, subject: str, *, reason: str, now: datetime, office_id: str | None = None) -> None:
    """Keep that something was deleted: what kind of thing, a pseudonym of it, why and when (DESIGN 3.11).

    The pseudonym of a subject ("booking:K3…") is always the same, and nobody comes back from it without the index key.
    """
    db.session.add(Deletion(what=what, pseudonym=pseudonym_of(subject), office_id=office_id, reason=reason, at=now))


def pseudonym_of(subject: str) -> str:
    """By what the deletion log names a subject."""
    return blind_index("deletion log", subject)[:PSEUDONYM_SIGNS]


def actor_of(by: Identity | None) -> str:
    """The person acting as a pseudonym: account id, or HMAC of the guest's booking number."""
    if by is None:
        return SYSTEM
    if by.account_id is not None:
        return f"account:{by.account_id}"
    if by.booking_number is not None:
        return f"guest:{blind_index('audit_guest', by.booking_number)[:PSEUDONYM_SIGNS]}"
    return "anonymous"
