"""What a person must tell to register, and when a telephone number may be changed (NGS-07, NGS-46)."""

from dataclasses import dataclass
from enum import Enum

from app.kernel.registration import Registration
from app.kernel.roles import Role


@dataclass(frozen=True, kw_only=True)
class ProfileFacts:
    """What a seeker tells of the registration with Hello Work, an employer of the establishment (NGS-04, NGS-07)."""

    seeker_number: str | None = None
    registration: Registration | None = None
    establishment: str | None = None
    establishment_number: str | None = None


class ProfileRefusal(Enum):
    """What is missing in what a person tells of registration or establishment."""

    NO_REGISTRATION = "no_registration"
    NO_SEEKER_NUMBER = "no_seeker_number"
    NO_ESTABLISHMENT = "no_establishment"
    NO_ESTABLISHMENT_NUMBER = "no_establishment_number"


class ContactRefusal(Enum):
    """Why an address or a number of one's own was not changed."""

    PASSWORD_WRONG = "password_wrong"
    SAME_MAIL = "same_mail"
    PHONE_HELD = "phone_held"


def ground_against_profile(kind: Role, facts: ProfileFacts) -> ProfileRefusal | None:
    """What is missing: an employer names the establishment and its number (NGS-07), a seeker the registration.

    A seeker who is still to register has no number yet (NGS-04, Q-20).
    """
    if kind is Role.EMPLOYER:
        if not facts.establishment:
            return ProfileRefusal.NO_ESTABLISHMENT
        return None if facts.establishment_number else ProfileRefusal.NO_ESTABLISHMENT_NUMBER
    if facts.registration is None:
        return ProfileRefusal.NO_REGISTRATION
    numberless = not facts.seeker_number and facts.registration is not Registration.REGISTERING
    return ProfileRefusal.NO_SEEKER_NUMBER if numberless else None


def facts_of_kind(kind: Role, facts: ProfileFacts) -> ProfileFacts:
    """What is kept of these facts for an account of that kind; who is still to register has no number."""
    if kind is Role.EMPLOYER:
        return ProfileFacts(establishment=facts.establishment, establishment_number=facts.establishment_number)
    numbered = facts.registration is not Registration.REGISTERING
    return ProfileFacts(registration=facts.registration, seeker_number=facts.seeker_number if numbered else None)


def ground_against_phone_change(is_held: bool) -> ContactRefusal | None:
    """While an instant request is open the registered number stays as it is (NGS-46)."""
    return ContactRefusal.PHONE_HELD if is_held else None
