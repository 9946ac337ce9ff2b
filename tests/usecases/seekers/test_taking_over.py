"""An imported record that names its seeker is seen by nobody once the seeker is known (AGY-002, AGY-044)."""

import pytest

from app.seekers.queries.own import own_record
from app.seekers.terms.records import OfferState, ProfileRefusal
from app.seekers.usecases.offering import offer_record, take_over_record
from tests.usecases.seekers.test_offering import NUMBER, PROFILE, acts, changed, imported, yamada

__all__ = ["yamada"]
NAMED = changed(experience="山田花子です。経理10年。")


@pytest.mark.rule("AGY-044")
@pytest.mark.parametrize("text", ["山田花子です。経理10年。", "やまだ はなこ、経理10年"])
def test_a_record_that_names_its_seeker_is_taken_over_and_offered_no_longer(yamada, clock, text: str) -> None:
    record_id = imported(NUMBER, clock, changed(experience=text))
    assert take_over_record(by=yamada, now=clock.now()) is ProfileRefusal.IDENTIFIES
    mine = own_record(yamada.account_id, clock.now())
    assert (mine.record_id, mine.state, mine.profile.experience) == (record_id, OfferState.WITHDRAWN, text)
    assert acts() == ["seekers.taken_over"]


@pytest.mark.rule("AGY-002", "AGY-044")
def test_once_corrected_it_is_offered_again_by_a_consent(yamada, clock) -> None:
    record_id = imported(NUMBER, clock, NAMED)
    take_over_record(by=yamada, now=clock.now())
    assert offer_record(NAMED, agreed=True, by=yamada, now=clock.now()) is ProfileRefusal.IDENTIFIES
    assert offer_record(PROFILE, agreed=True, by=yamada, now=clock.now()) is None
    mine = own_record(yamada.account_id, clock.now())
    assert (mine.record_id, mine.state) == (record_id, OfferState.OFFERED)


def test_a_record_that_names_nobody_stays_offered(yamada, clock) -> None:
    imported(NUMBER, clock)
    assert take_over_record(by=yamada, now=clock.now()) is None
    assert own_record(yamada.account_id, clock.now()).state is OfferState.OFFERED
