"""遅れの一覧: licence, seeker service and report past their limit, and stops whose time is over (AGY-082, AGY-084)."""

from flask import Response

from app.kernel.roles import Role
from app.offices.queries.days import national_calendar
from app.oversight.queries.overdue import PAGE, OverdueAgency, PassedLimit, overdue_agencies
from app.oversight.views.blueprints import watch
from app.oversight.views.watch_scope import watch_page, watcher
from app.web.access import open_to
from app.web.clock import now
from app.web.paging import page_asked
from app.web.steps import sentences


@watch.get("/oversight/overdue")
@open_to(Role.BUREAU, Role.MINISTRY)
def overdue_board() -> Response:
    """Those of the own jurisdiction; the ministry sees them all. The system computes, the bureau decides (Q-36)."""
    who, page = watcher(), page_asked()
    found = overdue_agencies(who.bureau_id, national_calendar(), now(), page)
    rows = [(each, each.standing.code, explained(each)) for each in found[:PAGE]]
    return watch_page("overdue", rows=rows, page=page, more=len(found) > PAGE, who=who)


def explained(found: OverdueAgency) -> list[tuple[PassedLimit, list[str]]]:
    """Each limit with why the stop is due from its day."""
    return [(limit, sentences(limit.due_from.steps)) for limit in found.limits]
