"""Importing the records of seekers who agreed at an office, batch by batch (AGY-002, AGY-044)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from app.audit import effects as audit
from app.db import db
from app.kernel.moments import day_of
from app.seekers.effects.records import (
    content,
    forget_found_by,
    new_row,
    seeker_index,
    take_back,
    write_found_by,
)
from app.seekers.models.records import SeekerRecord
from app.seekers.rules.importing import verdict_of
from app.seekers.rules.offering import offered_until
from app.seekers.terms.importing import ImportedRow, Verdict

Found = dict[str, Row[Any]]


@db.write
def import_records(rows: Sequence[ImportedRow], *, office_id: str | None, now: datetime) -> Counter[Verdict]:
    """Write a batch of lines in one commit; what became of them.

    A new consent offers to the end of the month after next; one that is taken back withdraws at once; what a seeker
    took over is his own to say. Of two lines with one number the later counts.
    """
    by_index = {seeker_index(row.number): row for row in rows}
    found = _found(by_index, lock=True)
    judged = {index: _verdict(row, found.get(index)) for index, row in by_index.items()}
    _add({index: by_index[index] for index, told in judged.items() if told is Verdict.ADDED}, office_id, now)
    _put([(found[index], by_index[index]) for index, told in judged.items() if told is Verdict.UPDATED], now)
    take_back([found[index].id for index, told in judged.items() if told is Verdict.WITHDRAWN], now)
    counted = _counted(judged, len(rows))
    subject = f"office:{office_id or 'none'}"
    detail: dict[str, object] = {str(verdict): count for verdict, count in counted.items()}
    audit.record("seekers.imported", by=None, subject=subject, now=now, detail=detail)
    return counted


def rehearse_import(rows: Sequence[ImportedRow]) -> Counter[Verdict]:
    """What would become of a batch; nothing is written."""
    by_index = {seeker_index(row.number): row for row in rows}
    found = _found(by_index, lock=False)
    return _counted({index: _verdict(row, found.get(index)) for index, row in by_index.items()}, len(rows))


def _counted(judged: dict[str, Verdict], lines: int) -> Counter[Verdict]:
    counted = Counter(judged.values())
    if repeated := lines - len(judged):
        counted[Verdict.REPEATED] = repeated
    return counted


def _found(indexes: dict[str, ImportedRow], *, lock: bool) -> Found:
    columns = (SeekerRecord.id, SeekerRecord.seeker_index, SeekerRecord.account_id, SeekerRecord.shuffle)
    there = select(*columns, SeekerRecord.withdrawn_at).where(SeekerRecord.seeker_index.in_(list(indexes)))
    there = there.order_by(SeekerRecord.id)
    rows: Iterable[Row[Any]] = db.session.execute(there.with_for_update() if lock else there)
    return {str(row.seeker_index): row for row in rows}


def _verdict(row: ImportedRow, there: Row[Any] | None) -> Verdict:
    return verdict_of(
        row,
        is_there=there is not None,
        is_owned=there is not None and there.account_id is not None,
        is_withdrawn=there is not None and there.withdrawn_at is not None,
    )


def _add(rows: dict[str, ImportedRow], office_id: str | None, now: datetime) -> None:
    last = offered_until(day_of(now))
    profiles = {index: row.profile for index, row in rows.items() if row.profile is not None}
    values = [
        {**new_row(profile, valid_until=last, now=now), "seeker_index": index, "office_id": office_id}
        for index, profile in profiles.items()
    ]
    if not values:
        return
    added = insert(SeekerRecord).returning(SeekerRecord.id, SeekerRecord.shuffle, SeekerRecord.seeker_index)
    made = db.session.execute(added, values).all()
    write_found_by((each.id, each.shuffle, profiles[each.seeker_index]) for each in made)


def _put(pairs: Sequence[tuple[Row[Any], ImportedRow]], now: datetime) -> None:
    told = [(there, row.profile) for there, row in pairs if row.profile is not None]
    if not told:
        return
    table = SeekerRecord.__table__
    offered = {"offered_at": now, "valid_until": offered_until(day_of(now)), "withdrawn_at": None}
    values = [{**content(profile), **offered, "key": there.id} for there, profile in told]
    columns: dict[str, Any] = {name: bindparam(name) for name in values[0] if name != "key"}
    statement = update(table).where(table.c.id == bindparam("key")).values(**columns)  # type: ignore[arg-type]
    db.session.connection().execute(statement, values)
    forget_found_by([there.id for there, _ in told])
    write_found_by((there.id, there.shuffle, profile) for there, profile in told)
