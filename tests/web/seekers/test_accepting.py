"""What the screen that records an acceptance says beside its form (AGY-068)."""

import pytest

from tests.web.seekers.test_held import record

__all__ = ["record"]


@pytest.mark.rule("AGY-068")
def test_the_acceptance_screen_says_to_show_employers_whose_seeker_it_is(hikari, record) -> None:
    words = "求人者に、貴団体の求職者であることが分かるように示してください"
    assert words not in hikari.get(record).text
    hikari.post(f"{record}/application", {"applied_on": "2026/5/13"}, status=303)
    acts = hikari.get(record).find("#held-acts")
    assert acts.select("form[action$=acceptance]")
    assert words in acts.get_text()
