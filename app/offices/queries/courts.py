"""Reading which district court decides a dispute with a seeker: that of the office of application (AGY-144)."""

from dataclasses import dataclass
from datetime import date

from app.offices.queries.offices import offices_on_page, policies_in_force


@dataclass(frozen=True, kw_only=True)
class OfficeCourt:
    """An office where seekers apply, and the district court with jurisdiction over it."""

    name: str
    prefecture: str
    court: str | None


def office_courts(on: date, page: int = 1) -> tuple[tuple[OfficeCourt, ...], bool]:
    """A page of the offices that are set up here, each with its court, as it has set it for a day (AGY-144, 23).

    And whether there is another page. For an office that is not set up here the page names the court of its
    prefecture, which `list_bureaux` tells.
    """
    some, has_more = offices_on_page(page)
    policies = policies_in_force(on, [each.id for each in some])
    courts = (
        OfficeCourt(name=each.name, prefecture=each.prefecture, court=policies[each.id].jurisdiction_court)
        for each in some
        if each.id in policies
    )
    return tuple(courts), has_more
