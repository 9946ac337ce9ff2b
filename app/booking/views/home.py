"""The first page: offices and services, the next free time of each."""

from flask import render_template, request, url_for

from app.booking.views.blueprint import blueprint
from app.booking.views.next_free import OfficePage, office_page
from app.kernel.roles import ANYONE
from app.web.access import open_to
from app.web.clock import now

MOST_DIGITS = 4


@blueprint.get("/")
@open_to(ANYONE)
def home() -> str:
    """Where one can book, and when next; some offices a page, of one prefecture where that is chosen."""
    typed = request.args.get("page", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else 1
    page = office_page(now(), number=number, prefecture=request.args.get("prefecture", ""))
    return render_template("booking/home.html", page=page, previous=_link(page, -1), next=_link(page, 1))


def _link(page: OfficePage, step: int) -> str | None:
    """The page before or after; None where there is none."""
    number = page.number + step
    if not 1 <= number <= page.count:
        return None
    return url_for("booking.home", page=number, prefecture=page.prefecture or None)
