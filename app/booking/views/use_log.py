"""Recording which pages were used, once the answer stands (MYK-28, NGS-48, KRS-34)."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask, Response, request

from app.booking.queries.use_log import use_of_account, use_of_booking, use_of_link, use_of_request
from app.booking.rules.state import state_at
from app.booking.rules.use_log import is_use, recorded
from app.booking.terms.use_log import Used, Visit
from app.booking.usecases.use_log import note_use
from app.db import db
from app.kernel.moments import day_of
from app.offices.queries.offices import policy_in_force
from app.web.access import current_identity
from app.web.clock import now
from app.web.htmx import is_poll
from app.web.limiter import client_network
from app.web.logs import log_fault

Find = Callable[[datetime], Used | None]


def init_use_log(app: Flask) -> None:
    """Look at every answer; only those of a booking, a session or MyPage are recorded, and only by policy."""
    app.after_request(note)


def note(response: Response) -> Response:
    """Record the use of a page; whatever fails here is logged, and the page goes out all the same."""
    find = used_by(request.url_rule.rule) if request.url_rule else None
    if find is None or not is_use(request.method, response.status_code, by_itself=is_poll()):
        return response
    try:
        _note(find, now())
    except Exception as error:  # noqa: BLE001 (the record is ours, the page is theirs)
        db.session.rollback()
        log_fault("use_not_recorded", error)
    return response


def used_by(rule: str) -> Find | None:
    """How to find the booking behind a route; None for one that is no page of a booking, a session or MyPage."""
    return next((find for start, find in PAGES if rule == start or rule.startswith(f"{start}/")), None)


def _note(find: Find, moment: datetime) -> None:
    used = find(moment)
    if used is None:
        return
    items = policy_in_force(used.office_id, day_of(moment)).use_log
    entry = recorded(_visit(used, moment), items)
    if entry is not None:
        note_use(used, entry)


def _visit(used: Used, moment: datetime) -> Visit:
    return Visit(
        at=moment,
        method=request.method,
        route=request.url_rule.rule if request.url_rule else "",
        state=state_at(used.facts, moment) if used.facts else None,
        agent=request.user_agent.string,
        network=client_network(),
    )


def _of_number(_now: datetime) -> Used | None:
    return use_of_booking(_part("number"))


def _of_link(_now: datetime) -> Used | None:
    return use_of_link(_part("token"))


def _of_request(moment: datetime) -> Used | None:
    account_id = current_identity().account_id
    return use_of_request(account_id, _part("slug"), moment) if account_id is not None else None


def _of_account(_now: datetime) -> Used | None:
    account_id = current_identity().account_id
    return use_of_account(account_id) if account_id is not None else None


def _part(name: str) -> str:
    return str((request.view_args or {})[name])


PAGES: tuple[tuple[str, Find], ...] = (
    ("/bookings/<number>", _of_number),
    ("/replies/<token>", _of_link),
    ("/offices/<slug>/instant-use", _of_request),
    ("/me", _of_account),
)
"""What is recorded, by how the address of a page begins: so pages that come later are recorded as well."""
