"""Writing what a record says, with everything it is found by, in the transaction of the act (AGY-002, AGY-044)."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, insert, update

from app.db import blind_index, db
from app.seekers.models.records import SeekerChoice, SeekerGram, SeekerRecord
from app.seekers.rules.offering import texts_of
from app.seekers.rules.searching import SHUFFLE_RANGE, grams
from app.seekers.terms.records import ChoiceKind, SeekerProfile

Row = dict[str, Any]
Placed = tuple[int, int, SeekerProfile]
"""A record's id, its place in the lists, and what it says."""


def seeker_index(number: str) -> str:
    """What stands for a job seeker's number (求職番号); nobody comes back from it without the index key."""
    return blind_index("seeker_record.seeker_number", number)


def add_record(
    profile: SeekerProfile, *, account_id: int | None, index: str | None, valid_until: date, now: datetime
) -> SeekerRecord:
    """A new record, offered from now on."""
    whose = {"account_id": account_id, "seeker_index": index}
    record = SeekerRecord(**new_row(profile, valid_until=valid_until, now=now), **whose)
    db.session.add(record)
    db.session.flush()
    write_found_by([(record.id, record.shuffle, profile)])
    return record


def put_record(record: SeekerRecord, profile: SeekerProfile, *, valid_until: date, now: datetime) -> None:
    """Let a record say this from now on, by a new consent. The record must be held."""
    db.session.execute(
        update(SeekerRecord)
        .where(SeekerRecord.id == record.id)
        .values(**content(profile), offered_at=now, valid_until=valid_until, withdrawn_at=None)
    )
    forget_found_by([record.id])
    write_found_by([(record.id, record.shuffle, profile)])


def take_back(record_ids: Sequence[int], now: datetime) -> None:
    """Let the consent to these records be taken back from now on, and their threads be over. They must be held."""
    if record_ids:
        theirs = update(SeekerRecord).where(SeekerRecord.id.in_(record_ids))
        db.session.execute(theirs.values(withdrawn_at=now, withdrawals=SeekerRecord.withdrawals + 1))


def new_row(profile: SeekerProfile, *, valid_until: date, now: datetime) -> Row:
    """The columns of a record offered from now on, at a place of the lists nobody chose."""
    offered = {"offered_at": now, "valid_until": valid_until, "withdrawn_at": None}
    return {**content(profile), **offered, "shuffle": secrets.randbelow(SHUFFLE_RANGE)}


def content(profile: SeekerProfile) -> Row:
    """The columns of what a record says, choices aside."""
    return {
        "experience": profile.experience,
        "qualifications": profile.qualifications,
        "wishes": profile.wishes,
        "wage": profile.wage,
        "wage_unit": profile.wage_unit.value,
        "age_band": profile.age_band.value if profile.age_band else None,
    }


def empty_records(record_ids: Sequence[int], now: datetime) -> None:
    """Take everything out of records that nobody offers any more; that they were there stays."""
    gone = {"experience": "", "qualifications": "", "wishes": "", "wage": None, "age_band": None}
    withdrawn = func.coalesce(SeekerRecord.withdrawn_at, now)
    emptied = update(SeekerRecord).where(SeekerRecord.id.in_(record_ids)).values(**gone, withdrawn_at=withdrawn)
    db.session.execute(emptied)
    forget_found_by(record_ids)


def forget_found_by(record_ids: Sequence[int]) -> None:
    """Let these records be found by nothing."""
    for model in (SeekerChoice, SeekerGram):
        db.session.execute(delete(model).where(model.record_id.in_(record_ids)))


def write_found_by(records: Iterable[Placed]) -> None:
    """Let records be found by what they chose and by the words of their texts, in two statements."""
    chosen: list[Row] = []
    words: list[Row] = []
    for record_id, shuffle, profile in records:
        same = {"record_id": record_id, "shuffle": shuffle}
        chosen += [{**same, "kind": kind, "code": code} for kind, code in _choices(profile)]
        words += [{**same, "gram": gram} for gram in grams(texts_of(profile))]
    for model, rows in ((SeekerChoice, chosen), (SeekerGram, words)):
        if rows:
            db.session.connection().execute(insert(model.__table__), rows)  # type: ignore[arg-type]


def _choices(profile: SeekerProfile) -> Iterable[tuple[str, str]]:
    lists = {
        ChoiceKind.OCCUPATION: profile.occupations,
        ChoiceKind.AREA: profile.areas,
        ChoiceKind.EMPLOYMENT: profile.employments,
        ChoiceKind.HOURS: profile.hours,
    }
    return ((kind.value, str(code)) for kind, codes in lists.items() for code in dict.fromkeys(codes))
