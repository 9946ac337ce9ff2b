"""Offices with the same kind of service are known by what they say they offer."""

import pytest

from app.booking.rules.services import is_of_the_same_kind
from app.offices.rules.shipped import shipped_profiles

POLICIES = {slug: profile.policy for slug, profile in shipped_profiles().items()}
HELLO_WORKS = sorted(set(POLICIES) - {"kanagawa"})


@pytest.mark.parametrize("slug", HELLO_WORKS)
def test_a_labour_consultation_is_no_job_consultation(slug: str) -> None:
    assert not is_of_the_same_kind(POLICIES["kanagawa"], POLICIES[slug])
    assert not is_of_the_same_kind(POLICIES[slug], POLICIES["kanagawa"])


@pytest.mark.parametrize("slug", HELLO_WORKS)
def test_hello_works_help_with_the_same(slug: str) -> None:
    assert is_of_the_same_kind(POLICIES["miyakonojo"], POLICIES[slug])
