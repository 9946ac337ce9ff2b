"""Offering a record: what may stand in it, how long it is offered, when agencies see it (AGY-002, AGY-044)."""

from collections.abc import Iterable
from datetime import date, datetime

from app.kernel.moments import day_of
from app.kernel.personal_data import RegisteredContact, findings
from app.seekers.rules.keeping import end_of_second_month_after
from app.seekers.terms.records import AREAS, AgeBand, OfferFacts, ProfileRefusal, SeekerProfile

MOST_CHOICES = 3
"""So many occupations and areas at most: more wishes are nearly a fingerprint (SECURITY T7)."""
YOUNGEST_BAND, OLDEST_BAND, YEARS = 10, 70, 10
NOBODYS_CONTACT = RegisteredContact()


def ground_against_profile(profile: SeekerProfile, names: Iterable[str]) -> ProfileRefusal | None:
    """Why a record is not offered as it is: something missing or too much, or a text that identifies (AGY-044)."""
    if not profile.occupations:
        return ProfileRefusal.NO_OCCUPATION
    if not profile.areas:
        return ProfileRefusal.NO_AREA
    if max(len(profile.occupations), len(profile.areas)) > MOST_CHOICES:
        return ProfileRefusal.TOO_MANY
    if not set(profile.areas) <= set(AREAS):
        return ProfileRefusal.UNKNOWN_AREA
    texts = "\n".join((profile.experience, profile.qualifications, profile.wishes))
    return ProfileRefusal.IDENTIFIES if findings(texts, allowed=NOBODYS_CONTACT, names=names) else None


def offered_until(offered_on: date) -> date:
    """The last day a record is offered without being renewed: the end of the month after next."""
    return end_of_second_month_after(offered_on)


def is_offered(facts: OfferFacts, now: datetime) -> bool:
    """Whether agencies find the record at `now`: consented, not withdrawn, not past its day (AGY-002)."""
    if facts.offered_at > now or (facts.withdrawn_at is not None and facts.withdrawn_at <= now):
        return False
    return day_of(now) <= facts.valid_until


def age_band(age: int) -> AgeBand:
    """The ten years an age in years lies in; nothing finer is kept (Q-34)."""
    decade = min(max(age // YEARS * YEARS, YOUNGEST_BAND), OLDEST_BAND)
    return list(AgeBand)[(decade - YOUNGEST_BAND) // YEARS]
