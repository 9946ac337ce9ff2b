"""やること: everything of an office that waits for somebody."""

from datetime import date, datetime

from flask import Response, request

from app.accounts.queries.people import names_of
from app.booking.queries.situation import with_days
from app.booking.terms.slots import Situation
from app.desk.forms.choices import TOLD_BY
from app.desk.queries.series import listed_series
from app.desk.queries.waiting import waiting_lists
from app.desk.queries.worklists import worklists_of
from app.desk.terms.series import Handled
from app.desk.terms.waiting import LAPSED_DAYS
from app.desk.terms.worklists import MISSED_DAYS, SHOWN
from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, policy_of, situation_of, standing, watches_agencies
from app.kernel.moments import day_of
from app.kernel.steps import Computed
from app.web.access import open_to
from app.web.clock import now
from app.web.htmx import respond
from app.web.steps import sentences


@blueprint.get("/<slug>/worklists")
@open_to(AT_THE_DESK)
def worklists(slug: str) -> Response:
    """The lists, from today to the last day the calendar is sure of."""
    return worklists_page(slug)


def worklists_page(slug: str, *, status: int = 200, handled: tuple[Handled, ...] = ()) -> Response:
    """The page of the lists; after a press that could not all be done, with what became of each booking."""
    moment = now()
    today = day_of(moment)
    known = situation_of(slug, today)
    until = max(known.calendar.official_until, today)
    known = with_days(known, today, until)
    lists = worklists_of(known, until, moment)
    return respond(
        "desk/worklists.html",
        "desk/_suspicious.html",
        status=status,
        lists=lists,
        handled=handled,
        refused=status != 200,
        done=request.args.get("done", ""),
        watches=watches_agencies(moment),
        **suspicions(known, moment),
        **what_waits(known, moment, [each.kept.by for each in lists.kept if each.kept]),
        **standing(known, moment),
    )


def suspicions(known: Situation, moment: datetime) -> dict[str, object]:
    """The suspicious series, and how many bookings they hold: one may stand in several."""
    series = listed_series(known.office.id, moment)
    return {"suspicious": series, "suspicious_count": len({line.id for each in series for line in each.lines})}


def what_waits(known: Situation, moment: datetime, colleagues: list[int]) -> dict[str, object]:
    """The lists of what waits before a booking stands, with the words they need and the names of `colleagues`."""
    waiting = waiting_lists(known, policy_of(known, day_of(moment)), moment)
    return {
        "waiting": waiting,
        "people": names_of([*colleagues, *(each.nominated for each in waiting.to_arrange or () if each.nominated)]),
        "told_words": TOLD_BY,
        "lapsed_days": LAPSED_DAYS,
        "shown": SHOWN,
        "missed_days": MISSED_DAYS,
        "why_due": why_due,
    }


def why_due(due: Computed[date]) -> list[str]:
    """Why a day is the last one, sentence by sentence."""
    return sentences(due.steps)
