"""Waiting for the bureau's mail address after the registration of an account (10注3)."""

from datetime import date, datetime

from app.agencies.rules.dates import mail_address_wait
from app.agencies.terms.registration import AddressWait
from app.kernel.calendar import Calendar


def address_wait(registered_on: date, sent_at: datetime | None, today: date, calendar: Calendar) -> AddressWait:
    """Whether to ask the bureau (AGY-101): from the day after the third counted day, while nothing was sent."""
    third = mail_address_wait(registered_on, calendar)
    overdue = sent_at is None and today > third.value
    return AddressWait(registered_on=registered_on, third_day=third, sent_at=sent_at, is_overdue=overdue)
