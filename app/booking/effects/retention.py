"""Purging what is past its date. Nothing here commits.

Whatever is sealed tells of a person, wherever it hangs on a booking: so it is found by the schema and not by a list
that a later table would be missing from. Codes, times and states stay until the whole record goes.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Table

from app.booking.effects.origins import NO_ORIGIN
from app.booking.models.bookings import Booking
from app.booking.models.guards import Ban, PersonDay
from app.columns import Sealed
from app.db import db

FORGOTTEN = ""
KEYS = ("phone_key", "mail_key")
BOOKING: Table = Booking.__table__
HELD_BY_A_BAN = {Ban.__tablename__}


def forget_contact(booking_id: int, now: datetime) -> None:
    """Empty everything sealed of a booking and of what points to it, and every HMAC a person could be found by.

    The reason of a ban that nobody has lifted stays, as does what the banned person is known by (KNG-42).
    """
    for table, rows in _with_dependents(booking_id):
        emptied = {name: value for name, value in _emptied(table).items() if not _serves_a_ban(table, booking_id)}
        if emptied:
            db.session.execute(db.update(table).where(rows).values(emptied))
    keys = db.update(PersonDay).where(PersonDay.booking_id == booking_id)
    db.session.execute(keys.values(key=db.literal("forgotten:") + db.cast(PersonDay.id, db.String)))
    gone = {**dict.fromkeys(KEYS, FORGOTTEN), **NO_ORIGIN, "forgotten_at": now}
    db.session.execute(db.update(Booking).where(Booking.id == booking_id).values(gone))


def delete_record(booking_id: int) -> None:
    """Delete a booking with everything that points to it, those that point to others first.

    A booking made at its session stays, and follows nothing any more.
    """
    followers = db.update(Booking).where(Booking.follows_id == booking_id)
    db.session.execute(followers.values(follows_id=None).execution_options(synchronize_session=False))
    for table, rows in reversed(tuple(_with_dependents(booking_id))):
        db.session.execute(db.delete(table).where(rows))


def _with_dependents(booking_id: int) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """The booking's table and every table whose rows point to it, directly or by others, each with its rows."""
    found: dict[Table, ColumnElement[bool]] = {BOOKING: BOOKING.c.id == booking_id}
    for table in db.metadata.sorted_tables:
        for key in (key for column in table.columns for key in column.foreign_keys):
            parent = key.column.table
            if parent in found and table is not parent:
                held: Select[tuple[int]] = db.select(key.column).where(found[parent])
                pointing = key.parent.in_(held)
                found[table] = db.or_(found[table], pointing) if table in found else pointing
    yield from found.items()


def _emptied(table: Table) -> dict[str, str | None]:
    """What every sealed column of a table becomes."""
    sealed = (column for column in table.columns if isinstance(column.type, Sealed))
    return {column.name: None if column.nullable else FORGOTTEN for column in sealed}


def _serves_a_ban(table: Table, booking_id: int) -> bool:
    if table.name not in HELD_BY_A_BAN:
        return False
    open_bans = db.select(Ban.id).where(Ban.booking_id == booking_id, Ban.lifted_at.is_(None)).limit(1)
    return db.session.execute(open_bans).first() is not None
