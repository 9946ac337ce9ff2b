"""The first page: offices and services, the next free time of each."""

from flask import render_template

from app.booking.views.blueprint import blueprint
from app.booking.views.next_free import office_cards
from app.kernel.roles import ANYONE
from app.web.access import open_to
from app.web.clock import now


@blueprint.get("/")
@open_to(ANYONE)
def home() -> str:
    """Where one can book, and when next."""
    return render_template("booking/home.html", cards=office_cards(now()))
