"""Registering one of the four applications on the site (AGY-096): the procedure is done only by the document."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.accounts.effects.acting import by_right
from app.agencies.effects.applications import add_application, settle
from app.agencies.effects.drafts import drop_draft
from app.agencies.effects.expiry import expire_application
from app.agencies.effects.participation import lock_agency
from app.agencies.models.agencies import Application
from app.agencies.queries.applications import application_facts, entrance_of, open_rows, registered_particulars
from app.agencies.queries.bans import bans_against
from app.agencies.queries.desk_agencies import renewals_not_admitted
from app.agencies.queries.processing import taken_elsewhere
from app.agencies.rules.applications import (
    expired_at,
    ground_against_eligibility_of,
    ground_against_procedure,
    ground_against_withdrawal,
    is_unmet_renewal,
    state_at,
)
from app.agencies.rules.bans import ban_on, keys_of
from app.agencies.rules.dates import document_deadline
from app.agencies.rules.particulars import (
    changed,
    gaps,
    needs_linked_change,
    read,
    strays_from_change,
    written,
)
from app.agencies.terms.applications import ApplicationRefusal, Asked, EligibilityRefusal, Entrance, Refused, Withdrawn
from app.agencies.terms.kinds import ApplicationKind, ApplicationState
from app.agencies.terms.particulars import Particulars
from app.audit.effects import record
from app.db import db
from app.kernel.calendar import Calendar
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.offices.queries.days import national_calendar
from app.web import idempotency


@db.write
@by_right
def register_application(
    by: Identity, kind: ApplicationKind, asked: Asked | None, *, version: str, token: str, now: datetime
) -> str | Refused:
    """Register an application; its number, the same for a second press. A refusal leaves the draft as it is.

    `version` is the mark of what the confirmation showed; another draft than that is not registered. Without
    anything asked, only a second press is answered.
    """
    if by.agency_id is None or by.account_id is None:
        raise ValueError("only an account of an agency applies")
    content = idempotency.content_hash({"agency": str(by.agency_id), "kind": kind.value, "version": version})
    match idempotency.begin(token, content, now):
        case idempotency.Answered(answer=number):
            return number
        case idempotency.Fresh() if asked is None:
            return Refused(why=ApplicationRefusal.INCOMPLETE)
        case idempotency.Fresh() if asked is not None and version == version_of(asked):
            return _register(by, by.agency_id, by.account_id, asked, token, now)
        case _:
            return Refused(why=ApplicationRefusal.OTHER_CONTENT)


def version_of(asked: Asked) -> str:
    """The mark of what is asked for, so that nobody registers what he was not shown."""
    told = written(asked.told) if asked.told else ""
    return idempotency.content_hash({"told": told, "given_up": asked.given_up.value if asked.given_up else ""})


def _register(by: Identity, agency_id: int, account_id: int, asked: Asked, token: str, now: datetime) -> str | Refused:
    lock_agency(agency_id)
    write_down_expired(agency_id, now)
    calendar, today = national_calendar(), day_of(now)
    entrance, registered = entrance_of(agency_id, now), registered_particulars(agency_id)
    refused = ground_against(asked, entrance, registered, today, calendar)
    refused = refused or identity_against(agency_id, asked, today) or change_against(agency_id, asked, registered)
    limit = document_deadline(today, calendar).value
    due: dict[str, Any] = {"document_limit": limit, "by": account_id, "now": now}
    if refused is not None:
        if is_unmet_renewal(asked.kind, refused):
            _keep_unmet_renewal(by, agency_id, asked.told, due)
        return refused
    linked = _linked_change(agency_id, asked, registered, due)
    given_up = asked.given_up.value if asked.given_up else None
    row = add_application(agency_id, asked.kind, asked.told, services=given_up, linked_id=linked, **due)
    drop_draft(agency_id, asked.kind)
    detail: dict[str, object] = {"kind": asked.kind.value, "limit": limit.isoformat()}
    record("agencies.application_registered", by=by, subject=f"application:{row.number}", now=now, detail=detail)
    idempotency.store(token, row.number)
    return row.number


def _keep_unmet_renewal(by: Identity, agency_id: int, told: Particulars | None, due: Mapping[str, Any]) -> None:
    """Keep that a renewal did not meet the requirements (AGY-013); once is enough until a renewal is registered."""
    if agency_id in renewals_not_admitted([agency_id]):
        return
    row = add_application(agency_id, ApplicationKind.RENEW, told, **due)
    why, now = EligibilityRefusal.NO_REGULAR_PLACEMENT, due["now"]
    settle(row, ApplicationState.NOT_ADMITTED, by=None, now=now, why=why.value)
    detail: dict[str, object] = {"agency": agency_id, "kind": row.kind}
    record("agencies.not_admitted", by=by, subject=f"application:{row.number}", now=now, detail=detail)


def ground_against(
    asked: Asked, entrance: Entrance, registered: Particulars | None, today: date, calendar: Calendar
) -> Refused | None:
    """Why an application is not registered: the procedure, then the content, then who asks."""
    why = ground_against_procedure(asked.kind, entrance)
    if why is not None:
        return Refused(why=why)
    if asked.told is None:
        against = ground_against_withdrawal(asked.given_up or Withdrawn.ALL, entrance.services)
        return Refused(why=against) if against else None
    eligibility = ground_against_eligibility_of(asked.kind, asked.told, entrance.services, today, calendar)
    if eligibility is not None:
        return Refused(why=ApplicationRefusal.NOT_ELIGIBLE, eligibility=eligibility)
    missing = gaps(asked.told, today)
    if missing:
        return Refused(why=ApplicationRefusal.INCOMPLETE, gaps=missing)
    same = asked.kind is ApplicationKind.CHANGE and registered is not None and not changed(registered, asked.told)
    return Refused(why=ApplicationRefusal.NOTHING_CHANGED) if same else None


def identity_against(agency_id: int, asked: Asked, today: date) -> Refused | None:
    """Why the organisation that asks may not: it was terminated, or takes part with another account.

    Of whoever comes back for use the ban, with the first day that is free (AGY-023, AGY-091). Of anybody the licence
    number under which another account takes part: one organisation, one use (AGY-060).
    """
    if asked.told is None:
        return None
    keys = keys_of(asked.told.name, asked.told.licence_number, asked.told.address)
    ban = ban_on(today, bans_against(keys, agency_id)) if asked.kind is ApplicationKind.USE else None
    if ban is not None:
        return Refused(why=ApplicationRefusal.BANNED, free_from=ban.reapply_from)
    taken = agency_id in taken_elsewhere({agency_id: keys})
    return Refused(why=ApplicationRefusal.LICENCE_TAKEN) if taken else None


def change_against(agency_id: int, asked: Asked, registered: Particulars | None) -> Refused | None:
    """The open change that a renewal does not agree with (AGY-012); what expired must be written down before."""
    row = _open_change(agency_id)
    told = read(row.particulars) if row and row.particulars else None
    if asked.kind is not ApplicationKind.RENEW or asked.told is None or registered is None or told is None:
        return None
    strays = strays_from_change(registered, asked.told, told)
    return Refused(why=ApplicationRefusal.OTHER_CHANGE_OPEN) if strays else None


def write_down_expired(agency_id: int, now: datetime) -> int:
    """Write down what expired by itself, so that the same can be applied for anew (AGY-099); how many."""
    rows = [(row, application_facts(row)) for row in open_rows(agency_id)]
    over = [(row, facts) for row, facts in rows if state_at(facts, now) is ApplicationState.EXPIRED]
    for row, facts in over:
        expire_application(row, expired_at(facts))
    return len(over)


def _linked_change(agency_id: int, asked: Asked, registered: Particulars | None, due: Mapping[str, Any]) -> int | None:
    """The change that a renewal with other values comes with (AGY-012); one already open, which agrees, serves."""
    if asked.kind is not ApplicationKind.RENEW or asked.told is None or registered is None:
        return None
    if not needs_linked_change(registered, asked.told):
        return None
    known = _open_change(agency_id)
    return (known or add_application(agency_id, ApplicationKind.CHANGE, asked.told, **due)).id


def _open_change(agency_id: int) -> Application | None:
    return next((row for row in open_rows(agency_id) if row.kind == ApplicationKind.CHANGE), None)
