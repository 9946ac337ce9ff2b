"""The way of every act on a booking: its page, its press, its answer. What the acts are stands in `act_pages`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, abort, request, url_for

from app.booking.queries.acts import acts_of
from app.booking.queries.office_bookings import find_booking_at, state_at
from app.booking.terms.bookings import BookingRecord
from app.booking.terms.sessions import ActRefusal, DeskAct
from app.desk.forms.slots import slot_text
from app.desk.terms.acts import Done, Order
from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, actor, office_of
from app.kernel.moments import day_of
from app.offices.queries.offices import policy_in_force
from app.offices.terms import Office, Policy
from app.web.access import open_to
from app.web.clock import now
from app.web.htmx import go, respond

Outcome = Done | ActRefusal | None
"""None: the form says what is wrong with it."""

OF_THE_FORM = frozenset(
    {
        ActRefusal.URL_EMPTY,
        ActRefusal.URL_UNREADABLE,
        ActRefusal.URL_NOT_HTTPS,
        ActRefusal.URL_ELSEWHERE,
        ActRefusal.REASON_NEEDED,
        ActRefusal.REASON_UNFITTING,
        ActRefusal.DIRECTION_NEEDED,
        ActRefusal.DIRECTION_UNFITTING,
        ActRefusal.CONTACT_TO_COME,
        ActRefusal.ADDRESS_UNCHANGED,
        ActRefusal.REPLY_TO_COME,
        ActRefusal.REPLY_BEFORE_MAIL,
        ActRefusal.REPLY_TOO_LATE,
        ActRefusal.EXCEPTION_NEEDED,
        ActRefusal.NOBODY_CHOSEN,
        ActRefusal.COUNSELOR_BUSY,
        ActRefusal.WAY_NOT_OFFERED,
    }
)
"""Refusals that another input puts right: 422; every other one is a 409."""


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """One act: its noun in the address, its words, its form, and what the press does with a filled form."""

    act: DeskAct
    noun: str
    title: str
    button: str
    form: type[Any]
    do: Callable[[Order, Any, BookingRecord], Outcome]
    kind: str = "primary"
    prepare: Callable[[Any, BookingRecord, Policy, datetime], None] | None = None


def offer(page: ActPage) -> None:
    """Give an act its two routes: the page that explains it, and the press."""

    @open_to(AT_THE_DESK)
    def shown(slug: str, number: str) -> Response:
        office, booking, moment = _asked(slug, number)
        form = _prepared(page, page.form(data=_begun(page, booking, moment)), booking, moment)
        return _page(page, office, booking, form, moment)

    @open_to(AT_THE_DESK)
    def pressed(slug: str, number: str) -> Response:
        return _pressed(page, slug, number)

    path = f"/<slug>/bookings/<number>/{page.noun}"
    blueprint.add_url_rule(path, f"act_{page.act}_page", shown, methods=["GET"])
    blueprint.add_url_rule(path, f"act_{page.act}", pressed, methods=["POST"])


def _pressed(page: ActPage, slug: str, number: str) -> Response:
    office, booking, moment = _asked(slug, number)
    form = _prepared(page, page.form(request.form), booking, moment)
    order = Order(office_id=office.id, number=number, revision=form.known, by=actor(), now=moment)
    outcome = page.do(order, form, booking) if form.validate() else None
    if isinstance(outcome, Done):
        return go(_after(page, slug, number))
    if outcome is ActRefusal.NO_SUCH_BOOKING:
        abort(404)
    again = find_booking_at(office.id, number, moment) or abort(404)
    return _page(page, office, again, form, moment, outcome)


def _after(page: ActPage, slug: str, number: str) -> str:
    """Back to the list where the act was pressed in its row there, else to the booking; both say what was done."""
    if request.form.get("back") == "outside":
        return url_for("desk.worklists", slug=slug, done=page.act.value, _anchor="outside")
    return url_for("desk.booking", slug=slug, number=number, done=page.act.value, _anchor="acts")


def _asked(slug: str, number: str) -> tuple[Office, BookingRecord, datetime]:
    office, moment = office_of(slug), now()
    return office, find_booking_at(office.id, number, moment) or abort(404), moment


def _begun(page: ActPage, booking: BookingRecord, moment: datetime) -> dict[str, object]:
    """What a form begins with: the revision it is made from, what stands in 伝達事項, today, the wish.

    The next booking has an address of its own.
    """
    acts = acts_of(booking, _policy(booking), moment)
    told = {} if page.act is DeskAct.FOLLOW_UP else {"url": acts.message_url, "words": acts.message_words}
    return {
        **told,
        "revision": booking.revision,
        "day": day_of(moment).isoformat(),
        "slot": slot_text(booking.starts_at),
        "counselor": str(booking.nominated_counselor_id or ""),
        "session_kind": booking.session_kind.value if booking.session_kind else "",
    }


def _prepared(page: ActPage, form: Any, booking: BookingRecord, moment: datetime) -> Any:
    """The form, offering what the office's policy and the moment offer."""
    if page.prepare is not None:
        page.prepare(form, booking, _policy(booking), moment)
    return form


def _policy(booking: BookingRecord) -> Policy:
    return policy_in_force(booking.office_id, day_of(booking.starts_at))


def _page(
    page: ActPage,
    office: Office,
    booking: BookingRecord,
    form: Any,
    moment: datetime,
    refused: ActRefusal | None = None,
) -> Response:
    """The act's page; after a refusal with everything typed, made from the booking as it now stands."""
    policy = _policy(booking)
    form.revision.data = str(booking.revision)
    status = _status(form, refused)
    return respond(
        "desk/act.html",
        "desk/_act.html",
        status=status,
        offered=page,
        office=office,
        booking=booking,
        policy=policy,
        state=state_at(booking.facts, moment),
        acts=acts_of(booking, policy, moment),
        form=form,
        refused=refused,
    )


def _status(form: Any, refused: ActRefusal | None) -> int:
    if refused is not None:
        return 422 if refused in OF_THE_FORM else 409
    return 422 if form.errors or any(field.errors for field in form) else 200
