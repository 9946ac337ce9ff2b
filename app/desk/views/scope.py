"""Whose desk a page is: the office of the address, which the person acting must belong to."""

from flask import abort

from app.kernel.roles import Identity
from app.offices.queries.offices import get_office
from app.offices.terms import Office
from app.web.access import current_identity


def actor() -> Identity:
    """The person acting."""
    return current_identity()


def office_of(slug: str) -> Office:
    """The office of a slug; 404, the same for one that does not exist and one the person has no grant at."""
    return get_office(slug) if slug in actor().offices else abort(404)
