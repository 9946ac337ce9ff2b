"""The first page of operations, who keep the information service running (運用管理組織)."""

from flask import render_template

from app.agencies.queries.dates import service_open
from app.kernel.roles import Role
from app.oversight.queries.misuse import misuse_reports
from app.oversight.queries.stops import find_urgent_stop, limits_to_come
from app.oversight.views.blueprints import operations
from app.web.access import open_to
from app.web.clock import now
from app.web.steps import sentences


@operations.get("")
@open_to(Role.OPERATIONS)
def home() -> str:
    """Whether the service runs, and what waits."""
    moment = now()
    running = service_open(moment, urgent_stop=find_urgent_stop() is not None)
    return render_template(
        "oversight/operations_home.html",
        moment=moment,
        open=running.value,
        why=sentences(running.steps),
        waiting=len(misuse_reports(open_only=True)),
        limits=limits_to_come(moment),
    )
