"""How long a sign-in lives, to the second."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts.rules.ages import AGES, is_alive, over_the_limit
from app.accounts.terms import ACCOUNT_ROLES, SignInAge, SignInFacts
from app.kernel.roles import Role

BEGAN = datetime(2026, 5, 11, 1, 0, tzinfo=UTC)
AGE = SignInAge(idle=timedelta(minutes=30), absolute=timedelta(hours=9), at_once=2)


def facts(*, seen: datetime = BEGAN, ended: datetime | None = None) -> SignInFacts:
    return SignInFacts(last_seen_at=seen, ends_at=BEGAN + AGE.absolute, ended_at=ended)


@pytest.mark.parametrize("seconds, alive", [(1799, True), (1800, False), (1801, False)])
def test_a_sign_in_dies_when_nothing_was_done_for_half_an_hour(seconds: int, alive: bool) -> None:
    assert is_alive(facts(), AGE, BEGAN + timedelta(seconds=seconds)) is alive


@pytest.mark.parametrize("seconds, alive", [(-1, True), (0, False), (1, False)])
def test_a_sign_in_in_use_dies_at_its_last_hour_all_the_same(seconds: int, alive: bool) -> None:
    moment = BEGAN + AGE.absolute + timedelta(seconds=seconds)
    assert is_alive(facts(seen=moment - timedelta(minutes=1)), AGE, moment) is alive


def test_an_ended_sign_in_is_dead() -> None:
    assert not is_alive(facts(ended=BEGAN), AGE, BEGAN)


def test_every_kind_of_account_has_its_ages() -> None:
    assert set(AGES) == ACCOUNT_ROLES


@pytest.mark.parametrize(
    "role, idle, absolute, at_once",
    [
        (Role.SEEKER, 30, 2, 3),
        (Role.AGENCY, 30, 12, 3),
        (Role.COUNSELOR, 30, 9, 2),
        (Role.MANAGER, 30, 9, 2),
        (Role.BUREAU, 15, 9, 2),
        (Role.MINISTRY, 15, 9, 2),
        (Role.OPERATIONS, 15, 9, 2),
    ],
)
def test_ages_are_as_set(role: Role, idle: int, absolute: int, at_once: int) -> None:
    expected = SignInAge(idle=timedelta(minutes=idle), absolute=timedelta(hours=absolute), at_once=at_once)
    assert AGES[role] == expected


@pytest.mark.parametrize("alive, ending", [([], []), ([1], []), ([1, 2], [1]), ([1, 2, 3], [1, 2])])
def test_one_more_sign_in_ends_the_oldest_beyond_the_limit(alive: list[int], ending: list[int]) -> None:
    assert over_the_limit(alive, 2) == ending
