"""Who is let to job offers: an agency whose service runs, and an offer that is provided (AGY-005, AGY-028, AGY-141)."""

from dataclasses import dataclass

from flask import Response, abort, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from app.job_offers.queries.access import Receiver, receiver
from app.job_offers.queries.offers import OfferRecord, find_offer
from app.job_offers.queries.uses import OfferUse, use_of
from app.job_offers.rules.providing import ground_against_export
from app.job_offers.terms.acts import AccessRefusal
from app.web.access import current_identity
from app.web.clock import now


@dataclass(frozen=True)
class Known:
    """An offer as an agency sees it, with what it did about it."""

    by: Receiver
    offer: OfferRecord
    use: OfferUse

    @property
    def is_provided(self) -> bool:
        """Whether its items may be shown."""
        return self.offer.is_provided_at(now())


class Closed(HTTPException):
    """403 with the reason and whom to ask."""

    code = 403


def own_receiver() -> Receiver:
    """The own agency; a page of 403 that says why where it gets no job offers."""
    known = receiver(current_identity().agency_id or abort(404), now())
    if known is None:
        raise Closed(response=closed_page(AccessRefusal.NOT_ENTITLED))
    if known.refusal is not None:
        raise Closed(response=closed_page(known.refusal))
    return known


def exporter() -> Receiver:
    """The own agency where sheets and files may be given; a page of 409 without its procedure (AGY-030)."""
    known = own_receiver()
    refusal = ground_against_export(known.procedure)
    if refusal is not None:
        raise Closed(response=closed_page(refusal, status=409))
    return known


def known_offer(number: str) -> Known:
    """An offer of the address; 404 for none, and for one withdrawn that the agency did not accept (AGY-032)."""
    by, offer = own_receiver(), find_offer(number)
    if offer is None:
        abort(404)
    use = use_of(by.agency_id, offer.id)
    if not offer.is_provided_at(now()) and use.acceptance is None:
        abort(404)
    return Known(by, offer, use)


def closed_page(refusal: AccessRefusal, *, status: int = 403) -> Response:
    """Why there are no job offers, and what to do."""
    page = render_template("job_offers/closed.html", refusal=refusal.value, here=request.path)
    return make_response(page, status)
