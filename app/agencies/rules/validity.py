"""Limits that pass by themselves, and what an agency then has to do: licence and seeker service (2(2), 8(2)④)."""

from datetime import date, timedelta

from app.agencies.rules.participation import is_past_term, takes_part
from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import ServiceFacts
from app.agencies.terms.validity import LimitState, Task

SOON = timedelta(days=60)
"""How long before a limit an agency is reminded on its pages; the terms say nothing of it."""


def limit_state(limit: date | None, today: date) -> LimitState:
    """Where a limit stands: its last day still counts (AGY-010, AGY-011)."""
    if limit is None:
        return LimitState.NONE
    if today > limit:
        return LimitState.PASSED
    return LimitState.SOON if limit - today < SOON else LimitState.FAR


def tasks_of(
    licence_valid_until: date | None, services: tuple[ServiceFacts, ...], today: date, *, renewal_not_admitted: bool
) -> tuple[Task, ...]:
    """What an agency that takes part has to do about its limits today.

    Licence passed: a change application (AGY-011, 8(2)④). Seeker service near or past its limit: a renewal (AGY-010);
    past it, with a renewal that did not meet the requirements: nothing but a withdrawal (AGY-013, 2(2), Q-32).
    """
    seeker = next((each for each in services if each.service is Service.SEEKER_INFO and takes_part(each, today)), None)
    if seeker is not None and is_past_term(seeker, today) and renewal_not_admitted:
        return (Task.WITHDRAW_SERVICE,)
    licence = limit_state(licence_valid_until, today)
    term = limit_state(seeker.valid_until, today) if seeker is not None else LimitState.NONE
    of_licence = {LimitState.PASSED: Task.CHANGE_LICENCE, LimitState.SOON: Task.CHANGE_LICENCE_SOON}
    of_term = {LimitState.PASSED: Task.RENEW_SERVICE, LimitState.SOON: Task.RENEW_SERVICE_SOON}
    return tuple(task for task in (of_licence.get(licence), of_term.get(term)) if task is not None)
