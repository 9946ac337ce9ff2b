"""Confirming bookings by the arrival of their mail, without anybody pressing anything."""

from datetime import datetime

from app.audit import effects as audit
from app.booking.effects.bookings import locked_booking
from app.booking.effects.confirmation import confirm_booking
from app.booking.models.bookings import Booking
from app.booking.queries.due import waiting_for_delivery
from app.booking.rules.mails import CONFIRMING
from app.booking.rules.ways import confirmed_by_arrival
from app.booking.terms.changes import ByWhom
from app.db import db
from app.kernel.moments import day_of
from app.notices.queries import deliveries_sent
from app.offices.queries import offices
from app.offices.terms import Channel, Policy


def confirm_by_delivery(now: datetime) -> int:
    """Confirm what the arrival of its mail confirms, as of the moment of delivery (MYK-21, KRS-27, Q-16); how many.

    A mail that was refused confirms nothing: the desk finds it among the mails in trouble. Deliveries after the limit
    come too late, however late this runs.
    """
    waiting = waiting_for_delivery(now)
    if not waiting:
        return 0
    sent = deliveries_sent(CONFIRMING, min(waiting.values()))
    arrived = {each.booking_number: each.settled_at for each in reversed(sent) if each.booking_number in waiting}
    return sum(_confirm(number, moment, now) for number, moment in arrived.items() if moment)


@db.write
def _confirm(number: str, delivered_at: datetime, now: datetime) -> bool:
    row = locked_booking(number)
    if row is None or not confirmed_by_arrival(Channel(row.channel), _policy_of(row)):
        return False
    if not confirm_booking(row, at=delivered_at, by_whom=ByWhom.TIME, now=now):
        return False
    audit.record("booking.confirmed", by=None, subject=f"booking:{number}", now=now, office_id=row.office_id)
    return True


def _policy_of(row: Booking) -> Policy:
    return offices.policy_in_force(row.office_id, day_of(row.starts_at))
