"""Whose desk a page of the bureau is: the bureau of the person acting; another's things are not there (AGY-072)."""

from flask import abort

from app.agencies.queries.desk import find_detail
from app.agencies.queries.participation import agency_of_code
from app.agencies.terms.desk import Detail
from app.kernel.roles import Identity, Role
from app.web.access import current_identity
from app.web.clock import now

AT_THE_BUREAU = frozenset({Role.BUREAU})
READERS = frozenset({Role.BUREAU, Role.MINISTRY})
"""Who reads what is registered of an agency and what happened to it: its own bureau, and the ministry."""


def actor() -> Identity:
    """The person acting."""
    return current_identity()


def own_bureau() -> int:
    """The bureau of the officer acting."""
    return actor().bureau_id or abort(404)


def detail_of(number: str) -> Detail:
    """An application to the officer's bureau; 404 for another's, the same as for a missing one."""
    return find_detail(own_bureau(), number, now()) or abort(404)


def agency_here(code: str) -> int:
    """An agency of the officer's bureau by its code, any for the ministry; 404 for every other."""
    agency_id, bureau_id = agency_of_code(code) or abort(404)
    if actor().is_any(frozenset({Role.MINISTRY})) or bureau_id == actor().bureau_id:
        return agency_id
    abort(404)
