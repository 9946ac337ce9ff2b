"""Recording the use of pages, and purging what is past its date (MYK-28, NGS-48, KRS-34)."""

from datetime import date, datetime

from app.audit import effects as audit
from app.booking.effects.use_log import add_use, delete_uses_before, forget_devices_of_closed
from app.booking.terms.use_log import Entry, Used
from app.db import db
from app.kernel.moments import day_of
from app.offices.queries.offices import list_offices
from app.offices.queries.retention import use_kept_since

USE_LOG, PAST_ITS_DATE = "use_log", "past_its_date"


@db.write
def note_use(used: Used, entry: Entry) -> None:
    """Record a use, in a short transaction of its own: a GET may do this (DESIGN 3.12)."""
    add_use(used, entry)


def purge_uses(now: datetime) -> int:
    """Delete every use that is past the period its office keeps the log for; how many.

    What identifies the device of somebody who has closed their account goes at once.
    """
    today = day_of(now)
    _forget()
    return sum(_purge(office.id, use_kept_since(office.id, today), now) for office in list_offices())


@db.write
def _purge(office_id: str, since: date, now: datetime) -> int:
    gone = delete_uses_before(office_id, since)
    if gone:
        audit.note_deletion(USE_LOG, f"office:{office_id}", reason=PAST_ITS_DATE, now=now, office_id=office_id)
    return gone


_forget = db.write(forget_devices_of_closed)
