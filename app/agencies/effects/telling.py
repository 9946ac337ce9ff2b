"""Telling an agency's contact officer what was decided about it, in the transaction that decides it.

A courtesy beside what the documents ask for. No mail holds a reason somebody typed, a secret, or anything of a seeker.
"""

from collections.abc import Mapping
from datetime import date, datetime

from app.agencies.models.agencies import Agency, Application
from app.agencies.models.participation import Suspension
from app.agencies.queries.participation import agency_of, find_standing, suspension_facts
from app.agencies.rules.dates import id_free_from
from app.agencies.rules.participation import is_fact_finding
from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import Ground
from app.db import db
from app.kernel.languages import DEFAULT
from app.kernel.moments import day_of
from app.notices.effects import post
from app.offices.queries.bureaux import get_bureau
from app.offices.queries.offices import national_calendar
from app.web.links import link

PROCESSED, NOT_ADMITTED = "M-AGY-31", "M-AGY-32"
SUSPENDED, RESUMED, TERMINATED = "M-AGY-33", "M-AGY-34", "M-AGY-35"


def tell_processed(agency: Agency, application: Application, *, now: datetime) -> None:
    """That an application was processed, and which services are taken part in now; to be told after its effects."""
    standing = find_standing(agency.id, now)
    if standing is None or standing.facts is None:
        raise LookupError(agency.id)
    over = standing.facts.ended_at is not None
    told = {
        "kind": application.kind,
        "services": [each for each in standing.facts.services if each.ended_on is None and not over],
        "free_from": id_free_from(day_of(now), national_calendar()).value if over else None,
    }
    _tell(PROCESSED, agency, _of(application), {**told, **_at_the_page(application)}, now)


def tell_not_admitted(agency: Agency, application: Application, *, now: datetime) -> None:
    """That an application was not admitted; the reason stands on its page, for whoever signs in."""
    _tell(NOT_ADMITTED, agency, _of(application), {"kind": application.kind, **_at_the_page(application)}, now)


def tell_suspended(suspension_id: int, *, clause: str, decider: str | None, now: datetime) -> None:
    """That use was stopped: its days, its clause, what to do. `decider` None: the agency's own bureau."""
    row = db.session.get_one(Suspension, suspension_id)
    told = {
        "clause": clause,
        "decider": decider,
        "ground": row.ground,
        "end_kind": row.end_kind,
        "first_day": row.first_day,
        "last_day": row.last_day,
        "needs_improvement": row.needs_improvement,
        "keeps_records": is_fact_finding(suspension_facts(row)),
        "address": link("oversight_agency.home"),
    }
    agency = db.session.get_one(Agency, agency_of(row.participation_id))
    _tell(SUSPENDED, agency, f"suspension:{row.number}", told, now)


def tell_resumed(agency_id: int, cause: str, *, confirmed_on: date | None, decider: str, now: datetime) -> None:
    """That a stop was lifted or use was resumed, and which services run now; to be told after the stop has ended."""
    standing = find_standing(agency_id, now)
    running = standing.open_services if standing else frozenset()
    told = {
        "decider": decider,
        "at": now,
        "confirmed_on": confirmed_on,
        "services": [each.value for each in Service if each in running],
        "address": link("oversight_agency.home"),
    }
    _tell(RESUMED, db.session.get_one(Agency, agency_id), cause, told, now)


def tell_terminated(
    agency: Agency, cause: str, *, ground: Ground, clause: str, reapply_from: date, decider: str, now: datetime
) -> None:
    """That use was ended: everything that matters, for nobody of the agency can sign in any more (AGY-014, AGY-023)."""
    today = day_of(now)
    told = {
        "decider": decider,
        "clause": clause,
        "ground": ground.value,
        "ended_on": today,
        "reapply_from": reapply_from,
        "free_from": id_free_from(today, national_calendar()).value,
        "terminated_list": link("lists.ended"),
    }
    _tell(TERMINATED, agency, cause, told, now)


def tell_contact(mail: str, agency_id: int, cause: str, told: Mapping[str, object], now: datetime) -> None:
    """A capability above tells the contact officer something of its own, once of each cause."""
    _tell(mail, db.session.get_one(Agency, agency_id), cause, told, now)


def _of(application: Application) -> str:
    return f"application:{application.number}"


def _at_the_page(application: Application) -> dict[str, object]:
    return {"number": application.number, "address": link("agency.application", number=application.number)}


def _tell(mail: str, agency: Agency, cause: str, told: Mapping[str, object], now: datetime) -> None:
    bureau = get_bureau(agency.bureau_id)
    desk = {"bureau": bureau.name, "phone": bureau.phone, "contacts": link("lists.contacts")}
    context = {**desk, **told}
    post(mail, key=cause, to=agency.contact_mail, template=mail, context=context, language=DEFAULT, now=now)
