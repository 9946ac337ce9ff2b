"""A booking in the browser that holds it: look, withdraw, take the calendar file."""

from datetime import datetime

from flask import Response, make_response, url_for

from app.booking.queries.bookings import find_booking
from app.booking.queries.guests import guest_identity
from app.booking.terms.application import WithdrawalRefusal
from app.booking.terms.bookings import BookingRecord
from app.booking.terms.outcomes import NotWithdrawn
from app.booking.usecases.withdrawal import withdraw_booking
from app.booking.views.blueprint import blueprint
from app.booking.views.calendar_file import calendar_file
from app.booking.views.cookie import held_booking
from app.booking.views.pages import booking_page, not_here, whole_context
from app.kernel.roles import ANYONE
from app.web.access import open_to
from app.web.clock import now
from app.web.htmx import go, respond


@blueprint.get("/bookings/<number>")
@open_to(ANYONE)
def show(number: str) -> Response:
    """The booking this browser holds; another's is not there, byte for byte."""
    held = held_booking()
    if held is None or held[0] != number:
        return not_here()
    return booking_page(number, by_password=held[1], moment=now())


@blueprint.get("/bookings/<number>/withdrawal")
@open_to(ANYONE)
def withdrawal(number: str) -> Response:
    """What a withdrawal does, and the button for it."""
    held = held_booking()
    booking = find_booking(number) if held and held[0] == number else None
    if booking is None:
        return not_here()
    return withdrawal_page(booking, now())


@blueprint.post("/bookings/<number>/withdrawal")
@open_to(ANYONE)
def withdraw(number: str) -> Response:
    """Withdraw; a second press shows that it is withdrawn (KNG-38)."""
    held = held_booking()
    if held is None or held[0] != number:
        return not_here()
    moment = now()
    outcome = withdraw_booking(number, guest_identity(number), moment)
    refused = isinstance(outcome, NotWithdrawn) and outcome.ground is not WithdrawalRefusal.ALREADY_WITHDRAWN
    if not refused:
        return go(url_for("booking.show", number=number))
    booking = find_booking(number)
    return withdrawal_page(booking, moment, outcome.ground) if booking else not_here()


def withdrawal_page(booking: BookingRecord, moment: datetime, refused: WithdrawalRefusal | None = None) -> Response:
    """The page with the button, and why it did not work."""
    words = whole_context(booking, moment)
    page, part = "booking/withdrawal.html", "booking/_withdrawal_form.html"
    return respond(page, part, status=409 if refused else 200, refused=refused, **words)


@blueprint.get("/bookings/<number>/calendar.ics")
@open_to(ANYONE)
def calendar(number: str) -> Response:
    """The calendar file: when, and that is all (STACK, calendar file)."""
    held = held_booking()
    booking = find_booking(number) if held and held[0] == number else None
    if booking is None:
        return not_here()
    response = make_response(calendar_file(booking, now()))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8; method=PUBLISH"
    response.headers["Content-Disposition"] = f'attachment; filename="yoyaku-{number}.ics"'
    return response
