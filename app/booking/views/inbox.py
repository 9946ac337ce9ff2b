"""Notices, and a seeker's letters of agencies: /me/inbox. The stop of the information service covers it (AGY-119)."""

from flask import Blueprint, Response, abort, url_for

from app.accounts.terms import PERSONAL_ROLES
from app.agencies.queries.lookup import agency_lines
from app.kernel.roles import Role
from app.messages.queries.inbox import letters_to
from app.notices.queries import find_on_page, inbox_of, unread_on_page
from app.notices.usecases.inbox import read_notice
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go, is_partial, respond

blueprint = Blueprint("booking_inbox", __name__)
SEEKERS = frozenset({Role.SEEKER})


@blueprint.app_template_global("unread_notices")
def unread_notices() -> int:
    """How many notices of whoever is signed in are unread, for the menu of the own pages."""
    account_id = current_identity().account_id
    return unread_on_page(account_id, now()) if account_id is not None else 0


def own_id() -> int:
    """The account of whoever is signed in here."""
    account_id = current_identity().account_id
    if account_id is None:
        abort(404)
    return account_id


@blueprint.get("/me/inbox")
@open_to(PERSONAL_ROLES)
def inbox() -> Response:
    """What agencies wrote to a seeker, and the notices; each list asks for itself again (NGS-45, NGS-47)."""
    account_id = own_id()
    threads = letters_to(account_id, now())
    return respond(
        "booking/me_inbox.html",
        "booking/_me_inbox.html",
        messages=inbox_of(account_id, now()),
        threads=threads,
        agencies=agency_lines(frozenset(each.agency_id for each in threads)),
        is_seeker=current_identity().is_any(SEEKERS),
        level=3,
    )


@blueprint.get("/me/inbox/<ref>")
@open_to(PERSONAL_ROLES)
def notice(ref: str) -> Response:
    """One notice; another's is 404 like a missing one. Opening it marks nothing, a press does."""
    message = find_on_page(own_id(), ref, now())
    if message is None:
        abort(404)
    return respond("booking/me_notice.html", "booking/_me_notice.html", message=message)


@blueprint.post("/me/inbox/<ref>/reading")
@open_to(PERSONAL_ROLES)
def reading(ref: str) -> Response:
    """Mark it as read."""
    if not read_notice(own_id(), ref, now()):
        abort(404)
    if is_partial():
        return notice(ref)
    return go(url_for("booking_inbox.inbox"))
