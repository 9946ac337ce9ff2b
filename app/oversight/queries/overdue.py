"""Limits that passed without the procedure or the report: the month after them, and from when use is to be stopped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import or_, select

from app.agencies.queries.limits import taking_part
from app.agencies.queries.participation import Standing, find_standings
from app.agencies.queries.procedures import open_procedures
from app.agencies.queries.suspensions import SuspensionRecord, holding_among, suspensions_of_each
from app.agencies.terms.applications import Procedure
from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import Ground
from app.db import db
from app.kernel.calendar import Calendar
from app.kernel.moments import day_of
from app.kernel.steps import Computed
from app.oversight.queries.reports import HandedIn, handed_in, owing_reports
from app.oversight.rules.dates import overdue, report_limit, suspension_due_from
from app.oversight.rules.procedures import pending_for, waits_at_bureau
from app.oversight.rules.reporters import FIRST_FISCAL_YEAR, years_due

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class PassedLimit:
    """A limit that passed: `month` ends the month after it, `due_from` is the first day of a stop; both with why.

    `stopped_since` is the first day of the stop that holds because of it; None where none does. `pending` is the
    application by which it is being mended.
    """

    ground: Ground
    limit: date
    month: Computed[date]
    due_from: Computed[date]
    is_due: bool
    stopped_since: date | None = None
    fiscal_year: int | None = None
    services: frozenset[Service] = frozenset()
    chased: bool = False
    pending: Procedure | None = None

    @property
    def waits(self) -> bool:
        """Whether the procedure was made and waits for the bureau: nothing is stopped for want of it (AGY-083)."""
        return waits_at_bureau(self.pending)


class Told(NamedTuple):
    """What was read of many agencies at once: their reports, and the procedures they have begun."""

    reports: HandedIn
    procedures: dict[int, tuple[Procedure, ...]]


@dataclass(frozen=True, kw_only=True)
class OverdueAgency:
    """An agency with what it let pass, and the stop that holds, if one does."""

    standing: Standing
    limits: tuple[PassedLimit, ...]
    suspension: SuspensionRecord | None


def overdue_agencies(bureau_id: int | None, calendar: Calendar, now: datetime, page: int = 1) -> list[OverdueAgency]:
    """Those who let a limit pass, by name, fifty a page; one more than a page where there are more."""
    ids = db.session.scalars(_candidates(bureau_id, day_of(now)).offset((page - 1) * PAGE).limit(PAGE + 1))
    standings = list(find_standings(ids, now).values())
    parts = [each.participation_id for each in standings if each.participation_id]
    agency_ids = [each.agency_id for each in standings]
    stops, told = suspensions_of_each(parts, now), Told(handed_in(agency_ids), open_procedures(agency_ids, now))
    found = (_overdue(each, stops.get(each.participation_id or 0, ()), told, calendar, now) for each in standings)
    return [each for each in found if each.limits or each.suspension]


def _candidates(bureau_id: int | None, today: date):
    """Agencies with a passed limit, a missing report of any year (AGY-132), or a stop whose time is over."""
    agencies = taking_part(bureau_id, today).subquery()
    missing = agencies.c.id.in_(owing_reports(years_due(date(FIRST_FISCAL_YEAR, 4, 1), today)))
    listed = or_(agencies.c.past_limit, agencies.c.past_stop, missing)
    return select(agencies.c.id).where(listed).order_by(agencies.c.name, agencies.c.id)


def _overdue(
    standing: Standing, records: tuple[SuspensionRecord, ...], told: Told, calendar: Calendar, now: datetime
) -> OverdueAgency:
    stops = holding_among(records)
    waiting = stops[0] if stops and stops[0].awaits_decision else None
    limits = passed_limits(standing, calendar, now, stops, told)
    return OverdueAgency(standing=standing, limits=limits, suspension=waiting)


def passed_limits(
    standing: Standing,
    calendar: Calendar,
    now: datetime,
    stops: Iterable[SuspensionRecord] = (),
    told: Told | None = None,
) -> tuple[PassedLimit, ...]:
    """Everything an agency let pass: licence, seeker service, reports (AGY-082).

    `stops` are the one that holds and those it took the place of; `told` is what was read of many agencies at once.
    """
    if standing.facts is None or standing.facts.ended_at is not None:
        return ()
    today, mine = day_of(now), [standing.agency_id]
    told = told or Told(handed_in(mine), open_procedures(mine, now))
    return tuple(
        PassedLimit(
            ground=ground,
            limit=limit,
            month=overdue(limit, calendar),
            due_from=(due := suspension_due_from(limit, calendar)),
            is_due=today >= due.value,
            stopped_since=_stopped_since(stops, ground, due.value),
            pending=pending_for(ground, told.procedures[standing.agency_id], today),
            **more,
        )
        for ground, limit, more in _limits(standing, told.reports, today)
    )


def _stopped_since(stops: Iterable[SuspensionRecord], ground: Ground, due_from: date) -> date | None:
    """The first day of a stop on this very ground that covers a limit; one that passed later is another cause."""
    return min((each.first_day for each in stops if each.ground is ground and due_from <= each.first_day), default=None)


def find_passed_limit(standing: Standing, ground: Ground, calendar: Calendar, now: datetime) -> PassedLimit | None:
    """The oldest limit of one kind that an agency let pass; of reports one that was asked for goes first."""
    found = [each for each in passed_limits(standing, calendar, now) if each.ground is ground]
    return min(found, key=lambda each: (not each.chased, each.limit), default=None)


def _limits(standing: Standing, told: HandedIn, today: date) -> Iterator[tuple[Ground, date, dict[str, object]]]:
    facts = standing.facts
    if facts.licence_valid_until is not None and facts.licence_valid_until < today:
        yield Ground.LICENCE_LAPSED, facts.licence_valid_until, {}
    for each in facts.services:
        if each.service in standing.past_term and each.ended_on is None:
            yield Ground.SERVICE_LAPSED, each.valid_until, {"services": frozenset({each.service})}
    for year in years_due(facts.started_on, today):
        missing = told.missing(year, standing)
        if missing:
            chased = (standing.agency_id, year) in told.chased_at
            yield Ground.NO_REPORT, report_limit(year), {"fiscal_year": year, "services": missing, "chased": chased}
