"""Days that limits and terms are counted by are the Japanese days of their moments (SECURITY I10)."""

from datetime import datetime

import sqlalchemy as sa

from app.db import db

BESIDE = (("message", "sent_on", "sent_at"), ("acquisition", "acquired_on", "acquired_at"))
"""Tables that keep a day beside the moment it follows from."""


def days_beside_their_moment(_now: datetime) -> list[str]:
    """No day is another than that of its moment in Japan (I10)."""
    tables = db.metadata.tables
    found = []
    for name, day, moment in BESIDE:
        table = tables[name]
        wrong = sa.select(table.c.id).where(_is_another(table.c[day], table.c[moment])).order_by(table.c.id)
        found += [f"{name} {row_id}" for row_id in db.session.scalars(wrong)]
    day, booking = tables["person_day"], tables["booking"]
    counted = sa.select(day.c.id).join(booking, booking.c.id == day.c.booking_id)
    wrong = counted.where(_is_another(day.c.day, booking.c.starts_at)).order_by(day.c.id)
    return found + [f"person_day {row_id}" for row_id in db.session.scalars(wrong)]


def _is_another(day: sa.Column[object], moment: sa.Column[object]) -> sa.ColumnElement[bool]:
    """Whether a kept day is not the one of a moment in Japan, which has no summer time."""
    if db.session.get_bind().dialect.name == "sqlite":
        return sa.cast(day, sa.String) != sa.func.date(moment, sa.literal_column("'+9 hours'"), type_=sa.String)
    return day != sa.cast(sa.func.timezone(sa.literal_column("'Asia/Tokyo'"), moment), sa.Date)
