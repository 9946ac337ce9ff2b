"""The page of a booking for the browser that holds it."""

from datetime import datetime

from flask import Response, make_response, render_template

from app.booking.queries.bookings import find_booking, message_of
from app.booking.queries.sessions import referral_of
from app.booking.rules.dates import meeting_info_due, reminder_day
from app.booking.rules.places import place_name
from app.booking.rules.state import ground_against_withdrawal, is_call_asked, last_enquiry_day, message_view, state_at
from app.booking.terms.bookings import BookingRecord
from app.kernel.calendar import Calendar
from app.kernel.moments import day_of
from app.offices.queries import offices
from app.offices.terms import Office, Policy


def booking_page(number: str, *, by_password: bool, moment: datetime) -> Response:
    """What the holder of a booking sees; 伝達事項 and own words only with the password (KNG-29, KNG-44)."""
    booking = find_booking(number)
    if booking is None:
        return not_here()
    page = "booking/booking.html" if by_password else "booking/done.html"
    message = message_of(booking.id) if by_password else None
    view = message_view(booking.facts, entered=message is not None, now=moment)
    own = {"message": message, "message_view": view, "referral": referral_of(booking.id) if by_password else None}
    return make_response(render_template(page, **own, **whole_context(booking, moment)))


def not_here() -> Response:
    """The same answer for a booking that is another's and for one that does not exist (DESIGN 3.12)."""
    return make_response(render_template("booking/not_here.html"), 404)


def whole_context(booking: BookingRecord, moment: datetime) -> dict[str, object]:
    """The words of a booking's page, office and policy read for it."""
    office = offices.get_office(booking.office_id)
    policy = offices.policy_in_force(office.id, day_of(booking.starts_at))
    return context(booking, office, policy, offices.calendar_of(office.id), moment)


def context(
    booking: BookingRecord, office: Office, policy: Policy, calendar: Calendar, moment: datetime
) -> dict[str, object]:
    """Everything the pages of a booking speak of, save 伝達事項."""
    session_day = day_of(booking.starts_at)
    return {
        "booking": booking,
        "state": state_at(booking.facts, moment),
        "office": office,
        "policy": policy,
        "against_withdrawal": ground_against_withdrawal(booking.facts, policy, booking.channel, moment),
        "call_asked": is_call_asked(policy, booking.starts_at, moment),
        "info_due": meeting_info_due(session_day, policy, calendar).value,
        "reminder_on": reminder_day(session_day, policy, calendar).value,
        "password_until": last_enquiry_day(booking.starts_at),
        "residence": place_name(booking.residence),
        "workplace": place_name(booking.workplace),
    }
