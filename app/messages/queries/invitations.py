"""Reading how many first invitations an agency sent, for its yearly report (AGY-126)."""

from datetime import date

from sqlalchemy import func, select

from app.db import db
from app.kernel.calendar import ONE_DAY
from app.messages.models.messages import Message
from app.messages.terms.messages import MessageKind


def invitations_sent(agency_id: int, fiscal_year: int) -> int:
    """How many first invitations an agency sent in a fiscal year, by the JST days they count on."""
    first, last = date(fiscal_year, 4, 1), date(fiscal_year + 1, 4, 1) - ONE_DAY
    own = Message.agency_id == agency_id, Message.sent_on.between(first, last)
    counted = select(func.count()).select_from(Message).where(*own, Message.kind == MessageKind.FIRST_INVITATION.value)
    return db.session.scalar(counted) or 0
