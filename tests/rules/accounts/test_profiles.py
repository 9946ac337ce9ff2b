"""What must be told to register, what is kept of it, and when a telephone number stays as it is."""

import pytest

from app.accounts.rules.profiles import (
    ContactRefusal,
    ProfileFacts,
    ProfileRefusal,
    facts_of_kind,
    ground_against_phone_change,
    ground_against_profile,
)
from app.kernel.registration import Registration
from app.kernel.roles import Role

NUMBER = "1301012345678"


@pytest.mark.rule("NGS-04")
@pytest.mark.parametrize(
    "registration, number, ground",
    [
        (Registration.HELLOWORK, NUMBER, None),
        (Registration.ONLINE, NUMBER, None),
        (Registration.HELLOWORK, None, ProfileRefusal.NO_SEEKER_NUMBER),
        (Registration.ONLINE, "", ProfileRefusal.NO_SEEKER_NUMBER),
        (Registration.REGISTERING, None, None),
        (None, NUMBER, ProfileRefusal.NO_REGISTRATION),
    ],
)
def test_a_seeker_tells_the_registration_and_its_number_once_there_is_one(
    registration: Registration | None, number: str | None, ground: ProfileRefusal | None
) -> None:
    facts = ProfileFacts(registration=registration, seeker_number=number)
    assert ground_against_profile(Role.SEEKER, facts) is ground


@pytest.mark.rule("NGS-07")
@pytest.mark.parametrize(
    "name, number, ground",
    [
        ("海の宿", "42011234567", None),
        (None, "42011234567", ProfileRefusal.NO_ESTABLISHMENT),
        ("海の宿", None, ProfileRefusal.NO_ESTABLISHMENT_NUMBER),
    ],
)
def test_an_employer_tells_the_establishment_and_its_number(
    name: str | None, number: str | None, ground: ProfileRefusal | None
) -> None:
    facts = ProfileFacts(establishment=name, establishment_number=number)
    assert ground_against_profile(Role.EMPLOYER, facts) is ground


def test_what_an_account_is_not_asked_for_is_not_kept() -> None:
    told = ProfileFacts(
        registration=Registration.REGISTERING, seeker_number=NUMBER, establishment="海の宿", establishment_number="1"
    )
    assert facts_of_kind(Role.SEEKER, told) == ProfileFacts(registration=Registration.REGISTERING)
    assert facts_of_kind(Role.EMPLOYER, told) == ProfileFacts(establishment="海の宿", establishment_number="1")


@pytest.mark.rule("NGS-46")
def test_the_registered_number_stays_while_an_instant_request_is_open() -> None:
    assert ground_against_phone_change(True) is ContactRefusal.PHONE_HELD
    assert ground_against_phone_change(False) is None
