"""Deleting what is invisible already: what agencies hold past its day (AGY-053 to -055, Q-52), records of who left."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select

from app.accounts.queries.people import is_closed
from app.agencies.queries.participation import stop_count_of, stop_counts, stopped_agencies
from app.db import db
from app.kernel.moments import day_of
from app.seekers.effects.acquisitions import delete_acquisitions
from app.seekers.effects.records import empty_records
from app.seekers.models.acquisitions import Acquisition
from app.seekers.models.records import SeekerChoice, SeekerRecord
from app.seekers.queries.held import acquisition_facts
from app.seekers.rules.acquiring import reason_of_deletion
from app.seekers.terms.acquisitions import AgencyFacts
from app.seekers.terms.records import DeletionReason

AT_ONCE = 200
"""Rows of one transaction: nobody waits long for a purge."""
NEEDED = (
    Acquisition.id,
    Acquisition.agency_id,
    Acquisition.number,
    Acquisition.acquired_on,
    Acquisition.kept_until,
    Acquisition.stop_count,
    Acquisition.accepted_on,
    Acquisition.deleted_at,
)


def purge_acquisitions(now: datetime) -> int:
    """Delete every record past its day or from before a stop of use; how many. Each batch is a transaction."""
    total = 0
    while purged := _purge_some(now):
        total += purged
    return total


@db.write
def _purge_some(now: datetime) -> int:
    today = day_of(now)
    rows = _held(Acquisition.kept_until < today) or _held(_is_from_before_a_stop())
    counts = stop_counts({row.agency_id for row in rows})
    gone: defaultdict[DeletionReason, list[Any]] = defaultdict(list)
    for row in rows:
        agency = AgencyFacts(stop_count=counts[row.agency_id], is_stopped=False)
        if (why := reason_of_deletion(acquisition_facts(row), agency, today)) is not None:
            gone[why].append(row)
    for why, some in gone.items():
        delete_acquisitions(some, why, now)
    return sum(map(len, gone.values()))


def _held(over: ColumnElement[bool]) -> Sequence[Any]:
    """Some of those that nobody deleted yet, held; without what they tell of people, which nobody need read.

    Ordered by the day alone, as the index is: a month ends for a hundred thousand on one day, and with a second word
    all of them would be sorted for every part.
    """
    due = select(*NEEDED).where(Acquisition.deleted_at.is_(None), over).order_by(Acquisition.kept_until)
    return db.session.execute(due.limit(AT_ONCE).with_for_update(skip_locked=True)).all()


def _is_from_before_a_stop() -> ColumnElement[bool]:
    is_older = Acquisition.stop_count != stop_count_of(Acquisition.agency_id)
    return and_(Acquisition.agency_id.in_(stopped_agencies()), is_older)


def empty_left_records(now: datetime) -> int:
    """Empty every record whose seeker closed the account: nobody can offer it again (DESIGN 3.11); how many."""
    total = 0
    while emptied := _empty_some(now):
        total += emptied
    return total


@db.write
def _empty_some(now: datetime) -> int:
    is_full = exists().where(SeekerChoice.record_id == SeekerRecord.id)
    left = select(SeekerRecord.id).where(is_closed(SeekerRecord.account_id), is_full).order_by(SeekerRecord.id)
    ids = db.session.scalars(left.limit(AT_ONCE).with_for_update(skip_locked=True)).all()
    empty_records(ids, now)
    return len(ids)
