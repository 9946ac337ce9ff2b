"""Asking for yearly reports: the reminder of March, and the bureau's request from 21 April (AGY-128 to AGY-130)."""

from datetime import datetime

from app.agencies.effects.participation import lock_agency
from app.agencies.queries.addresses import Reached, agencies_to_tell, get_reached
from app.agencies.queries.participation import find_standing
from app.agencies.terms.kinds import Service
from app.audit import effects as audit
from app.db import db
from app.kernel.moments import END_OF_DAY, at, day_of
from app.kernel.roles import Identity, Role
from app.notices.effects import notice, post, post_together
from app.offices.queries.offices import national_calendar
from app.oversight.models.records import ReportChase
from app.oversight.queries.authority import account_of, still_at
from app.oversight.queries.report_rows import in_order, last_chased_on
from app.oversight.queries.reports import missing_reports
from app.oversight.rules.dates import report_limit, report_reminder, suspension_due_from
from app.oversight.rules.reporters import services_to_report
from app.oversight.rules.reports import ground_against_chase
from app.oversight.terms.reports import ReportRefusal
from app.web.links import link

REMINDER, CHASE = "M-AGY-2", "M-AGY-3"
TOLD_AT_ONCE = 200


@db.write
def remind_to_report(now: datetime) -> int:
    """Write on the third Monday of March to everybody who takes part; some at a time: 0 says that all were told.

    After a standstill the reminder still goes out up to the limit of the report, to who took part on its day.
    """
    today = day_of(now)
    day, limit = report_reminder(today.year, national_calendar()).value, report_limit(today.year - 1)
    if not day <= today <= limit:
        return 0
    agencies = agencies_to_tell(REMINDER, f"report-reminder:{today.year}:", now, TOLD_AT_ONCE, started_by=day)
    return post_together(*(_reminder(each, today.year - 1, now) for each in agencies))


def _reminder(agency: Reached, fiscal_year: int, now: datetime) -> dict[str, object]:
    limit = report_limit(fiscal_year)
    return notice(
        REMINDER,
        key=f"report-reminder:{fiscal_year + 1}:{agency.agency_id}",
        to=agency.mail,
        template=REMINDER,
        context={
            "services": [each.value for each in services_owed(agency.agency_id, fiscal_year, now)],
            "fiscal_year": fiscal_year,
            "limit": limit,
            "address": link("oversight_agency.reports"),
        },
        language="ja",
        now=now,
        not_after=at(limit, END_OF_DAY),
    )


def services_owed(agency_id: int, fiscal_year: int, now: datetime) -> tuple[Service, ...]:
    """The services an agency will owe a report on, one given up during the year too (AGY-128, AGY-129; Q-43)."""
    standing = find_standing(agency_id, now)
    facts = standing.facts if standing else None
    return in_order(services_to_report(facts, fiscal_year)) if facts else ()


@db.write
def chase_report(agency_id: int, fiscal_year: int, *, by: Identity, now: datetime) -> ReportRefusal | None:
    """Ask an agency of the own jurisdiction for a missing report; the day is kept, and a mail goes out (AGY-130)."""
    agency = lock_agency(agency_id)
    if not still_at(Role.BUREAU, agency.bureau_id, by, now):
        return ReportRefusal.GRANT_ENDED
    standing = find_standing(agency_id, now)
    missing = missing_reports(fiscal_year, standing) if standing else frozenset()
    last = last_chased_on(agency_id, fiscal_year)
    ground = ground_against_chase(fiscal_year, missing=missing, last_chase=last, today=day_of(now))
    if ground is not None:
        return ground
    row = ReportChase(agency_id=agency_id, fiscal_year=fiscal_year, chased_at=now, chased_by=account_of(by))
    db.session.add(row)
    db.session.flush()
    _ask(row, in_order(missing), now)
    audit.record("oversight.report_chased", by=by, subject=f"report:{agency_id}:{fiscal_year}", now=now)
    return None


def _ask(row: ReportChase, missing: tuple[Service, ...], now: datetime) -> None:
    limit = report_limit(row.fiscal_year)
    post(
        CHASE,
        key=f"report-chase:{row.id}",
        to=get_reached(row.agency_id).mail,
        template=CHASE,
        context={
            "services": [each.value for each in missing],
            "fiscal_year": row.fiscal_year,
            "limit": limit,
            "due_from": suspension_due_from(limit, national_calendar()).value,
            "address": link("oversight_agency.reports", year=row.fiscal_year),
        },
        language="ja",
        now=now,
    )
