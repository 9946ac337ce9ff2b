"""How long a sign-in lives (SECURITY 4, ASVS 7.1.1 and 7.1.2)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from app.accounts.terms import SignInAge, SignInFacts
from app.kernel.roles import Role

_PUBLIC = SignInAge(idle=timedelta(minutes=30), absolute=timedelta(hours=2), at_once=3)
_AGENCY = SignInAge(idle=timedelta(minutes=30), absolute=timedelta(hours=12), at_once=3)
_DESK = SignInAge(idle=timedelta(minutes=30), absolute=timedelta(hours=9), at_once=2)
_SUPERVISION = SignInAge(idle=timedelta(minutes=15), absolute=timedelta(hours=9), at_once=2)

AGES = {
    Role.SEEKER: _PUBLIC,
    Role.EMPLOYER: _PUBLIC,
    Role.AGENCY: _AGENCY,
    Role.COUNSELOR: _DESK,
    Role.STAFF: _DESK,
    Role.MANAGER: _DESK,
    Role.BUREAU: _SUPERVISION,
    Role.MINISTRY: _SUPERVISION,
    Role.OPERATIONS: _SUPERVISION,
}

KEPT_AFTER_THE_END = timedelta(hours=24)
"""How long a sign-in that is over stays on record (SECURITY, retention)."""

SECOND_FACTOR_WAIT = timedelta(minutes=10)
"""How long the page that asks for the code waits after the password."""


def is_alive(facts: SignInFacts, age: SignInAge, at: datetime) -> bool:
    """Whether a sign-in still counts `at` a moment of the machine's time; at the limit itself it is over."""
    ended = facts.ended_at is not None
    too_old = at >= facts.ends_at
    too_idle = at >= facts.last_seen_at + age.idle
    return not (ended or too_old or too_idle)


def over_the_limit(oldest_first: Iterable[int], at_once: int) -> list[int]:
    """Which sign-ins of an account must end so that one more keeps within `at_once`: the oldest."""
    alive = list(oldest_first)
    return alive[: max(0, len(alive) - at_once + 1)]
