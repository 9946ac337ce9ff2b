"""Whom a letter may go to at all (AGY-060)."""

import pytest

from app.messages.rules.inviting import MOST_PEOPLE, ground_against_list
from app.messages.terms.messages import SendRefusal


@pytest.mark.rule("AGY-060")
@pytest.mark.parametrize(
    ("people", "ground"),
    [
        (0, SendRefusal.NOBODY),
        (1, None),
        (MOST_PEOPLE, None),
        (MOST_PEOPLE + 1, SendRefusal.TOO_MANY_PEOPLE),
    ],
)
def test_a_list_has_somebody_on_it_and_not_too_many(people: int, ground: SendRefusal | None) -> None:
    assert ground_against_list(people) is ground
