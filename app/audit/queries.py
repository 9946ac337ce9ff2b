"""Reading the record: events of a subject, and the check of the whole chain."""

import json
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import text

from app.audit.models import AuditEvent, AuditSeal
from app.audit.rules import faults_of_events, faults_of_seal, personal_value_in
from app.audit.terms import START, Event, Fault, Finding, Seal
from app.db import db
from app.keys import Keys

WAIT_SECONDS = 10.0
PAUSE_SECONDS = 0.05
AT_ONCE = 2000
WRITERS = text(
    "SELECT virtualtransaction FROM pg_locks"
    " WHERE relation = 'audit_event'::regclass AND mode = 'RowExclusiveLock' AND granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What a check of the chain found; `head` is the digest of the last seal, `unsealed` the events after it."""

    findings: tuple[Finding, ...]
    seals: int
    head: str
    unsealed: int


def events_about(subject: str) -> list[Event]:
    """Everything recorded about a subject ("booking:K3…"), oldest first."""
    rows = db.session.scalars(db.select(AuditEvent).where(AuditEvent.subject == subject).order_by(AuditEvent.id))
    return [event_of(row) for row in rows]


def events_at(office_id: str, acts: Collection[str], since: datetime, until: datetime) -> list[Event]:
    """The events of some acts at an office from `since` to before `until`, oldest first."""
    wanted = db.select(AuditEvent).where(AuditEvent.office_id == office_id, AuditEvent.act.in_(sorted(acts)))
    rows = db.session.scalars(wanted.where(AuditEvent.at >= since, AuditEvent.at < until).order_by(AuditEvent.id))
    return [event_of(row) for row in rows]


def verify_chain(expected_head: str | None = None) -> Verification:
    """Check every seal and every event it covers.

    `expected_head` is a digest noted outside the database before (the routine logs each one): a chain cut off
    at its end is only found with it.
    """
    key = audit_key()
    findings: list[Finding] = []
    number, last_id, head, seen = 0, 0, START, expected_head is None
    for seal in each_seal():
        findings += faults_of_seal(key, seal, number + 1, head)
        findings += faults_of_events(key, seal, events_between(last_id, seal.last_id))
        number, last_id, head = seal.number, seal.last_id, seal.digest
        seen = seen or seal.digest == expected_head
    if not seen:
        findings.append(Finding(Fault.HEAD_MISSING, 0))
    return Verification(findings=tuple(findings), seals=number, head=head, unsealed=count_after(last_id))


def each_seal() -> Iterator[Seal]:
    """Every seal in the order of the chain, one at a time."""
    number = 0
    while True:
        after = db.select(AuditSeal).where(AuditSeal.number > number).order_by(AuditSeal.number).limit(1)
        row = db.session.scalar(after)
        if row is None:
            return
        number = row.number
        yield seal_row(row)
        db.session.expunge(row)


def last_seal() -> Seal | None:
    """The end of the chain; None before the first seal."""
    row = db.session.scalar(db.select(AuditSeal).order_by(AuditSeal.number.desc()).limit(1))
    return None if row is None else seal_row(row)


def events_between(after: int, until: int, limit: int | None = None) -> list[Event]:
    """Events with an id over `after` and up to `until`, in order of id."""
    covered = db.select(AuditEvent).where(AuditEvent.id > after, AuditEvent.id <= until).order_by(AuditEvent.id)
    rows = db.session.scalars(covered.limit(limit).execution_options(populate_existing=True)).all()
    return [event_of(row) for row in rows]


def events_with_personal_values() -> list[int]:
    """Ids of events whose subject or detail could name a person (SECURITY I11)."""
    found: list[int] = []
    told = db.select(AuditEvent.id, AuditEvent.subject, AuditEvent.detail).order_by(AuditEvent.id).limit(AT_ONCE)
    last = 0
    while rows := db.session.execute(told.where(AuditEvent.id > last)).all():
        last = rows[-1].id
        values = ((row.id, {"subject": row.subject, **json.loads(row.detail)}) for row in rows)
        found += [event_id for event_id, each in values if personal_value_in(each) is not None]
    return found


def settled_until() -> int:
    """The highest id with nothing unfinished at or below it; 0 where that is not known within ten seconds.

    On PostgreSQL a transaction holds its lock on the table before it draws an id. So every draw below the highest
    committed id was made by a transaction that has ended or is among the writers seen right after: once those have
    ended too, all lower ids are there for good. CREATE INDEX CONCURRENTLY waits in the same way; no writer waits.
    SQLite has one writer at a time, so there the highest id is settled as it is.
    """
    highest = highest_id()
    if db.session.get_bind().dialect.name == "sqlite":
        return highest
    before = writers()
    deadline = time.monotonic() + WAIT_SECONDS
    while before & writers():
        if time.monotonic() > deadline:
            return 0
        time.sleep(PAUSE_SECONDS)
    return highest


def writers() -> set[str]:
    """The transactions that have written to the record and not ended."""
    return set(db.session.scalars(WRITERS))


def highest_id() -> int:
    """The highest id that is committed; 0 where the record is empty."""
    return db.session.scalar(db.select(db.func.max(AuditEvent.id))) or 0


def count_after(event_id: int) -> int:
    """How many events have a higher id."""
    return db.session.scalar(db.select(db.func.count()).select_from(AuditEvent).where(AuditEvent.id > event_id)) or 0


def audit_key() -> bytes:
    """The key of the chain: the index key, which is never rotated and not in the database."""
    keys: Keys = current_app.extensions["keys"]
    return keys.index


def event_of(row: AuditEvent) -> Event:
    """The row as the chain covers it."""
    return Event(
        id=row.id,
        act=row.act,
        actor=row.actor,
        subject=row.subject,
        office_id=row.office_id,
        at=row.at,
        detail=row.detail,
        request_id=row.request_id,
    )


def seal_row(row: AuditSeal) -> Seal:
    """The seal a row holds."""
    return Seal(
        number=row.number,
        first_id=row.first_id,
        last_id=row.last_id,
        marks=bytes(row.marks),
        previous=row.previous,
        digest=row.digest,
    )
