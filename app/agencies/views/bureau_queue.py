"""The queue of a bureau: applications by their limit, and what was settled."""

from flask import Response, make_response, render_template, request

from app.agencies.queries.desk import open_queue, settled_queue
from app.agencies.views.blueprints import bureau
from app.agencies.views.bureau_scope import AT_THE_BUREAU, own_bureau
from app.offices.queries.bureaux import get_bureau
from app.web.access import open_to
from app.web.clock import now, today
from app.web.paging import page_asked


@bureau.get("/applications")
@open_to(AT_THE_BUREAU)
def queue() -> Response:
    """What is to be settled, the nearest limit first, each with what the system found (AGY-106)."""
    found = open_queue(own_bureau(), now(), page_asked())
    return queue_page("agencies/bureau_queue.html", queue=found)


@bureau.get("/applications/settled")
@open_to(AT_THE_BUREAU)
def settled() -> Response:
    """What was processed, not admitted or expired, the latest first."""
    return queue_page("agencies/bureau_settled.html", queue=settled_queue(own_bureau(), now(), page_asked()))


def queue_page(template: str, **context: object) -> Response:
    """A page of the officer's own bureau."""
    done = request.args.get("done", "")
    place = get_bureau(own_bureau())
    return make_response(render_template(template, place=place, today=today(), done=done, **context))
