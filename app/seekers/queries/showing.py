"""A profile in words: exactly what agencies see, for the seeker's page and for theirs (AGY-044)."""

from dataclasses import dataclass

from app.seekers.terms.records import SeekerProfile
from app.seekers.terms.words import AGE_BANDS, AREA_NAMES, EMPLOYMENTS, HOURS, OCCUPATIONS, WAGE_UNITS


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The values of a profile; chosen ones as their Japanese words, texts as the seeker wrote them."""

    occupations: tuple[str, ...]
    areas: tuple[str, ...]
    employments: tuple[str, ...]
    hours: tuple[str, ...]
    wage: int | None
    wage_unit: str
    experience: str
    qualifications: str
    wishes: str
    age_band: str | None


def shown(profile: SeekerProfile) -> Shown:
    """A profile for `profile` of seekers/_profile.html."""
    return Shown(
        occupations=tuple(OCCUPATIONS[each] for each in profile.occupations),
        areas=tuple(AREA_NAMES[each] for each in profile.areas),
        employments=tuple(EMPLOYMENTS[each] for each in profile.employments),
        hours=tuple(HOURS[each] for each in profile.hours),
        wage=profile.wage,
        wage_unit=WAGE_UNITS[profile.wage_unit],
        experience=profile.experience,
        qualifications=profile.qualifications,
        wishes=profile.wishes,
        age_band=AGE_BANDS[profile.age_band] if profile.age_band else None,
    )
