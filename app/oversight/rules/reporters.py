"""Who owes a yearly report, on which service, and since when a fiscal year's report is missing (19)."""

from datetime import date

from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import ParticipationFacts
from app.kernel.moments import day_of
from app.kernel.periods import fiscal_year
from app.oversight.rules.dates import report_limit

FIRST_FISCAL_YEAR = 2020
"""令和2年度, the first that is reported on (AGY-134)."""


def services_to_report(facts: ParticipationFacts, year: int) -> frozenset[Service]:
    """The services a report on the fiscal year `year` is owed for (AGY-124, AGY-126, AGY-133; Q-43).

    Every service taken part in on at least one day of the year, by who has not withdrawn and was not terminated on the
    first of April after it. A service that was stopped or past its limit all year is taken part in all the same: Q-43
    sets it apart from withdrawn and terminated alone, and a stop for a missing report is ended by the report (AGY-132).
    """
    first, after = date(year, 4, 1), date(year + 1, 4, 1)
    if facts.ended_at is not None and day_of(facts.ended_at) <= after:
        return frozenset()
    taken = (each for each in facts.services if each.from_on < after and not (each.ended_on and each.ended_on <= first))
    return frozenset(each.service for each in taken)


def years_due(started_on: date, today: date) -> tuple[int, ...]:
    """The fiscal years since the start whose limit is over on `today`, the oldest first (AGY-134)."""
    since = max(fiscal_year(started_on), FIRST_FISCAL_YEAR)
    return tuple(year for year in range(since, today.year) if report_limit(year) < today)
