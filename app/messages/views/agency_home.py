"""What stands about messages on an agency's first page: questions that wait, letters that run, what is deleted soon."""

from dataclasses import dataclass
from datetime import timedelta

from app.messages.queries.agency_inbox import waiting_for_answer
from app.messages.queries.dispatches import unfinished_dispatches
from app.messages.terms.agency import DispatchLine, InboxLine
from app.messages.views.agency_blueprint import blueprint, own_agency
from app.seekers.queries.doors import why_closed
from app.seekers.queries.held import HeldRecord, list_held
from app.seekers.queries.numbers import numbers_of
from app.web.clock import now, today

MOST_SHOWN = 5
SOON = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class HomeLetters:
    """The newest questions without an answer, the letters that are not done, the records deleted within two weeks."""

    waiting: list[InboxLine]
    numbers: dict[int, str]
    dispatches: list[DispatchLine]
    soon: list[HeldRecord]


@blueprint.app_template_global("agency_letters")
def agency_letters() -> HomeLetters:
    """Of the agency of whoever is signed in; nothing of seekers while their service is closed to it (Q-29)."""
    agency_id = own_agency()
    if why_closed(agency_id, now()) is not None:
        return HomeLetters(waiting=[], numbers={}, dispatches=unfinished_dispatches(agency_id), soon=[])
    waiting = list(waiting_for_answer(agency_id, MOST_SHOWN, now()))
    first = list_held(agency_id, today(), limit=MOST_SHOWN)
    return HomeLetters(
        waiting=waiting,
        numbers=numbers_of(agency_id, [each.record_id for each in waiting]),
        dispatches=unfinished_dispatches(agency_id),
        soon=[each for each in first if each.facts.kept_until <= today() + SOON],
    )
