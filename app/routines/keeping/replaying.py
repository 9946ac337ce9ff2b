"""Putting back what the journal says is no more, into a database that does not know it yet (SECURITY F15)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from app.accounts.effects.people import nobodys_password
from app.accounts.effects.profiles import erase_profile
from app.agencies.effects.expiry import empty_application
from app.audit.effects import pseudonym_of
from app.booking.effects.bookings import locked_booking
from app.booking.effects.retention import delete_record, forget_contact
from app.db import db
from app.notices.effects import empty_page
from app.routines.keeping.putting_back import free_addresses, put_back
from app.routines.keeping.rows import Written, move_sequence, values_of
from app.routines.keeping.watched import Watched
from app.seekers.effects.acquisitions import empty_acquisition

RECORD, CONTACT, APPLICATION = "booking.record", "booking.contact", "agency_application"


@dataclass
class Replayed:
    """How many lines of each table were put back, and which could not be: what they point to is not there."""

    put: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    deleted: Counter[str] = field(default_factory=Counter)


def replay(lines: Iterable[tuple[Watched, Written]]) -> Replayed:
    """Put back every line, then delete again what it tells of; inside the caller's transaction."""
    done, gone, nobodys, lines = Replayed(), [], nobodys_password(), list(lines)
    free_addresses(lines)
    for watched, row in lines:
        (done.put if put_back(watched, row, nobodys) else done.left)[watched.table] += 1
        gone.append((watched.table, values_of(row)))
    for name in done.put:
        move_sequence(db.metadata.tables[name])
    _close_accounts([values["id"] for name, values in gone if name == "account" and values["closed_at"]])
    _delete_acquisitions([values for name, values in gone if name == "acquisition_deletion"], done)
    _delete_by_pseudonym([values for name, values in gone if name == "deletion_log"], done)
    return done


def _close_accounts(ids: list[int]) -> None:
    """The account's own row is as it was after the closing; what hangs on it goes as it went then."""
    for account_id in ids:
        erase_profile(account_id)
        empty_page(account_id)


def _delete_acquisitions(noted: list[dict[str, object]], done: Replayed) -> None:
    for values in noted:
        told = {name: values[name] for name in ("agency_id", "number", "reason", "deleted_at")}
        done.deleted["acquisition"] += empty_acquisition(**told)


def _delete_by_pseudonym(noted: list[dict[str, object]], done: Replayed) -> None:
    wanted = {what: {} for what in (RECORD, CONTACT, APPLICATION)}
    for values in noted:
        if values["what"] in wanted:
            wanted[values["what"]][values["pseudonym"]] = values["at"]
    bookings, applications = wanted[RECORD] | wanted[CONTACT], wanted[APPLICATION]
    for number in _numbers("booking") if bookings else ():
        mark = pseudonym_of(f"booking:{number}")
        if mark in wanted[RECORD]:
            delete_record(locked_booking(number).id)
            done.deleted[RECORD] += 1
        elif mark in wanted[CONTACT]:
            done.deleted[CONTACT] += _forget(number, wanted[CONTACT][mark])
    for number in _numbers("agency_application") if applications else ():
        mark = pseudonym_of(f"application:{number}")
        if mark in applications:
            done.deleted[APPLICATION] += empty_application(number, applications[mark])


def _forget(number: str, at: datetime) -> bool:
    row = locked_booking(number)
    if row.forgotten_at is not None:
        return False
    forget_contact(row.id, at)
    return True


def _numbers(table: str) -> list[str]:
    numbered = db.metadata.tables[table]
    return list(db.session.scalars(sa.select(numbered.c.number).order_by(numbered.c.id)))
