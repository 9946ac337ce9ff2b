"""One agency as a watcher sees it: where it stands, stops, cases, requests, and what may be done about it."""

from flask import Response

from app.agencies.queries.participation import find_standing
from app.agencies.queries.suspensions import SuspensionRecord, holding_suspensions, suspensions_of
from app.agencies.terms.participation import Ground, SuspensionEnd
from app.kernel.calendar import Calendar
from app.offices.queries.bureaux import get_bureau
from app.offices.queries.days import national_calendar
from app.oversight.queries.cases import cases_of, proposals_of
from app.oversight.queries.complaints import handed_in_to
from app.oversight.queries.matters import open_orders_under
from app.oversight.queries.overdue import passed_limits
from app.oversight.queries.requests import requests_of
from app.oversight.rules.watchers import ground_against_deciding, kinds_to_ask, may_read
from app.oversight.terms.watchers import Watcher
from app.oversight.views.blueprints import watch
from app.oversight.views.watch_cases import kinds_to_open
from app.oversight.views.watch_scope import WATCHERS, agency_named, called, noted, watch_page, watcher
from app.oversight.views.words import why_last_day
from app.web.access import open_to
from app.web.clock import now
from app.web.steps import sentences


@watch.get("/oversight/agencies/<code>")
@open_to(WATCHERS)
def watch_agency(code: str) -> Response:
    """Everything about it that this watcher may read."""
    return agency_page(code)


def agency_page(code: str, *, status: int = 200, refusal: object = None, unsent: object = None) -> Response:
    """The page; with what was typed of a decision that no longer stands open, to be copied."""
    who, line = watcher(), agency_named(code)
    moment, calendar = now(), national_calendar()
    standing = find_standing(line.id, moment)
    whole = may_read(who, line.bureau_id)
    readable = [each for each in requests_of(line.id) if may_read(who, line.bureau_id, each.organisation_id)]
    return watch_page(
        "agency",
        status=status,
        refusal=refusal,
        unsent=unsent,
        who=who,
        agency=line,
        code=code,
        bureau=get_bureau(line.bureau_id),
        standing=standing,
        whole=whole,
        limits=_limits(standing, calendar) if whole else [],
        cases=[each for each in cases_of(line.id) if may_read(who, line.bureau_id, each.organisation_id)],
        asked=readable,
        handed=noted(handed_in_to(who.organisation_ids, line.id), f"agency:{line.id}"),
        kinds=kinds_to_ask(who, line.bureau_id),
        case_kinds=kinds_to_open(who, line.bureau_id),
        **_stops(who, line.bureau_id, standing),
    )


def _limits(standing, calendar: Calendar) -> list[object]:
    if standing is None or standing.participation_id is None:
        return []
    stops = holding_suspensions(standing.participation_id, standing.at)
    found = passed_limits(standing, calendar, standing.at, stops)
    return [(each, sentences(each.due_from.steps)) for each in found]


def _stops(who: Watcher, bureau_id: int, standing) -> dict[str, object]:
    """The stops, the proposals about them, and whether this watcher may lift the one that holds."""
    if standing is None or standing.participation_id is None:
        return {"stops": (), "held": None, "proposals": (), "names": {}}
    stops = suspensions_of(standing.participation_id, standing.at)
    held = next((each for each in stops if each.holds), None)
    proposals = proposals_of(standing.participation_id) if may_read(who, bureau_id) else []
    return {
        "stops": stops,
        "held": held,
        "held_why": why_last_day(held) if held else [],
        "held_orders": open_orders_under(standing.agency_id, held.ground) if held else (),
        "may_lift": held is not None and may_be_lifted(held) and _decides(who, bureau_id, held.ground),
        "proposals": proposals,
        "names": called(each for row in proposals for each in (row.proposed_by, row.settled_by)),
    }


def _decides(who: Watcher, bureau_id: int, ground: Ground) -> bool:
    return ground_against_deciding(who, bureau_id, ground) is None


def may_be_lifted(held: SuspensionRecord) -> bool:
    """Whether a stop can be lifted now: one of six months only once its time is over (Q-42)."""
    return held.awaits_decision or held.end_kind is not SuspensionEnd.SIX_MONTHS
