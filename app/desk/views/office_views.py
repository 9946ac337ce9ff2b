"""閲覧の記録: who of the office looked at which consultations in a week, for its head (SECURITY T31)."""

from collections.abc import Callable
from datetime import date, datetime, time

from flask import Response, request, url_for

from app.accounts.queries.people import names_of
from app.audit.usecases import note_view
from app.booking.terms.slots import Situation
from app.desk.forms.search import REASONS
from app.desk.queries.looks import looks_at
from app.desk.rules.looks import is_at_work, lookers
from app.desk.rules.week import week_around
from app.desk.terms.looks import OFTEN
from app.desk.views.blueprint import blueprint
from app.desk.views.office_pages import office_page
from app.desk.views.scope import actor, day_asked, office_of, situation_around
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import at, day_of
from app.kernel.roles import Role
from app.web.access import open_to
from app.web.clock import now


@blueprint.get("/<slug>/office/views")
@open_to(Role.MANAGER)
def office_views(slug: str) -> Response:
    """The week of today, or of the day that is asked for; that somebody asked is itself recorded."""
    office, moment = office_of(slug), now()
    days = week_around(day_asked(request.args.get("day", ""), day_of(moment)))
    known = situation_around(slug, days[0], days[-1], days[0])
    detail: dict[str, object] = {"week": days[0].isoformat()}
    subject = f"office:{office.id}"
    note_view("desk.views_listed", by=actor(), subject=subject, now=moment, office_id=office.id, detail=detail)
    looks = looks_at(office.id, at(days[0], time.min), at(days[-1] + ONE_DAY, time.min))
    people = lookers(looks, hours_of(known))
    return office_page(
        "views",
        office,
        days=days,
        people=people,
        names=names_of(each.account_id for each in people),
        reasons=REASONS,
        often=OFTEN,
        **ways(slug, days),
    )


def hours_of(known: Situation) -> Callable[[datetime], bool]:
    """Whether the office is at work at a moment, by the policy of that day."""

    def in_hours(moment: datetime) -> bool:
        policy = known.policy_on(day_of(moment))
        return policy is None or is_at_work(policy, known.calendar, moment)

    return in_hours


def ways(slug: str, days: tuple[date, ...]) -> dict[str, str]:
    """The weeks before and after."""
    return {
        "previous": url_for("desk.office_views", slug=slug, day=(days[0] - ONE_DAY).isoformat()),
        "next": url_for("desk.office_views", slug=slug, day=(days[-1] + ONE_DAY).isoformat()),
    }
