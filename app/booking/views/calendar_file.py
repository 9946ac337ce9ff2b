"""The calendar file of a booking: time and number, no URL, no topic, no name."""

from datetime import datetime

from flask_babel import gettext as _

from app.booking.rules.state import state_at
from app.booking.terms.bookings import BookingRecord
from app.booking.terms.states import RELEASED

PRODUCT = "-//Madoguchi//Yoyaku//JA"


def calendar_file(booking: BookingRecord, now: datetime) -> bytes:
    """RFC 5545 with METHOD:PUBLISH. The number is the UID, so that a later file replaces an earlier one."""
    from icalendar import Calendar, Event  # as much to load as Flask, and few ask for the file

    event = Event()
    event.add("uid", booking.number)
    event.add("sequence", booking.revision)
    event.add("dtstamp", now)
    event.add("dtstart", booking.starts_at)
    event.add("dtend", booking.ends_at)
    event.add("summary", _("予約（オンライン）"))
    event.add("description", _("予約番号 %(number)s", number=booking.number))
    event.add("status", "CANCELLED" if state_at(booking.facts, now) in RELEASED else "CONFIRMED")
    event.add("class", "PRIVATE")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
