"""返信: the page behind the link of a mail that asks for a reply. Looking at it does nothing, the button does (T12)."""

from flask import Response, abort, url_for

from app.booking.queries.replies import asked_by
from app.booking.rules.state import state_at
from app.booking.terms.fixing import ReplyOutcome
from app.booking.terms.states import BookingState
from app.booking.usecases.replies import reply_by_link
from app.booking.views.blueprint import blueprint
from app.kernel.moments import day_of
from app.kernel.roles import ANYONE
from app.offices.queries.consents import day_of_terms
from app.offices.queries.offices import get_office, policy_in_force
from app.web.access import open_to
from app.web.clock import now
from app.web.htmx import go, respond


@blueprint.get("/replies/<token>")
@open_to(ANYONE)
def reply(token: str) -> Response:
    """What the reply confirms, with the button; or what has become of it."""
    return reply_page(token)


@blueprint.post("/replies/<token>")
@open_to(ANYONE)
def replied(token: str) -> Response:
    """Confirm, once."""
    outcome = reply_by_link(token, now())
    if outcome is None:
        abort(404)
    if outcome in (ReplyOutcome.CONFIRMED, ReplyOutcome.ALREADY):
        return go(url_for("booking.reply", token=token))
    return reply_page(token, status=409)


def reply_page(token: str, *, status: int = 200) -> Response:
    """Time and office of the booking, never who it is of; 404 for a token nobody was sent."""
    asked = asked_by(token) or abort(404)
    booking = asked.booking
    state = state_at(booking.facts, now())
    return respond(
        "booking/reply.html",
        "booking/_reply.html",
        status=status,
        booking=booking,
        office=get_office(booking.office_id),
        policy=policy_in_force(booking.office_id, day_of(booking.starts_at)),
        stands=state in (BookingState.CONFIRMED, BookingState.IN_SESSION, BookingState.HELD),
        waits=state is BookingState.AWAITING_REPLY and asked.ends_at > now(),
        lapsed=state is BookingState.INVALID or asked.ends_at <= now(),
        until=booking.facts.lapses_from,
        terms_from=day_of_terms(booking.terms_version_id).isoformat(),
        here=url_for("booking.replied", token=token),
    )
