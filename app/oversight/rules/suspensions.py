"""How a stop is planned: since when, until when and why, and when it may not be decided (8, 14)."""

from datetime import date, datetime, time

from app.agencies.terms.participation import Ground, SuspensionEnd
from app.kernel.calendar import Calendar
from app.kernel.moments import at, day_of
from app.kernel.steps import Steps
from app.oversight.rules.dates import first_suspended_day, suspension_end
from app.oversight.rules.grounds import GROUNDS, OVERDUE
from app.oversight.terms.decisions import (
    Begins,
    DecisionFacts,
    DecisionRefusal,
    RunningStop,
    SuspensionChoice,
    SuspensionPlan,
)


def suspension_plan(
    ground: Ground, choice: SuspensionChoice, calendar: Calendar, now: datetime
) -> SuspensionPlan | DecisionRefusal:
    """The stop that a decision at `now` makes (AGY-074 to AGY-089, AGY-114).

    Six months are counted from the first day, which is today where the stop counts from 00:00, else the next (Q-38);
    the other ends are open, but for a last day the officer sets where the end is his to decide (AGY-088).
    """
    facts = GROUNDS[ground]
    if facts.suspension is None:
        return DecisionRefusal.NO_STOP_ON_GROUND
    begins_at = now if choice.begins is Begins.NOW else at(day_of(now), time.min)
    first_day = first_suspended_day(begins_at)
    last_day: date | None = choice.last_day
    steps: Steps = ()
    if facts.suspension is SuspensionEnd.SIX_MONTHS:
        end = suspension_end(first_day, calendar)
        last_day, steps = end.value, end.steps
    return SuspensionPlan(
        ground=ground,
        clause=facts.clause,
        end_kind=facts.suspension,
        begins_at=begins_at,
        first_day=first_day,
        last_day=last_day,
        steps=steps,
        needs_improvement=facts.needs_improvement,
        asks_correction=facts.asks_correction,
        reason=choice.reason,
    )


def is_stopped_under_a_case(ground: Ground) -> bool:
    """Whether a case on a ground may stop use; for an ignored measure only its request does (AGY-114)."""
    return GROUNDS[ground].suspension is not None and ground is not Ground.MEASURE_IGNORED


def ground_against_suspension(
    plan: SuspensionPlan, choice: SuspensionChoice, facts: DecisionFacts, now: datetime
) -> DecisionRefusal | None:
    """Why use is not stopped (AGY-018, AGY-083, AGY-088, AGY-089, AGY-130, AGY-131)."""
    if facts.state is None or facts.state.value in ("terminated", "withdrawn"):
        return DecisionRefusal.NOT_TAKING_PART
    if not facts.case_open:
        return DecisionRefusal.CASE_CLOSED
    if not choice.reason.strip():
        return DecisionRefusal.NO_REASON
    return (
        _against_the_days(plan, choice)
        or _against_the_overdue(plan, facts, now)
        or (_against_replacing(plan, choice, facts.running, now) if facts.running else None)
    )


def _against_the_days(plan: SuspensionPlan, choice: SuspensionChoice) -> DecisionRefusal | None:
    """A last day of one's own stands only where the end is the officer's to set, and not before the first (AGY-088)."""
    if choice.last_day is None:
        return None
    if plan.end_kind is not SuspensionEnd.AS_DECIDED:
        return DecisionRefusal.LAST_DAY_NOT_YOURS
    return DecisionRefusal.LAST_DAY_OVER if choice.last_day < plan.first_day else None


def _against_the_overdue(plan: SuspensionPlan, facts: DecisionFacts, now: datetime) -> DecisionRefusal | None:
    """Once the month after the limit is over without the procedure (AGY-083), for a report once asked for (AGY-130)."""
    if plan.ground not in OVERDUE:
        return None
    if facts.overdue_from is None or plan.first_day < facts.overdue_from or day_of(now) < facts.overdue_from:
        return DecisionRefusal.NOT_OVERDUE
    if facts.procedure_waits:
        return DecisionRefusal.PROCEDURE_WAITS
    return DecisionRefusal.NOT_CHASED if plan.ground is Ground.NO_REPORT and not facts.chased else None


def _against_replacing(
    plan: SuspensionPlan, choice: SuspensionChoice, running: RunningStop, now: datetime
) -> DecisionRefusal | None:
    """A stop gives way to another once its facts are confirmed (AGY-089), or to one that lasts longer."""
    if running.end_kind is SuspensionEnd.UNTIL_FACTS_CONFIRMED:
        if plan.ground is Ground.FACT_FINDING:
            return DecisionRefusal.STOPPED_LONGER
        confirmed = choice.facts_confirmed_on
        if confirmed is None:
            return DecisionRefusal.FACTS_NOT_CONFIRMED
        return ground_against_confirmed_day(confirmed, running.begins_at, now) or _against_shortening(plan, running)
    return None if outlasts(plan, running) else DecisionRefusal.STOPPED_LONGER


def _against_shortening(plan: SuspensionPlan, running: RunningStop) -> DecisionRefusal | None:
    """Months that were running when facts began to be checked are not cut short by what follows (Q-42)."""
    fixed = [each.last_day for each in running.causes if each.last_day is not None]
    shortens = plan.last_day is not None and any(plan.last_day < last for last in fixed)
    return DecisionRefusal.STOPPED_LONGER if shortens else None


def outlasts(plan: SuspensionPlan, running: RunningStop) -> bool:
    """Whether a new stop lasts longer than the one that holds, so that it may take its place."""
    if running.last_day is None or running.awaits_decision:
        return False
    return plan.last_day is None or plan.last_day > running.last_day


def ground_against_confirmed_day(confirmed_on: date, begins_at: datetime, now: datetime) -> DecisionRefusal | None:
    """Why a day on which something was confirmed cannot be: to come, or before the stop began."""
    if confirmed_on > day_of(now):
        return DecisionRefusal.CONFIRMED_IN_FUTURE
    return DecisionRefusal.CONFIRMED_BEFORE_STOP if confirmed_on < day_of(begins_at) else None
