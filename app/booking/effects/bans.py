"""Refusing future use, and lifting it, inside somebody's transaction. Nothing here happens by itself (KNG-42)."""

from app.booking.effects.acts import Taken
from app.booking.models.guards import Ban, BanKey
from app.booking.queries.facts import index_of
from app.booking.rules.person import person_keys
from app.db import db
from app.offices.terms import BanGround


def add_ban(taken: Taken, ground: BanGround, reason: str) -> None:
    """Refuse the person of a booking any future use at its office, by everything the person is known by (Q-04)."""
    row = taken.row
    ban = Ban(
        office_id=row.office_id, booking_id=row.id, ground=ground, reason=reason, since=taken.now, set_by=taken.by
    )
    db.session.add(ban)
    db.session.flush()
    keys = person_keys(
        email=row.email,
        phone=row.phone,
        name_kana=row.name_kana,
        name=row.name,
        seeker_number=row.seeker_number or "",
        account_id=row.account_id,
    )
    db.session.add_all(BanKey(ban_id=ban.id, key=index_of(key)) for key in keys)
    row.revision += 1


def lift_bans(taken: Taken) -> None:
    """Lift what came of a booking. The rows stay (DESIGN 3.9)."""
    standing = db.update(Ban).where(Ban.booking_id == taken.row.id, Ban.lifted_at.is_(None))
    db.session.execute(standing.values(lifted_at=taken.now, lifted_by=taken.by))
    taken.row.revision += 1
