"""Where a consent stands when the terms change (RULES (c), consent)."""

import pytest

from app.booking.rules.consents import ConsentRefusal, ConsentState, consent_state, ground_against_consent


@pytest.mark.rule("NGS-43")
@pytest.mark.parametrize(
    "agreed, newest, state",
    [(None, 4, ConsentState.NONE), (3, 4, ConsentState.OUTDATED), (4, 4, ConsentState.CONSENTED)],
)
def test_a_new_version_leaves_a_consent_outdated(agreed: int | None, newest: int, state: ConsentState) -> None:
    assert consent_state(agreed, newest) is state


@pytest.mark.rule("NGS-43")
def test_one_agrees_to_the_text_that_was_read_or_to_none() -> None:
    assert ground_against_consent(4, 4) is None
    assert ground_against_consent(3, 4) is ConsentRefusal.OTHER_VERSION
