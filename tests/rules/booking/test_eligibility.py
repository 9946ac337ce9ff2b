"""Who may apply where: the conditions of each office's text, each by itself and all together."""

from dataclasses import replace

import pytest

from app.booking.rules.eligibility import applicant_types, must_tick
from app.booking.rules.ground import ground_of_form, ground_of_office, public_channel
from app.booking.terms.application import ApplicantType, BookingRefusal, FormFacts
from app.booking.terms.people import Device
from app.kernel.registration import Registration
from app.offices.rules.shipped import shipped_profiles
from app.offices.terms import Channel, Policy

PROFILES = {slug: profile.policy for slug, profile in shipped_profiles().items()}
NAGASAKI = ("nagasaki_main", "nagasaki_young", "nagasaki_tsukimachi")
KURASHIKI = ("kurashiki_chuo", "kurashiki_wakamono")
SEEKER = FormFacts(
    applicant_type=ApplicantType.SEEKER,
    prefectures=("", ""),
    accepted_tool=False,
    registration=Registration.HELLOWORK,
    has_seeker_number=True,
    device=Device.PC,
    has_support_officer=True,
    support_place="倉敷わかものハローワーク",
)


def ground(policy: Policy, **changes: object) -> BookingRefusal | None:
    """What the office answers to a seeker who is like that."""
    return ground_of_form(replace(SEEKER, **changes), policy)


@pytest.mark.rule("MYK-05")
@pytest.mark.parametrize(
    "registration, number, answer",
    [
        (Registration.HELLOWORK, True, None),
        (Registration.ONLINE, True, None),
        (Registration.ONLINE, False, BookingRefusal.NOT_REGISTERED),
        (Registration.REGISTERING, True, BookingRefusal.NOT_REGISTERED),
        (None, True, None),
        (None, False, BookingRefusal.NOT_REGISTERED),
    ],
)
def test_registration_is_complete_when_applying(registration, number, answer) -> None:
    assert ground(PROFILES["miyakonojo"], registration=registration, has_seeker_number=number) is answer


@pytest.mark.rule("NGS-04", "NGS-05")
@pytest.mark.parametrize("slug", NAGASAKI)
def test_who_is_about_to_register_needs_a_mypage(slug: str) -> None:
    about_to = {"registration": Registration.REGISTERING, "has_seeker_number": False}
    assert ground(PROFILES[slug], **about_to) is BookingRefusal.MYPAGE_FIRST
    assert ground(PROFILES[slug], **about_to, mypage_opened=True) is None
    assert ground(PROFILES[slug]) is None
    assert ground(PROFILES[slug], has_seeker_number=False) is BookingRefusal.NOT_REGISTERED


@pytest.mark.rule("NGS-40")
@pytest.mark.parametrize("slug", NAGASAKI)
def test_an_employer_is_pointed_to_instant_use(slug: str) -> None:
    answer = ground(PROFILES[slug], applicant_type=ApplicantType.EMPLOYER)
    assert answer is BookingRefusal.EMPLOYER_INSTANT_ONLY
    assert applicant_types(PROFILES[slug]) == (ApplicantType.SEEKER, ApplicantType.EMPLOYER)


@pytest.mark.rule("MYK-06", "NGS-08", "KRS-07")
@pytest.mark.parametrize("slug", ["miyakonojo", *NAGASAKI, *KURASHIKI])
@pytest.mark.parametrize("device", Device)
def test_every_device_with_a_camera_will_do(slug: str, device: Device) -> None:
    answer = BookingRefusal.NO_DEVICE if device is Device.NONE else None
    assert ground(PROFILES[slug], device=device) is answer


@pytest.mark.rule("KRS-06")
@pytest.mark.parametrize("slug", KURASHIKI)
@pytest.mark.parametrize("place", ["倉敷わかものハローワーク", "ハローワーク倉敷中央"])
def test_support_by_a_named_officer_at_either_site_opens_both(slug: str, place: str) -> None:
    assert ground(PROFILES[slug], support_place=place) is None
    assert ground(PROFILES[slug], support_place=place, has_support_officer=False) is BookingRefusal.NOT_SUPPORTED
    assert ground(PROFILES[slug], support_place="ハローワーク岡山") is BookingRefusal.NOT_SUPPORTED


@pytest.mark.rule("NGS-14", "KRS-10")
@pytest.mark.parametrize("slug", [*NAGASAKI, *KURASHIKI])
def test_the_web_request_is_a_switch_that_is_off(slug: str) -> None:
    shipped = PROFILES[slug]
    assert not shipped.web_request
    assert ground_of_office(True, shipped) is BookingRefusal.NOT_BOOKED_HERE
    switched_on = replace(shipped, web_request=True)
    assert public_channel(switched_on) is Channel.WEB_REQUEST
    assert ground_of_office(True, switched_on) is None


@pytest.mark.rule("MYK-15")
def test_a_tick_is_asked_where_the_text_asks_for_agreement() -> None:
    assert must_tick(Channel.SITE, PROFILES["miyakonojo"])
    assert not must_tick(Channel.SITE, PROFILES["kanagawa"])
    assert not any(must_tick(Channel.WEB_REQUEST, PROFILES[slug]) for slug in [*NAGASAKI, *KURASHIKI])
