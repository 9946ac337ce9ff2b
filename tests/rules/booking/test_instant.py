"""Who may have instant use now, and how a request goes on (NGS-40 to NGS-46)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.booking.rules.instant import (
    asks_for_agreement,
    code_ends_at,
    ground_against_acceptance,
    ground_against_agreement,
    ground_against_call,
    ground_against_declining,
    ground_against_ending,
    ground_against_request,
    stage_of,
)
from app.booking.rules.session import FROM, OF_INSTANT_USE, ground_against_act
from app.booking.terms.application import ApplicantType
from app.booking.terms.instant import (
    STILL_OPEN,
    AgreementRefusal,
    AnswerRefusal,
    CodeWay,
    InstantFacts,
    InstantRefusal,
    OpenHours,
    RequestFacts,
    Stage,
)
from app.booking.terms.people import Device
from app.booking.terms.sessions import ActFacts, DeskAct
from app.booking.terms.states import RELEASED, BookingState, StateFacts
from app.kernel.moments import JST
from app.offices.rules.shipped import shipped_profiles
from app.offices.terms import Channel, EmployerUse

POLICY = shipped_profiles()["nagasaki_main"].policy
NOW = datetime(2026, 5, 13, 11, 0, 0, tzinfo=JST)
PHONE, OTHER_PHONE = "+819000000001", "+819000000009"
OLD, NEWEST = 3, 4
GOOD = InstantFacts(
    office_ready=True,
    hours=OpenHours(minutes=30),
    applicant_type=ApplicantType.SEEKER,
    device=Device.SMARTPHONE,
    establishment="",
    agreed=NEWEST,
    newest=NEWEST,
    registered_phone=PHONE,
    typed_phone=PHONE,
    someone_free=True,
    banned=False,
    has_open_request=False,
)


@pytest.mark.parametrize(
    "changes, ground",
    [
        ({}, None),
        ({"agreed": OLD}, None),
        ({"office_ready": False}, InstantRefusal.NOT_OPEN_YET),
        ({"hours": OpenHours(minutes=0)}, InstantRefusal.OUTSIDE_HOURS),
        ({"hours": OpenHours(minutes=1)}, None),
        ({"agreed": None}, InstantRefusal.NO_CONSENT),
        ({"registered_phone": None}, InstantRefusal.NO_PHONE),
        ({"registered_phone": None, "typed_phone": ""}, InstantRefusal.NO_PHONE),
        ({"typed_phone": OTHER_PHONE}, InstantRefusal.PHONE_DIFFERS),
        ({"typed_phone": ""}, InstantRefusal.PHONE_DIFFERS),
        ({"banned": True}, InstantRefusal.BANNED),
        ({"someone_free": False}, InstantRefusal.NOBODY_FREE),
        ({"has_open_request": True}, InstantRefusal.OPEN_ALREADY),
    ],
)
@pytest.mark.rule("NGS-41", "NGS-42", "NGS-46")
def test_a_request_is_taken_or_refused_for_one_ground(changes: dict, ground: InstantRefusal | None) -> None:
    assert ground_against_request(replace(GOOD, **changes), POLICY) is ground


EMPLOYER = replace(GOOD, applicant_type=ApplicantType.EMPLOYER, establishment="丸山商店")


@pytest.mark.rule("NGS-40", "NGS-07")
def test_employers_are_served_as_seekers_are_with_their_establishment() -> None:
    assert POLICY.employer_users is EmployerUse.INSTANT_ONLY
    assert ground_against_request(EMPLOYER, POLICY) is None
    assert ground_against_request(replace(EMPLOYER, establishment=""), POLICY) is InstantRefusal.NO_ESTABLISHMENT
    without = replace(POLICY, employer_users=EmployerUse.NO)
    assert ground_against_request(EMPLOYER, without) is InstantRefusal.EMPLOYER_NOT_SERVED


@pytest.mark.rule("NGS-08")
@pytest.mark.parametrize("device, refused", [(None, True), (Device.NONE, True), (Device.PC, False)])
def test_without_a_camera_nobody_is_served(device: Device | None, refused: bool) -> None:
    ground = ground_against_request(replace(GOOD, device=device), POLICY)
    assert (ground is InstantRefusal.NO_DEVICE) is refused


@pytest.mark.rule("NGS-41")
def test_consent_missing_is_told_before_anything_about_people() -> None:
    facts = replace(GOOD, agreed=None, typed_phone=OTHER_PHONE, someone_free=False, banned=True)
    assert ground_against_request(facts, POLICY) is InstantRefusal.NO_CONSENT


@pytest.mark.rule("NGS-46")
def test_another_number_is_no_matter_where_the_office_does_not_ask() -> None:
    elsewhere = replace(POLICY, phone_change_blocked=False)
    assert ground_against_request(replace(GOOD, typed_phone=OTHER_PHONE), elsewhere) is None


@pytest.mark.rule("NGS-43")
@pytest.mark.parametrize("agreed, reconsent, asked", [(OLD, True, True), (NEWEST, True, False), (OLD, False, False)])
def test_terms_changed_since_the_consent_ask_for_an_answer(agreed: int, reconsent: bool, asked: bool) -> None:
    policy = replace(POLICY, instant_reconsent=reconsent)
    assert asks_for_agreement(agreed, NEWEST, policy) is asked


def request(
    state: BookingState = BookingState.REQUESTED, *, agreed: bool = True, answered: bool = False
) -> RequestFacts:
    """A request of 11:00 that lapses at 11:10."""
    facts = StateFacts(state=state, starts_at=NOW, lapses_from=NOW + timedelta(minutes=10))
    return RequestFacts(state=facts, agreed_at=NOW if agreed else None, answered_at=NOW if answered else None)


ENDED = {
    BookingState.REFUSED: Stage.DECLINED,
    BookingState.DECLINED_TERMS: Stage.DECLINED_TERMS,
    BookingState.INVALID: Stage.LAPSED,
    BookingState.CANCELLED: Stage.OVER,
    BookingState.HELD: Stage.OVER,
    BookingState.STOPPED: Stage.OVER,
}


@pytest.mark.parametrize(
    "facts, stage",
    [
        (request(agreed=False), Stage.AGREEMENT),
        (request(), Stage.WAITING),
        (request(BookingState.CONFIRMED, answered=True), Stage.ACCEPTED),
        (request(BookingState.IN_SESSION, answered=True), Stage.IN_SESSION),
        *((request(state), stage) for state, stage in ENDED.items()),
    ],
)
def test_a_request_stands_where_its_booking_stands(facts: RequestFacts, stage: Stage) -> None:
    assert stage_of(facts, NOW) is stage
    assert (stage in STILL_OPEN) is (facts.state.state not in ENDED)


@pytest.mark.parametrize("agreed", [True, False])
@pytest.mark.parametrize("seconds, lapsed", [(599, False), (600, True), (601, True)])
def test_nobody_answering_ends_a_request_to_the_second(agreed: bool, seconds: int, lapsed: bool) -> None:
    stage = stage_of(request(agreed=agreed), NOW + timedelta(seconds=seconds))
    assert (stage is Stage.LAPSED) is lapsed


def test_once_answered_a_request_does_not_lapse_any_more() -> None:
    accepted = request(BookingState.CONFIRMED, answered=True)
    assert stage_of(accepted, NOW + timedelta(minutes=25)) is Stage.ACCEPTED


@pytest.mark.rule("NGS-43", "NGS-44")
@pytest.mark.parametrize(
    "facts, agreed, refused",
    [
        (request(), NEWEST, None),
        (request(agreed=False), OLD, AnswerRefusal.TERMS_NOT_AGREED),
        (request(), OLD, AnswerRefusal.TERMS_NOT_AGREED),
        (request(), None, AnswerRefusal.TERMS_NOT_AGREED),
        (request(BookingState.DECLINED_TERMS, agreed=False), OLD, AnswerRefusal.OVER),
        (request(BookingState.REFUSED), NEWEST, AnswerRefusal.OVER),
        (request(BookingState.CONFIRMED, answered=True), NEWEST, AnswerRefusal.ANSWERED_ALREADY),
        (request(BookingState.IN_SESSION, answered=True), NEWEST, AnswerRefusal.ANSWERED_ALREADY),
        (request(BookingState.HELD, answered=True), NEWEST, AnswerRefusal.OVER),
    ],
)
def test_only_a_request_with_the_newest_terms_agreed_is_accepted(
    facts: RequestFacts, agreed: int | None, refused: AnswerRefusal | None
) -> None:
    assert ground_against_acceptance(facts, agreed, NEWEST, POLICY, NOW) is refused


def test_a_lapsed_request_is_neither_accepted_nor_declined_nor_agreed_to() -> None:
    late = NOW + timedelta(minutes=10)
    assert ground_against_acceptance(request(), NEWEST, NEWEST, POLICY, late) is AnswerRefusal.OVER
    assert ground_against_declining(request(), late) is AnswerRefusal.OVER
    assert ground_against_agreement(request(agreed=False), NEWEST, NEWEST, late) is AgreementRefusal.NOTHING_OPEN


@pytest.mark.rule("NGS-42")
def test_a_request_may_be_declined_while_it_waits_for_whatever() -> None:
    assert ground_against_declining(request(), NOW) is None
    assert ground_against_declining(request(agreed=False), NOW) is None
    answered = request(BookingState.CONFIRMED, answered=True)
    assert ground_against_declining(answered, NOW) is AnswerRefusal.ANSWERED_ALREADY


@pytest.mark.rule("NGS-43")
def test_only_the_newest_version_is_agreed_to_and_only_once() -> None:
    assert ground_against_agreement(request(agreed=False), NEWEST, NEWEST, NOW) is None
    assert ground_against_agreement(request(agreed=False), OLD, NEWEST, NOW) is AgreementRefusal.OTHER_VERSION
    assert ground_against_agreement(request(), NEWEST, NEWEST, NOW) is AgreementRefusal.NOTHING_OPEN


@pytest.mark.rule("NGS-37")
def test_a_request_is_taken_back_by_telephone_until_its_session_begins() -> None:
    for still_open in (request(agreed=False), request(), request(BookingState.CONFIRMED, answered=True)):
        assert ground_against_ending(still_open, NOW) is None
    assert ground_against_ending(request(BookingState.IN_SESSION, answered=True), NOW) is AnswerRefusal.IN_SESSION
    assert ground_against_ending(request(), NOW + timedelta(minutes=10)) is AnswerRefusal.OVER
    assert ground_against_ending(request(BookingState.HELD, answered=True), NOW) is AnswerRefusal.OVER


@pytest.mark.rule("NGS-45")
@pytest.mark.parametrize(
    "facts, given, refused",
    [
        (request(BookingState.CONFIRMED, answered=True), CodeWay.CALL, None),
        (request(BookingState.IN_SESSION, answered=True), CodeWay.CALL, None),
        (request(BookingState.CONFIRMED, answered=True), CodeWay.MYPAGE, AnswerRefusal.NOT_BY_CALL),
        (request(BookingState.CONFIRMED, answered=True), None, AnswerRefusal.NOT_BY_CALL),
        (request(), CodeWay.CALL, AnswerRefusal.OVER),
        (request(BookingState.HELD, answered=True), CodeWay.CALL, AnswerRefusal.OVER),
    ],
)
def test_a_call_is_noted_only_where_the_code_goes_by_call(facts: RequestFacts, given, refused) -> None:
    assert ground_against_call(facts, given, NOW) is refused


@pytest.mark.rule("NGS-45")
def test_a_code_is_of_use_as_long_as_a_session_may_last() -> None:
    assert code_ends_at(NOW + timedelta(seconds=40), 30) == NOW + timedelta(minutes=30)


@pytest.mark.rule("NGS-45")
@pytest.mark.parametrize("act", sorted(set(DeskAct) - OF_INSTANT_USE))
def test_the_way_in_is_told_by_the_code_alone_and_the_answer_by_the_queue(act: DeskAct) -> None:
    for state in FROM[act]:
        facts = ActFacts(state=request(state).state, channel=Channel.INSTANT, call_waits=True, asked_for_reply=True)
        assert ground_against_act(act, facts, POLICY, NOW) is not None


def test_a_session_of_instant_use_is_held_as_any_other() -> None:
    confirmed = ActFacts(state=request(BookingState.CONFIRMED).state, channel=Channel.INSTANT)
    in_session = ActFacts(state=request(BookingState.IN_SESSION).state, channel=Channel.INSTANT)
    assert ground_against_act(DeskAct.ADMISSION, confirmed, POLICY, NOW) is None
    for act in (DeskAct.COMPLETION, DeskAct.STOP, DeskAct.FOLLOW_UP, DeskAct.KIND):
        assert ground_against_act(act, in_session, POLICY, NOW) is None


def test_whoever_declined_the_terms_holds_nothing() -> None:
    assert BookingState.DECLINED_TERMS in RELEASED


@pytest.mark.rule("KRS-01")
@pytest.mark.parametrize("slug", ["kurashiki_chuo", "kurashiki_wakamono", "kanagawa", "miyakonojo"])
def test_an_office_by_reservation_alone_has_no_instant_use(slug: str) -> None:
    assert not shipped_profiles()[slug].policy.instant_use
