"""No person's value lies open: sealed columns hold sealed bytes, the record codes and numbers (SECURITY I11)."""

from datetime import datetime

import sqlalchemy as sa

from app.audit.queries import events_with_personal_values
from app.columns import installed_keys
from app.db import db
from app.routines.keeping.rows import raw
from app.routines.keeping.sealed_columns import sealed_columns


def values_in_the_open(_now: datetime) -> list[str]:
    """Sealed columns with rows that are not sealed under a key we have, and events that name a person (I11)."""
    counted = [(f"{column.table.name}.{column.name}", _not_sealed(column)) for column in sealed_columns()]
    events = [f"audit_event {event_id}" for event_id in events_with_personal_values()]
    return [f"{name} {count}" for name, count in counted if count] + events


def _not_sealed(column: sa.Column[object]) -> int:
    begins = [bytes([len(name)]) + name.encode() for name in installed_keys().seal.keys]
    starts = (
        sa.func.substr(raw(column), 1, len(head), type_=sa.LargeBinary()) == db.literal(head, sa.LargeBinary())
        for head in begins
    )
    open_rows = sa.select(sa.func.count()).select_from(column.table).where(column.is_not(None), ~sa.or_(*starts))
    return db.session.scalar(open_rows) or 0
