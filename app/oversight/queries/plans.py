"""Reading what a stop would be, with the matter it is decided on: the same for its page and for the press."""

from datetime import datetime

from app.agencies.terms.participation import Ground
from app.kernel.calendar import Calendar
from app.oversight.queries.matters import Matter, find_matter
from app.oversight.rules.suspensions import ground_against_suspension, suspension_plan
from app.oversight.terms.decisions import Begins, DecisionRefusal, SuspensionChoice, SuspensionPlan


def find_plan(
    agency_id: int,
    ground: Ground,
    choice: SuspensionChoice,
    calendar: Calendar,
    now: datetime,
    *,
    case_open: bool = True,
) -> DecisionRefusal | tuple[SuspensionPlan, Matter]:
    """The stop of an agency that a choice makes as things stand at `now`, or why none is made."""
    plan = suspension_plan(ground, choice, calendar, now)
    if isinstance(plan, DecisionRefusal):
        return plan
    matter = find_matter(agency_id, ground, calendar, now, case_open=case_open)
    if matter is None:
        return DecisionRefusal.NOT_TAKING_PART
    return ground_against_suspension(plan, choice, matter.facts, now) or (plan, matter)


def measure_stops(agency_id: int, calendar: Calendar, now: datetime) -> bool:
    """Whether an ignored measure would stop an agency now: not where it is stopped as long already (AGY-114)."""
    choice = SuspensionChoice(begins=Begins.NOW, reason=Ground.MEASURE_IGNORED.value)
    found = find_plan(agency_id, Ground.MEASURE_IGNORED, choice, calendar, now)
    return not isinstance(found, DecisionRefusal)
