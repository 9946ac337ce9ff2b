"""What is known of a person who applies; people are looked up by HMAC only (DESIGN 3.2)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from app.booking.models.guards import Ban, BanKey, PersonDay
from app.booking.terms.application import PersonKey
from app.booking.terms.bookings import PersonFacts
from app.db import blind_index, db


def index_of(key: PersonKey) -> str:
    """The HMAC under which a key is kept; keys of different kinds never meet."""
    return blind_index(f"person {key.kind}", key.text)


def person_facts(office_id: str, day: date, keys: Iterable[PersonKey]) -> PersonFacts:
    """Bookings of the person at the office on `day`, and bans there that are not lifted, in one statement."""
    indexes = [index_of(key) for key in keys]
    of_day = db.select(PersonDay.key, PersonDay.booking_id, db.literal(False)).where(
        PersonDay.office_id == office_id, PersonDay.day == day, PersonDay.key.in_(indexes)
    )
    bans = (
        db.select(BanKey.key, Ban.booking_id, db.literal(True))
        .join(Ban, Ban.id == BanKey.ban_id)
        .where(Ban.office_id == office_id, Ban.lifted_at.is_(None), BanKey.key.in_(indexes))
    )
    booked: defaultdict[str, list[int]] = defaultdict(list)
    banned: set[int] = set()
    for key, booking_id, is_ban in db.session.execute(db.union_all(of_day, bans)):
        if is_ban:
            banned.add(booking_id)
        else:
            booked[key].append(booking_id)
    return PersonFacts(
        bookings_by_key={key: tuple(sorted(ids)) for key, ids in booked.items()}, banned_with=tuple(sorted(banned))
    )
