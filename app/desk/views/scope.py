"""Whose desk a page is: the office of the address, which the person acting must belong to."""

import re
from datetime import date, datetime

from flask import abort

from app.booking.queries.situation import office_situation
from app.booking.terms.slots import Situation
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import day_of
from app.kernel.roles import Identity, Role
from app.offices.queries.offices import answers_at, get_office
from app.offices.terms import Office, Policy
from app.oversight.queries.watchers import find_watcher
from app.web.access import current_identity

AT_THE_DESK = frozenset({Role.COUNSELOR, Role.STAFF, Role.MANAGER})
"""職員および相談員: who handles consultations (KNG-06)."""

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)
"""Days beyond are no days of any office, and nothing is counted from them."""


def actor() -> Identity:
    """The person acting."""
    return current_identity()


def office_of(slug: str) -> Office:
    """The office of a slug; 404, the same for one that does not exist and one the person has no grant at."""
    return get_office(slug) if slug in actor().offices else abort(404)


def situation_of(slug: str, since: date) -> Situation:
    """The same with its policies from `since` on and its calendar, in two statements."""
    return office_situation(slug, since) if slug in actor().offices else abort(404)


def watches_agencies(now: datetime) -> bool:
    """Whether the person acting asks agencies in the name of a Hello Work office; a centre's staff never (AGY-072)."""
    return find_watcher(actor(), now) is not None


def day_asked(typed: str, today: date) -> date:
    """The day of an address (`2026-05-13`), today without one; 404 for what is none."""
    if not typed:
        return today
    try:
        day = date.fromisoformat(typed) if DAY.fullmatch(typed) else abort(404)
    except ValueError:
        abort(404)
    return day if FIRST < day < LAST else abort(404)


def situation_around(slug: str, first: date, last: date, today: date) -> Situation:
    """The situation of the days from `first` to `last`; 404 where the calendar does not know them."""
    known = situation_of(slug, min(first, today))
    if not (known.calendar.knows(first - ONE_DAY) and known.calendar.knows(last + ONE_DAY)):
        abort(404)
    return known


def policy_of(known: Situation, day: date) -> Policy:
    """The policy in force on `day`, or the last one that is known."""
    return known.policy_on(day) or known.policies[-1][2]


def standing(known: Situation, now: datetime) -> dict[str, object]:
    """What every page of the desk tells: whose it is, and whether the office answers its telephone now (KNG-60)."""
    policy = policy_of(known, day_of(now))
    return {
        "office": known.office,
        "policy": policy,
        "now": now,
        "answering": answers_at(policy, known.calendar, now),
    }
