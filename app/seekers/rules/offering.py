"""Offering a record: what may stand in it, how long it is offered, when agencies see it (AGY-002, AGY-044)."""

from collections.abc import Iterable
from datetime import date, datetime

from app.kernel.moments import day_of
from app.kernel.personal_data import Finding, RegisteredContact, findings
from app.seekers.rules.keeping import end_of_second_month_after
from app.seekers.terms.records import (
    AREAS,
    AgeBand,
    OfferFacts,
    OfferRefusal,
    OfferState,
    ProfileRefusal,
    SeekerProfile,
)

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
    return ProfileRefusal.IDENTIFIES if identifying(profile, names) else None


def identifying(profile: SeekerProfile, names: Iterable[str]) -> tuple[Finding, ...]:
    """What in a record's texts identifies a person: telephone, mail, address, messenger, these names (AGY-044)."""
    return findings(texts_of(profile), allowed=NOBODYS_CONTACT, names=names)


def texts_of(profile: SeekerProfile) -> str:
    """What the seeker wrote freely, to be screened and to be found by."""
    return "\n".join((profile.experience, profile.qualifications, profile.wishes))


def ground_against_offer(profile: SeekerProfile, names: Iterable[str], *, agreed: bool) -> ProfileRefusal | None:
    """Why a record is not offered: not as it stands (AGY-044), or not without its own consent (AGY-002)."""
    ground = ground_against_profile(profile, names)
    return ground or (None if agreed else ProfileRefusal.NO_CONSENT)


def offered_until(offered_on: date) -> date:
    """The last day a record is offered without being renewed: the end of the month after next."""
    return end_of_second_month_after(offered_on)


def is_offered(facts: OfferFacts, now: datetime) -> bool:
    """Whether agencies find the record at `now`: consented, not withdrawn, not past its day (AGY-002).

    Who closed the account has taken every consent back.
    """
    if facts.is_account_closed or facts.offered_at > now:
        return False
    if facts.withdrawn_at is not None and facts.withdrawn_at <= now:
        return False
    return day_of(now) <= facts.valid_until


def state_of(facts: OfferFacts, now: datetime) -> OfferState:
    """What the seeker's page calls the record at `now`."""
    if facts.withdrawn_at is not None and facts.withdrawn_at <= now:
        return OfferState.WITHDRAWN
    return OfferState.OFFERED if is_offered(facts, now) else OfferState.PAST_TERM


def ground_against_renewal(facts: OfferFacts, now: datetime) -> OfferRefusal | None:
    """Why a record is not offered longer: withdrawn, which needs a new consent (AGY-002), or as long as can be."""
    if state_of(facts, now) is OfferState.WITHDRAWN:
        return OfferRefusal.WITHDRAWN
    longest = facts.valid_until >= offered_until(day_of(now))
    return OfferRefusal.LONGEST_ALREADY if longest else None


def ground_against_withdrawal(facts: OfferFacts, now: datetime) -> OfferRefusal | None:
    """Why a consent is not taken back: it was already (AGY-002). Past its last day it still can be."""
    return OfferRefusal.WITHDRAWN if state_of(facts, now) is OfferState.WITHDRAWN else None


def age_band(age: int) -> AgeBand:
    """The ten years an age in years lies in; nothing finer is kept (Q-34)."""
    decade = min(max(age // YEARS * YEARS, YOUNGEST_BAND), OLDEST_BAND)
    return list(AgeBand)[(decade - YOUNGEST_BAND) // YEARS]
