"""What stands about messages on an agency's first page: questions that wait, letters that run, what is deleted soon."""

from dataclasses import dataclass
from datetime import timedelta

from app.messages.queries.agency_inbox import waiting_for_answer
from app.messages.queries.dispatches import unfinished_dispatches
from app.messages.terms.agency import DispatchLine, InboxLine
from app.messages.views.agency_blueprint import blueprint, own_agency
from app.seekers.queries.held import HeldRecord, list_held
from app.seekers.queries.numbers import numbers_of
from app.web.clock import today

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
    """Of the agency of whoever is signed in."""
    agency_id = own_agency()
    waiting = list(waiting_for_answer(agency_id, MOST_SHOWN))
    first = list_held(agency_id, today(), limit=MOST_SHOWN)
    return HomeLetters(
        waiting=waiting,
        numbers=numbers_of(agency_id, [each.record_id for each in waiting]),
        dispatches=unfinished_dispatches(agency_id),
        soon=[each for each in first if each.facts.kept_until <= today() + SOON],
    )
