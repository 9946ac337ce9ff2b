"""Reading who looked at what, out of the record."""

import json
from datetime import datetime

from app.audit.queries import events_at
from app.audit.terms import Event
from app.desk.terms.looks import Look, LookKind
from app.desk.terms.search import SearchBy

KINDS = {
    "desk.booking_viewed": LookKind.VIEW,
    "desk.instant_request_viewed": LookKind.VIEW,
    "desk.booking_printed": LookKind.PRINT,
    "desk.day_printed": LookKind.DAY,
    "desk.day_exported": LookKind.DAY,
    "desk.searched": LookKind.SEARCH,
}
"""What the record calls a look."""

ACCOUNT, BOOKING = "account:", "booking:"


def looks_at(office_id: str, since: datetime, until: datetime) -> tuple[Look, ...]:
    """Every look of the office's people from `since` to before `until`, oldest first, in one statement.

    Of searches only those by name: a number, a telephone or an address is what a caller tells.
    """
    found = (_look(event) for event in events_at(office_id, KINDS, since, until))
    return tuple(look for look in found if look is not None)


def _look(event: Event) -> Look | None:
    account = event.actor.removeprefix(ACCOUNT)
    detail = json.loads(event.detail)
    kind = KINDS[event.act]
    if not account.isdigit() or (kind is LookKind.SEARCH and detail["by"] != SearchBy.KANA):
        return None
    number = event.subject.removeprefix(BOOKING) if event.subject.startswith(BOOKING) else ""
    reason = detail.get("reason") or ""
    return Look(account_id=int(account), kind=kind, at=event.at, number=number, reason=reason)
