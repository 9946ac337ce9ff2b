"""The first page of those who watch over agencies: a bureau's own jurisdiction, the ministry's overview."""

from flask import render_template

from app.agencies.queries.counts import applications_waiting
from app.kernel.roles import Role
from app.offices.queries.bureaux import get_bureau
from app.oversight.queries.notices import list_notices
from app.oversight.queries.overview import BureauCount, overview
from app.oversight.queries.under_way import under_way
from app.oversight.rules.dates import report_limit
from app.oversight.rules.reports import reportable_years
from app.oversight.views.blueprints import watch
from app.oversight.views.watch_scope import watcher
from app.web.access import current_identity, open_to
from app.web.clock import now, today

NOTICES_SHOWN = 5


@watch.get("")
@open_to(Role.BUREAU, Role.MINISTRY)
def home() -> str:
    """What waits for the own bureau or the ministry; how many take part, are stopped and owe the last yearly report."""
    bureau_id, year = current_identity().bureau_id, reportable_years(today())[0]
    counts = overview(year, now())
    return render_template(
        "oversight/bureau_home.html",
        bureau=get_bureau(bureau_id) if bureau_id else None,
        counts=[each for each in counts if bureau_id in (None, each.bureau.id)],
        totals=totals(counts) if bureau_id is None else None,
        applications=applications_waiting(bureau_id, now()) if bureau_id else None,
        matters=under_way(watcher()),
        year=year,
        limit=report_limit(year),
        today=today(),
        notices=list_notices(most=NOTICES_SHOWN),
    )


def totals(counts: tuple[BureauCount, ...]) -> tuple[int, int, int]:
    """The sums of every bureau."""
    members, stopped = (sum(each.taking_part for each in counts), sum(each.stopped for each in counts))
    return members, stopped, sum(each.short for each in counts)
