"""The agency's inbox: twenty threads a page, filtered, searched, beside the one that is open (AGY-051)."""

from datetime import datetime
from typing import Any

from flask import Response, request

from app.accounts.queries.members import colleagues_of
from app.kernel.numbers import folded_number
from app.kernel.roles import Role
from app.messages.forms.agency import InboxForm
from app.messages.queries.agency_inbox import SEARCHED, page_of, unread_count, with_words
from app.messages.terms.agency import Box, InboxFilter, Place
from app.messages.views.agency_blueprint import blueprint, own_agency
from app.seekers.queries.numbers import numbers_of, records_numbered
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import respond

BOXES = (
    (Box.ALL, "すべて"),
    (Box.UNREAD, "未読"),
    (Box.ASKED, "要返信"),
    (Box.ANSWERED, "回答済"),
    (Box.BLOCKED, "拒否"),
)
YEARS = range(2000, 2200)


@blueprint.get("/threads")
@open_to(Role.AGENCY)
def threads() -> Response:
    """The list; it asks for itself again every minute while its first page is shown."""
    return respond("messages/agency_threads.html", "messages/_agency_threads.html", **inbox())


def inbox(current: str | None = None) -> dict[str, Any]:
    """What the list shows for the address asked for; `current` is the thread beside it."""
    agency_id, form = own_agency(), InboxForm(request.args)
    typed, number = (form.q.data or "").strip(), folded_number(form.q.data or "")
    asked = filter_of(form, records_numbered(agency_id, number) if number else None)
    if typed and not number:
        lines, more = with_words(agency_id, asked, typed, now()), False
    else:
        lines, more = page_of(agency_id, asked, now())
    kept = {"box": asked.box.value, "mine": form.mine.data or None, "q": typed or None}
    return {
        "inbox_form": form,
        "boxes": BOXES,
        "box": asked.box,
        "lines": lines,
        "numbers": numbers_of(agency_id, [each.record_id for each in lines]),
        "colleagues": colleagues_of(agency_id, now()),
        "kept": {name: value for name, value in kept.items() if value},
        "next_place": written(lines[-1].place) if more else None,
        "is_first": asked.after is None,
        "searched": SEARCHED,
        "current": current,
        "unread": unread_count(agency_id, now()),
    }


def filter_of(form: InboxForm, record_ids: tuple[int, ...] | None) -> InboxFilter:
    """The filter of an address; what cannot be read asks for nothing."""
    return InboxFilter(
        box=Box(form.box.data) if form.box.data in set(Box) else Box.ALL,
        assigned_to=current_identity().account_id if form.mine.data else None,
        after=place_of(form.after.data or ""),
        record_ids=record_ids,
    )


def written(place: Place) -> str:
    """Where a page goes on, as an address says it."""
    return f"{place.last_at.isoformat()}_{place.number}"


def place_of(typed: str) -> Place | None:
    """The same read back; None for anything else, also for a moment or a number that cannot be."""
    moment, _, number = typed.partition("_")
    try:
        last_at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    is_place = last_at.tzinfo and last_at.year in YEARS and number.isascii() and number.isalnum()
    return Place(last_at=last_at, number=number) if is_place else None
