"""Acquiring and deleting what agencies hold of seekers, in the transaction of the act (AGY-045, AGY-049 to -055)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update

from app.db import blind_index, db
from app.kernel.moments import day_of
from app.kernel.numbers import public_number
from app.offices.queries.days import national_calendar
from app.seekers.models.acquisitions import Acquisition, AcquisitionDeletion
from app.seekers.queries.held import acquisition_facts, living
from app.seekers.queries.records import profiles_of, written
from app.seekers.rules.acquiring import reason_of_deletion
from app.seekers.rules.keeping import kept_until
from app.seekers.terms.acquisitions import AgencyFacts
from app.seekers.terms.records import DeletionReason

DIGITS_OF_A_NUMBER = 12
EMPTY: dict[str, object] = dict.fromkeys(("profile", "applied_on", "explained_on", "accepted_on", "accepted_by"))
"""What a deletion leaves nothing of."""


def pseudonym(agency_id: int, record_id: int) -> str:
    """The number one agency knows a record by; no other agency's is the same (AGY-044, SECURITY T7)."""
    digest = blind_index("seeker's number", f"{agency_id}:{record_id}")
    return public_number(int(digest[:DIGITS_OF_A_NUMBER], 16))


def acquire(record_ids: Iterable[int], *, agency_id: int, stop_count: int, by: int, now: datetime) -> Mapping[int, int]:
    """Let an agency hold these records from now on, with the day they are to be deleted; acquisition by record.

    What it held under an older `stop_count` or past its day is deleted first. The records and the agency must be held.
    """
    profiles = profiles_of(record_ids)
    _delete_over(agency_id, stop_count, list(profiles), now)
    today = day_of(now)
    last = kept_until(today, None, national_calendar()).value
    same = {"agency_id": agency_id, "stop_count": stop_count, "acquired_by": by, "acquired_at": now}
    same |= {"acquired_on": today, "kept_until": last}
    rows = [
        {**same, "record_id": record_id, "number": pseudonym(agency_id, record_id), "profile": written(profile)}
        for record_id, profile in profiles.items()
    ]
    if not rows:
        return {}
    made = db.session.execute(insert(Acquisition).returning(Acquisition.record_id, Acquisition.id), rows)
    return dict(made.all())


def _delete_over(agency_id: int, stop_count: int, record_ids: list[int], now: datetime) -> None:
    """Delete what is invisible already and no worker has deleted yet: it would stand in the way of a new one."""
    old = select(Acquisition).where(Acquisition.agency_id == agency_id, Acquisition.record_id.in_(record_ids))
    agency = AgencyFacts(stop_count=stop_count, is_stopped=False)
    for row in db.session.scalars(old.where(Acquisition.deleted_at.is_(None)).order_by(Acquisition.id)):
        if (why := reason_of_deletion(acquisition_facts(row), agency, day_of(now))) is not None:
            delete_acquisition(row, why, now)


def delete_acquisition(row: Acquisition, why: DeletionReason, now: datetime) -> None:
    """Delete what an agency holds: the content is gone, a line of number, reason and time stays (DESIGN 3.11)."""
    _empty(row, why, now)
    db.session.add(AcquisitionDeletion(**_line(row, why, now)))
    db.session.flush()


def delete_acquisitions(held: Sequence[Any], why: DeletionReason, now: datetime) -> None:
    """Delete many, rows of `id`, `agency_id` and `number`, in two statements however many there are."""
    gone = update(Acquisition).where(Acquisition.id.in_([row.id for row in held]))
    emptied = gone.values(EMPTY | {"deleted_at": now, "deleted_why": why.value})
    db.session.execute(emptied, execution_options={"synchronize_session": False})
    log = [_line(row, why, now) for row in held]
    db.session.execute(insert(AcquisitionDeletion), log)


def _line(row: Any, why: DeletionReason, now: datetime) -> dict[str, object]:
    """What stays of a deleted one."""
    return {"agency_id": row.agency_id, "number": row.number, "reason": why.value, "deleted_at": now}


def empty_acquisition(*, agency_id: int, number: str, reason: str, deleted_at: datetime) -> bool:
    """Delete again what an older copy of the database brought back; False where it holds nothing of it.

    An acquisition that was made after the deletion is another one.
    """
    held = select(Acquisition).where(Acquisition.agency_id == agency_id, Acquisition.number == number)
    before = held.where(Acquisition.deleted_at.is_(None), Acquisition.acquired_at <= deleted_at)
    row = db.session.scalars(before).first()
    if row is not None:
        _empty(row, DeletionReason(reason), deleted_at)
        db.session.flush()
    return row is not None


def _empty(row: Acquisition, why: DeletionReason, at: datetime) -> None:
    for name, value in (EMPTY | {"deleted_at": at, "deleted_why": why.value}).items():
        setattr(row, name, value)


def delete_held(record_id: int, why: DeletionReason, now: datetime, *, agency_id: int | None = None) -> int:
    """Delete a record wherever it is held, or at one agency; how many agencies held it (AGY-049, AGY-050)."""
    held = select(Acquisition).where(Acquisition.record_id == record_id, Acquisition.deleted_at.is_(None))
    if agency_id is not None:
        held = held.where(Acquisition.agency_id == agency_id)
    alone = held.order_by(Acquisition.id).with_for_update().execution_options(populate_existing=True)
    rows = list(db.session.scalars(alone))
    for row in rows:
        delete_acquisition(row, why, now)
    return len(rows)


def held_row(agency_id: int, number: str, today: date) -> Acquisition | None:
    """What an agency holds under its own number on a day, kept from changing until this transaction ends."""
    rows = living(agency_id, today).where(Acquisition.number == number).with_for_update(of=Acquisition)
    return db.session.scalars(rows.execution_options(populate_existing=True)).first()


def extend_kept_until(row: Acquisition, accepted_on: date, *, explained_on: date | None, by: int) -> None:
    """Keep an accepted record for as long as the rule says; the acceptance with it (AGY-054, AGY-064, AGY-066)."""
    row.accepted_on, row.explained_on, row.accepted_by = accepted_on, explained_on, by
    row.kept_until = kept_until(row.acquired_on, accepted_on, national_calendar()).value
    db.session.flush()
