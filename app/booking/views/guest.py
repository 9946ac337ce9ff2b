"""A booking for whoever holds it: look, withdraw, join, take the calendar file."""

from datetime import datetime

from flask import Response, make_response, redirect, render_template, url_for

from app.booking.queries.bookings import find_booking, message_of
from app.booking.rules.meeting import opens_at, url_in
from app.booking.rules.state import message_view
from app.booking.terms.application import WithdrawalRefusal
from app.booking.terms.bookings import BookingRecord
from app.booking.terms.outcomes import NotWithdrawn
from app.booking.terms.states import MessageView
from app.booking.usecases.withdrawal import withdraw_booking
from app.booking.views.blueprint import blueprint
from app.booking.views.calendar_file import calendar_file
from app.booking.views.holding import holding
from app.booking.views.pages import booking_page, not_here, whole_context
from app.kernel.roles import ANYONE
from app.web.access import open_to
from app.web.clock import now
from app.web.htmx import go, respond


@blueprint.get("/bookings/<number>")
@open_to(ANYONE)
def show(number: str) -> Response:
    """The booking this browser or account holds; another's is not there, byte for byte."""
    held = holding(number)
    if held is None:
        return not_here()
    return booking_page(number, opened=held.opened, by_account=held.by_account, moment=now())


@blueprint.get("/bookings/<number>/withdrawal")
@open_to(ANYONE)
def withdrawal(number: str) -> Response:
    """What a withdrawal does, and the button for it."""
    booking = find_booking(number) if holding(number) else None
    if booking is None:
        return not_here()
    return withdrawal_page(booking, now())


@blueprint.post("/bookings/<number>/withdrawal")
@open_to(ANYONE)
def withdraw(number: str) -> Response:
    """Withdraw; a second press shows that it is withdrawn (KNG-38)."""
    held = holding(number)
    if held is None:
        return not_here()
    moment = now()
    outcome = withdraw_booking(number, held.by, moment)
    refused = isinstance(outcome, NotWithdrawn) and outcome.ground is not WithdrawalRefusal.ALREADY_WITHDRAWN
    if not refused:
        return go(url_for("booking.show", number=number))
    booking = find_booking(number)
    return withdrawal_page(booking, moment, outcome.ground) if booking else not_here()


@blueprint.get("/bookings/<number>/entry")
@open_to(ANYONE)
def entry(number: str) -> Response:
    """Our own way into the consultation: leads on once one may join, and says from when before that (KRS-13)."""
    held, moment = holding(number), now()
    booking = find_booking(number) if held and held.opened else None
    if booking is None:
        return not_here()
    words = whole_context(booking, moment)
    message = message_of(booking.id)
    shown = message_view(booking.facts, entered=message is not None, now=moment) is MessageView.SHOWN
    if message is None or not shown or not opens_at(booking.facts, words["policy"], moment):
        return make_response(render_template("booking/entry.html", **words), 409)
    return redirect(url_in(message), 303)


def withdrawal_page(booking: BookingRecord, moment: datetime, refused: WithdrawalRefusal | None = None) -> Response:
    """The page with the button, and why it did not work."""
    words = whole_context(booking, moment)
    page, part = "booking/withdrawal.html", "booking/_withdrawal_form.html"
    return respond(page, part, status=409 if refused else 200, refused=refused, **words)


@blueprint.get("/bookings/<number>/calendar.ics")
@open_to(ANYONE)
def calendar(number: str) -> Response:
    """The calendar file: when, and that is all (STACK, calendar file)."""
    booking = find_booking(number) if holding(number) else None
    if booking is None:
        return not_here()
    response = make_response(calendar_file(booking, now()))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8; method=PUBLISH"
    response.headers["Content-Disposition"] = f'attachment; filename="yoyaku-{number}.ics"'
    return response
