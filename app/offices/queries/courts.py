"""Reading which district court decides a dispute with a seeker: that of the office of application (AGY-144)."""

from dataclasses import dataclass
from datetime import date

from app.offices.queries.bureaux import list_bureaux
from app.offices.queries.offices import find_office, list_offices, policies_in_force, policy_in_force


@dataclass(frozen=True, kw_only=True)
class OfficeCourt:
    """An office where seekers apply, and the district court with jurisdiction over it."""

    name: str
    prefecture: str
    court: str | None


def office_courts(on: date) -> tuple[OfficeCourt, ...]:
    """Every office that is set up here with its court, as each has set it for a day (AGY-144, 23)."""
    policies = policies_in_force(on)
    return tuple(
        OfficeCourt(name=each.name, prefecture=each.prefecture, court=policies[each.id].jurisdiction_court)
        for each in list_offices()
        if each.id in policies
    )


def court_for_seeker(office_id: str | None, prefecture: str, on: date) -> str | None:
    """The court for a seeker who applied at an office: the office's own, else that of its prefecture (AGY-144, 23).

    None for a prefecture that is none.
    """
    office = find_office(office_id) if office_id else None
    if office is not None:
        return policy_in_force(office.id, on).jurisdiction_court
    return next((each.court for each in list_bureaux() if each.prefecture == prefecture), None)
