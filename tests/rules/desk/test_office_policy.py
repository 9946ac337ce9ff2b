"""When a policy may be put in force, and what is said to differ."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.desk.rules.office_policy import SEATS, SET_BY_THE_OFFICE, changed_values, decided, ground_against_policy
from app.desk.terms.office_policy import PolicyRefusal
from app.offices.rules.shipped import shipped_profiles
from app.offices.terms import Policy

KANAGAWA = shipped_profiles()["kanagawa"].policy
LONGER = replace(KANAGAWA, horizon_days=90)
TODAY = date(2026, 5, 11)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "policy, since, is_latest, ground",
    [
        (LONGER, TODAY - ONE_DAY, True, PolicyRefusal.IN_THE_PAST),
        (LONGER, TODAY, True, None),
        (LONGER, TODAY + ONE_DAY, True, None),
        (LONGER, TODAY, False, PolicyRefusal.CHANGED_MEANWHILE),
        (KANAGAWA, TODAY, True, PolicyRefusal.NOTHING_CHANGED),
        (KANAGAWA, TODAY - ONE_DAY, False, PolicyRefusal.IN_THE_PAST),
    ],
)
def test_a_policy_works_from_today_on_at_the_earliest_and_only_over_what_the_form_showed(
    policy: Policy, since: date, is_latest: bool, ground: PolicyRefusal | None
) -> None:
    assert ground_against_policy(policy, KANAGAWA, since=since, today=TODAY, is_latest=is_latest) is ground


def test_the_values_that_differ_are_named_and_which_are_proposals_does_not_count() -> None:
    after = replace(LONGER, topics=("賃金",), proposed=())
    assert changed_values(KANAGAWA, after) == ("horizon_days", "topics")
    assert "horizon_days" not in decided(KANAGAWA, ("horizon_days",))
    assert "branches" in decided(KANAGAWA, ("horizon_days",))


@pytest.mark.rule("KNG-20")
def test_what_the_site_must_ask_for_is_not_the_offices_to_set() -> None:
    assert "required_fields" not in {*SET_BY_THE_OFFICE, *SEATS}
    assert {*SET_BY_THE_OFFICE, *SEATS} <= set(KANAGAWA.__dataclass_fields__)
