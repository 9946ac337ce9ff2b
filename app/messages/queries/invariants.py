"""What must always hold of messages, as rows that break it (SECURITY I3)."""

from datetime import datetime

from sqlalchemy import func, select

from app.db import db
from app.messages.models.messages import Message, SendQuota
from app.messages.terms.messages import CAP, COUNTED


def days_sent_wrongly(_now: datetime) -> list[str]:
    """An agency's counter of a JST day is the number of its messages of that day, and never over the thousand (I3)."""
    counted = select(Message.agency_id, Message.sent_on, func.count().label("number"))
    counted = counted.where(Message.kind.in_([kind.value for kind in COUNTED]))
    rows = counted.group_by(Message.agency_id, Message.sent_on).order_by(Message.agency_id, Message.sent_on)
    sent = {(agency_id, day): number for agency_id, day, number in db.session.execute(rows)}
    told = select(SendQuota.agency_id, SendQuota.day, SendQuota.sent).order_by(SendQuota.agency_id, SendQuota.day)
    taken = {(agency_id, day): number for agency_id, day, number in db.session.execute(told)}
    days = sorted({*sent, *taken})
    wrong = (day for day in days if sent.get(day, 0) != taken.get(day, 0) or sent.get(day, 0) > CAP)
    return [f"agency {agency_id} {day.isoformat()}" for agency_id, day in wrong]
