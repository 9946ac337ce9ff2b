"""For whom a page of those who watch is, and about which agency."""

from collections.abc import Iterable
from typing import Any

from flask import Response, abort, make_response, render_template, request

from app.accounts.queries.people import names_of
from app.agencies.queries.lookup import AgencyLine, find_agency_by_code
from app.audit.usecases import note_view
from app.kernel.roles import Role
from app.oversight.queries.complaints import ComplaintRecord
from app.oversight.queries.watchers import find_watcher
from app.oversight.terms.watchers import FORBIDDEN, Watcher
from app.web.access import current_identity
from app.web.clock import now

WATCHERS = frozenset({Role.BUREAU, Role.MINISTRY, Role.OPERATIONS, Role.COUNSELOR, Role.STAFF, Role.MANAGER})
"""Who may ask an agency for something; the staff of a prefecture's centre hold these roles and are sent away inside."""

DECIDERS = frozenset({Role.BUREAU, Role.MINISTRY, Role.OPERATIONS})
"""Who may ever stop, end or resume use (AGY-018, AGY-114); an office never does (AGY-072)."""


def watcher() -> Watcher:
    """For whom the person acting watches; 403 for who watches over nobody."""
    return find_watcher(current_identity(), now()) or abort(403)


def agency_named(code: str) -> AgencyLine:
    """The agency of an address; 404 for none."""
    return find_agency_by_code(code) or abort(404)


def allow(refusal: object) -> None:
    """403 where something is not this watcher's to do."""
    if refusal in FORBIDDEN:
        abort(403)


def status_of(refusal: object) -> int:
    """403 where it is not theirs to do, 409 where things stand otherwise."""
    return 403 if refusal in FORBIDDEN else 409


def watch_page(name: str, *, status: int = 200, refusal: Any = None, **context: Any) -> Response:
    """A page of `templates/oversight/watch_<name>.html`, with what was just done told where the address says it."""
    page = render_template(
        f"oversight/watch_{name}.html",
        done=request.args.get("done", ""),
        refusal=refusal.value if refusal else None,
        moment=now(),
        **context,
    )
    return make_response(page, status)


def called(ids: Iterable[int | None]) -> dict[int | None, str]:
    """What the people of these accounts are called; a word for routines."""
    return {None: "システム", **names_of(each for each in ids if each)}


def noted(handed: list[ComplaintRecord], subject: str) -> list[ComplaintRecord]:
    """Complaints that were handed in, to be shown: with any, the look at them is recorded first (AGY-117)."""
    if handed:
        note_view("oversight.handed_in_viewed", by=current_identity(), subject=subject, now=now())
    return handed
