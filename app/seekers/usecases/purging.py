"""Deleting what is invisible already: what agencies hold past its day (AGY-053 to -055, Q-52), records of who left."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select

from app.accounts.queries.people import is_closed
from app.agencies.queries.participation import stop_count_of, stop_counts
from app.db import db
from app.kernel.moments import day_of
from app.seekers.effects.acquisitions import delete_acquisition
from app.seekers.effects.records import empty_records
from app.seekers.models.acquisitions import Acquisition
from app.seekers.models.records import SeekerChoice, SeekerRecord
from app.seekers.queries.held import acquisition_facts
from app.seekers.rules.acquiring import reason_of_deletion
from app.seekers.terms.acquisitions import AgencyFacts

AT_ONCE = 200
"""Rows of one transaction: nobody waits long for a purge."""


def purge_acquisitions(now: datetime) -> int:
    """Delete every record past its day or from before a stop of use; how many. Each batch is a transaction."""
    total = 0
    while purged := _purge_some(now):
        total += purged
    return total


@db.write
def _purge_some(now: datetime) -> int:
    due = select(Acquisition).where(Acquisition.deleted_at.is_(None), _is_over(now)).order_by(Acquisition.id)
    rows = list(db.session.scalars(due.limit(AT_ONCE).with_for_update(skip_locked=True)))
    counts = stop_counts({row.agency_id for row in rows})
    for row in rows:
        agency = AgencyFacts(stop_count=counts[row.agency_id], is_stopped=False)
        if (why := reason_of_deletion(acquisition_facts(row), agency, day_of(now))) is not None:
            delete_acquisition(row, why, now)
    return len(rows)


def _is_over(now: datetime) -> ColumnElement[bool]:
    return or_(Acquisition.kept_until < day_of(now), Acquisition.stop_count != stop_count_of(Acquisition.agency_id))


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
