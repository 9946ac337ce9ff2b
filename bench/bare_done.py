"""The page of a booking made as a bare page: its templates, with constants for the booking."""

from datetime import date, time
from types import SimpleNamespace
from typing import Any

from flask import render_template

from app.kernel.moments import at

DAY = date(2026, 5, 14)
STUBS = {
    "booking.calendar": "/bookings/<number>.ics",
    "booking.withdrawal": "/bookings/<number>/withdrawal",
    "booking.end": "/end",
}
DONE: dict[str, Any] = {
    "booking": SimpleNamespace(
        number="4827150369",
        starts_at=at(DAY, time(10)),
        ends_at=at(DAY, time(10, 50)),
        email="p1234567@example.jp",
        facts=SimpleNamespace(lapses_from=None),
    ),
    "state": SimpleNamespace(value="confirmed"),
    "called_off": False,
    "is_to_come": True,
    "office": SimpleNamespace(slug="kanagawa", name="神奈川県かながわ労働センター"),
    "policy": SimpleNamespace(
        name="神奈川県かながわ労働センター",
        service_name="オンライン労働相談",
        password_mail=True,
        enquiry_password=True,
        same_day_cancel_call=True,
        cancel_mail=True,
        noshow_minutes=10,
        contact_phone="+81456336110",
        contact_switchboard=True,
        contact_weekdays=frozenset(),
        weekdays=frozenset(range(5)),
        contact_hours=(SimpleNamespace(start=time(8, 30), end=time(17, 15)),),
    ),
    "tool": "Webex",
    "by_account": False,
    "against_withdrawal": None,
    "call_asked": False,
    "info_due": date(2026, 5, 13),
    "reminder_on": date(2026, 5, 13),
    "waits_for": None,
    "last_moment": None,
    "invited_by": date(2026, 5, 18),
}


def done(shared: dict[str, Any]) -> str:
    """The page made anew from constants every time; `shared` is what every page of the site shows."""
    return render_template("booking/done.html", **shared, **DONE)
