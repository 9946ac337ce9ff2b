"""How a booking comes to stand, by policy alone: the same channel means something else at another office."""

import pytest

from app.booking.rules.ways import channels_confirmed_by, confirmation_of, first_state, ways_of_intake
from app.booking.terms.states import BookingState
from app.offices.rules.shipped import shipped_profiles
from app.offices.terms import Channel, ConfirmationMode

POLICIES = {slug: profile.policy for slug, profile in shipped_profiles().items()}


@pytest.mark.rule("MYK-18", "NGS-22", "KRS-27")
@pytest.mark.parametrize(
    "slug, channel, state",
    [
        ("kanagawa", "site", BookingState.CONFIRMED),
        ("kanagawa", "phone", BookingState.CONFIRMED),
        ("miyakonojo", "site", BookingState.REQUESTED),
        ("miyakonojo", "phone", BookingState.AWAITING_REPLY),
        ("miyakonojo", "counter", BookingState.AWAITING_REPLY),
        ("nagasaki_main", "phone", BookingState.REQUESTED),
        ("nagasaki_young", "web_request", BookingState.REQUESTED),
        ("kurashiki_wakamono", "counter", BookingState.REQUESTED),
    ],
)
def test_where_an_application_begins(slug: str, channel: str, state: BookingState) -> None:
    assert first_state(Channel(channel), POLICIES[slug]) is state


@pytest.mark.rule("MYK-23", "NGS-25", "KRS-30")
@pytest.mark.parametrize("slug", [slug for slug in POLICIES if slug != "kanagawa"])
def test_what_is_booked_at_a_session_stands_at_once(slug: str) -> None:
    assert first_state(Channel.AT_SESSION, POLICIES[slug]) is BookingState.CONFIRMED


def test_a_way_the_office_does_not_know_confirms_nothing() -> None:
    assert confirmation_of(Channel.AT_SESSION, POLICIES["kanagawa"]) is None
    assert confirmation_of(Channel.INSTANT, POLICIES["nagasaki_main"]) is None
    with pytest.raises(ValueError, match="at_session"):
        first_state(Channel.AT_SESSION, POLICIES["kanagawa"])


@pytest.mark.rule("MYK-14", "NGS-14", "KRS-10")
def test_every_office_takes_calls_and_people_at_its_counter() -> None:
    for policy in POLICIES.values():
        assert ways_of_intake(policy) == (Channel.PHONE, Channel.COUNTER)


def test_the_channels_of_a_way_are_the_policys() -> None:
    arranged = channels_confirmed_by(ConfirmationMode.ARRANGED_BY_STAFF, POLICIES["nagasaki_main"])
    assert arranged == {Channel.PHONE, Channel.COUNTER, Channel.WEB_REQUEST}
    assert not channels_confirmed_by(ConfirmationMode.ARRANGED_BY_STAFF, POLICIES["kurashiki_chuo"])
