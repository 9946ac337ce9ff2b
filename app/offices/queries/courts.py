"""Reading which district court decides a dispute with a seeker: that of the office of application (AGY-144)."""

from dataclasses import dataclass
from datetime import date

from app.offices.queries.bureaux import list_bureaux
from app.offices.queries.offices import find_office, offices_on_page, policies_in_force, policy_in_force


@dataclass(frozen=True, kw_only=True)
class OfficeCourt:
    """An office where seekers apply, and the district court with jurisdiction over it."""

    name: str
    prefecture: str
    court: str | None


def office_courts(on: date, page: int = 1) -> tuple[tuple[OfficeCourt, ...], bool]:
    """A page of the offices that are set up here, each with its court, as it has set it for a day (AGY-144, 23).

    And whether there is another page.
    """
    some, has_more = offices_on_page(page)
    policies = policies_in_force(on, [each.id for each in some])
    courts = (
        OfficeCourt(name=each.name, prefecture=each.prefecture, court=policies[each.id].jurisdiction_court)
        for each in some
        if each.id in policies
    )
    return tuple(courts), has_more


def court_for_seeker(office_id: str | None, prefecture: str, on: date) -> str | None:
    """The court for a seeker who applied at an office: the office's own, else that of its prefecture (AGY-144, 23).

    None for a prefecture that is none.
    """
    office = find_office(office_id) if office_id else None
    if office is not None:
        return policy_in_force(office.id, on).jurisdiction_court
    return next((each.court for each in list_bureaux() if each.prefecture == prefecture), None)
