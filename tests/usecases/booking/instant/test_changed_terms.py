"""Terms that have changed since the consent: the newest text first, then 同意する or 同意しない (NGS-43, NGS-44)."""

import pytest

from app.booking.terms.instant import AgreementRefusal, AnswerRefusal, Asked
from app.booking.usecases.instant_terms import answer_terms
from app.desk.terms.acts import Done
from app.offices.queries.consents import consent_of, consent_versions
from tests import bookings, instant, presses

OLD, NEWEST = "2023-04-20", "2023-06-05"


@pytest.fixture
def scene(app, clock):
    """Both agreed to the version before the newest one."""
    return instant.open_scene(clock, agreed=OLD)


@pytest.fixture
def number(clock, scene) -> str:
    """Yamada's request."""
    return instant.ask(clock, scene.yamada).number


def answer(clock, scene, number: str, *, agrees: bool, version: str = NEWEST):
    """What pressing one of the two buttons comes to."""
    return answer_terms(number, instant.version_of(version), scene.yamada, clock.now(), agrees=agrees)


@pytest.mark.rule("NGS-43")
def test_until_the_newest_terms_are_agreed_to_nothing_is_answered(clock, scene, number) -> None:
    assert instant.request_of(number).agreed_at is None
    assert instant.accept(clock, scene.tanaka, number) is AnswerRefusal.TERMS_NOT_AGREED
    assert (bookings.row_of(number).state, instant.codes_posted()) == ("requested", [])
    assert instant.free_people() == [scene.tanaka.account_id]


@pytest.mark.rule("NGS-43")
def test_agreeing_records_a_consent_and_the_session_goes_on(clock, scene, number) -> None:
    assert answer(clock, scene, number, agrees=True) is None
    agreed = consent_of(scene.yamada.account_id, "nagasaki")
    assert agreed is not None
    assert agreed.effective_on.isoformat() == NEWEST
    expected = (instant.version_of(OLD), instant.version_of(NEWEST))
    assert consent_versions(account_id=scene.yamada.account_id) == expected
    assert bookings.row_of(number).terms_version_id == instant.version_of(NEWEST)
    assert instant.accept(clock, scene.tanaka, number) == Done()


@pytest.mark.rule("NGS-44")
def test_not_agreeing_ends_the_request_and_there_is_no_code(clock, scene, number) -> None:
    assert answer(clock, scene, number, agrees=False) is None
    assert presses.history(number) == [("requested", "declined_terms", "applicant")]
    assert consent_versions(account_id=scene.yamada.account_id) == (instant.version_of(OLD),)
    assert instant.accept(clock, scene.tanaka, number) is AnswerRefusal.OVER
    assert instant.codes_posted() == []
    assert instant.request_of(number).closed_at == clock.now()


@pytest.mark.rule("NGS-44")
def test_who_did_not_agree_may_ask_again_and_is_asked_again(clock, scene, number) -> None:
    answer(clock, scene, number, agrees=False)
    again = instant.ask(clock, scene.yamada)
    assert isinstance(again, Asked)
    assert instant.request_of(again.number).agreed_at is None


@pytest.mark.rule("NGS-43")
def test_an_answer_to_an_older_text_is_none_to_the_newest(clock, scene, number) -> None:
    assert answer(clock, scene, number, agrees=True, version=OLD) is AgreementRefusal.OTHER_VERSION
    assert answer(clock, scene, number, agrees=False, version=OLD) is AgreementRefusal.OTHER_VERSION
    assert bookings.row_of(number).state == "requested"
    assert consent_versions(account_id=scene.yamada.account_id) == (instant.version_of(OLD),)


def test_an_answer_is_given_once_and_in_time(clock, scene, number) -> None:
    assert answer(clock, scene, number, agrees=True) is None
    assert answer(clock, scene, number, agrees=False) is AgreementRefusal.NOTHING_OPEN
    assert bookings.row_of(number).state == "requested"
    late = instant.ask(clock, scene.maruyama).number
    clock.set("2026-05-13T11:10:00+09:00")
    assert answer(clock, scene, late, agrees=True) is AgreementRefusal.NOTHING_OPEN


@pytest.mark.rule("NGS-43")
def test_who_agreed_to_the_newest_is_asked_nothing(app, clock) -> None:
    scene = instant.open_scene(clock)
    assert instant.request_of(instant.ask(clock, scene.yamada).number).agreed_at == clock.now()
