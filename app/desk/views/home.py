"""Coming to the desk: straight to the only office, else a choice."""

from flask import Response, make_response, redirect, render_template, url_for

from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, actor, watches_agencies
from app.offices.queries.offices import offices_among
from app.web.access import open_to
from app.web.clock import now


@blueprint.get("")
@open_to(AT_THE_DESK)
def home() -> Response:
    """The offices of the person acting; whoever has one goes straight to its day."""
    mine = offices_among(actor().offices)
    if len(mine) == 1:
        return make_response(redirect(url_for("desk.today", slug=mine[0].slug), code=303))
    return make_response(render_template("desk/home.html", offices=mine, watches=watches_agencies(now())))
