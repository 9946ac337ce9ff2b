"""What an agency that takes part has to do about limits that pass by themselves (AGY-010, AGY-011, AGY-013)."""

from app.agencies.queries.participation import Standing
from app.agencies.rules.validity import tasks_of
from app.agencies.terms.participation import ServiceFacts
from app.agencies.terms.validity import Task
from app.kernel.moments import day_of


def limit_tasks(standing: Standing) -> tuple[Task, ...]:
    """The tasks about licence and seeker service; none for who takes part no more."""
    facts, today = standing.facts, day_of(standing.at)
    if facts is None or facts.ended_at is not None:
        return ()
    lasting: tuple[ServiceFacts, ...] = tuple(each for each in facts.services if each.ended_on is None)
    return tasks_of(facts.licence_valid_until, lasting, today, renewal_not_admitted=False)
