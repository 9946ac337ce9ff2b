"""When a mailed link may be used."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts.rules.links import expiry, ground_for_refusal
from app.accounts.terms import LinkFacts, LinkRefusal

ISSUED = datetime(2026, 5, 11, 1, 0, tzinfo=UTC)


def facts(*, used: datetime | None = None, voided: datetime | None = None) -> LinkFacts:
    return LinkFacts(expires_at=expiry(ISSUED), used_at=used, voided_at=voided)


@pytest.mark.parametrize(
    "seconds, refusal", [(-1, None), (0, LinkRefusal.UNUSABLE), (1, LinkRefusal.UNUSABLE)], ids=["last", "24h", "after"]
)
def test_a_link_lives_a_day_and_not_a_second_more(seconds: int, refusal: LinkRefusal | None) -> None:
    moment = ISSUED + timedelta(hours=24, seconds=seconds)
    assert ground_for_refusal(facts(), moment) is refusal


def test_a_used_or_replaced_link_is_dead_at_once() -> None:
    assert ground_for_refusal(facts(used=ISSUED), ISSUED) is LinkRefusal.UNUSABLE
    assert ground_for_refusal(facts(voided=ISSUED), ISSUED) is LinkRefusal.UNUSABLE
