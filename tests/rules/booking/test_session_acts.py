"""Which acts of the desk a booking is open to, state by state and minute by minute."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.booking.rules.places import place_of
from app.booking.rules.session import branch_of, ground_against_act, ground_against_ending, open_acts
from app.booking.terms.sessions import ActFacts, ActRefusal, DeskAct, Direction, Ending, Outcome, OutcomeReason
from app.booking.terms.sessions import ReferralKind as Kind
from app.booking.terms.states import BookingState, StateFacts
from app.kernel.moments import JST
from app.offices.rules.shipped import shipped_profiles
from app.offices.terms import BanGround, JoinEarly, Referral

KANAGAWA = shipped_profiles()["kanagawa"].policy
START = datetime(2026, 5, 13, 10, tzinfo=JST)
DAY_BEFORE, AT_EIGHT, NEXT_DAY = START - timedelta(days=1), START - timedelta(hours=2), START + timedelta(days=1)
MINUTE = timedelta(minutes=1)
WAY = Direction(kind=Kind.VISIT)


def facts(state: BookingState, **changes: object) -> ActFacts:
    """A booking of 10:00 that stands in a state."""
    known = StateFacts(state=state, starts_at=START, missed_from=START + 10 * MINUTE)
    return replace(ActFacts(state=known), **changes)


def names(acts: frozenset[DeskAct]) -> set[str]:
    """The acts by name."""
    return {act.value for act in acts}


@pytest.mark.rule("KNG-35", "KNG-41", "KNG-43")
@pytest.mark.parametrize(
    "state, now, acts",
    [
        ("confirmed", DAY_BEFORE, {"meeting_info", "refusal", "withdrawal", "address"}),
        ("confirmed", AT_EIGHT, {"meeting_info", "refusal", "withdrawal", "address", "admission", "contact"}),
        (
            "confirmed",
            START + 9 * MINUTE,
            {"meeting_info", "refusal", "withdrawal", "address", "admission", "contact"},
        ),
        ("confirmed", START + 10 * MINUTE, {"contact", "reinstatement", "ban"}),
        ("deemed_cancelled", START + 20 * MINUTE, {"contact", "reinstatement", "ban"}),
        ("deemed_cancelled", NEXT_DAY, {"contact", "ban"}),
        ("in_session", START, {"meeting_info", "telephone", "completion", "stop"}),
        ("held", START, set()),
        ("stopped", START, {"ban"}),
        ("requested", DAY_BEFORE, {"meeting_info", "refusal", "withdrawal", "address"}),
        ("cancelled", START, set()),
        ("refused", START, set()),
        ("invalid", START, set()),
    ],
)
def test_the_acts_of_each_state(state: str, now: datetime, acts: set[str]) -> None:
    assert names(open_acts(facts(BookingState(state)), KANAGAWA, now)) == acts


@pytest.mark.rule("KNG-35")
def test_admission_alone_starts_a_session() -> None:
    confirmed = facts(BookingState.CONFIRMED)
    for act in (DeskAct.TELEPHONE, DeskAct.COMPLETION, DeskAct.STOP, DeskAct.REFERRAL):
        assert ground_against_act(act, confirmed, KANAGAWA, START) is ActRefusal.NOT_NOW
    assert ground_against_act(DeskAct.ADMISSION, confirmed, KANAGAWA, START) is None


@pytest.mark.rule("KNG-35")
def test_admission_belongs_to_its_day_and_waits_for_the_hour_where_joining_early_is_forbidden() -> None:
    confirmed = facts(BookingState.CONFIRMED)
    assert ground_against_act(DeskAct.ADMISSION, confirmed, KANAGAWA, DAY_BEFORE) is ActRefusal.NOT_THAT_DAY
    strict = replace(KANAGAWA, join_early=JoinEarly.FORBIDDEN)
    assert ground_against_act(DeskAct.ADMISSION, confirmed, strict, START - MINUTE) is ActRefusal.NOT_YET
    assert ground_against_act(DeskAct.ADMISSION, confirmed, strict, START) is None


@pytest.mark.parametrize("state", ["held", "stopped"])
def test_a_finished_booking_says_that_it_is_finished(state: str) -> None:
    for act in (DeskAct.ADMISSION, DeskAct.COMPLETION, DeskAct.REFUSAL, DeskAct.CONTACT):
        assert ground_against_act(act, facts(BookingState(state)), KANAGAWA, START) is ActRefusal.FINISHED


@pytest.mark.rule("KNG-41")
def test_a_seat_that_was_given_back_does_not_come_back() -> None:
    for state in ("cancelled", "refused", "invalid", "declined_terms"):
        ground = ground_against_act(DeskAct.REINSTATEMENT, facts(BookingState(state)), KANAGAWA, START)
        assert ground is ActRefusal.RELEASED


@pytest.mark.rule("KNG-37")
def test_the_telephone_is_switched_to_once_and_only_where_the_office_offers_it() -> None:
    going_on = facts(BookingState.IN_SESSION)
    assert ground_against_act(DeskAct.TELEPHONE, going_on, KANAGAWA, START) is None
    again = replace(going_on, by_phone=True)
    assert ground_against_act(DeskAct.TELEPHONE, again, KANAGAWA, START) is ActRefusal.ALREADY_BY_PHONE
    never = replace(KANAGAWA, switch_to_phone=False)
    assert ground_against_act(DeskAct.TELEPHONE, going_on, never, START) is ActRefusal.NOT_OFFERED


@pytest.mark.rule("KNG-42", "KNG-50")
@pytest.mark.parametrize("state, ground", [("deemed_cancelled", "no_contact"), ("stopped", "prohibited_act")])
def test_a_ban_comes_of_a_no_show_or_a_prohibited_act_once(state: str, ground: str) -> None:
    known = facts(BookingState(state))
    assert ground_against_act(DeskAct.BAN, known, KANAGAWA, NEXT_DAY) is None
    banned = replace(known, banned=True)
    assert ground_against_act(DeskAct.BAN, banned, KANAGAWA, NEXT_DAY) is ActRefusal.ALREADY_BANNED
    others = replace(KANAGAWA, ban_possible=tuple(each for each in BanGround if each != ground))
    assert ground_against_act(DeskAct.BAN, known, others, NEXT_DAY) is ActRefusal.NOT_OFFERED


@pytest.mark.rule("KNG-42")
def test_only_a_ban_that_stands_is_lifted() -> None:
    missed = facts(BookingState.DEEMED_CANCELLED)
    assert ground_against_act(DeskAct.BAN_END, missed, KANAGAWA, NEXT_DAY) is ActRefusal.NOT_NOW
    assert ground_against_act(DeskAct.BAN_END, replace(missed, banned=True), KANAGAWA, NEXT_DAY) is None


@pytest.mark.rule("KNG-36")
@pytest.mark.parametrize(
    "outcome, reason, direction, ground",
    [
        ("advised", None, None, None),
        ("advised", "facts", None, ActRefusal.REASON_UNFITTING),
        ("advised", None, WAY, ActRefusal.DIRECTION_UNFITTING),
        ("continued", None, WAY, ActRefusal.REASON_NEEDED),
        ("continued", "connection", WAY, ActRefusal.REASON_UNFITTING),
        ("continued", "documents", None, ActRefusal.DIRECTION_NEEDED),
        ("continued", "documents", WAY, None),
        ("broken_off", None, None, ActRefusal.REASON_NEEDED),
        ("broken_off", "connection", None, None),
        ("elsewhere", None, None, None),
    ],
)
def test_what_goes_on_is_guided_somewhere(
    outcome: str, reason: str | None, direction: Direction | None, ground: ActRefusal | None
) -> None:
    ending = Ending(outcome=Outcome(outcome), reason=OutcomeReason(reason) if reason else None)
    assert ground_against_ending(ending, direction, KANAGAWA) is ground


@pytest.mark.rule("KNG-36")
def test_an_office_without_branches_guides_nobody() -> None:
    ending = Ending(outcome=Outcome.CONTINUED, reason=OutcomeReason.FACTS)
    alone = replace(KANAGAWA, referral=Referral.NONE)
    assert ground_against_ending(ending, None, alone) is None
    assert ground_against_ending(ending, WAY, alone) is ActRefusal.DIRECTION_UNFITTING


@pytest.mark.rule("KNG-22", "KNG-36")
@pytest.mark.parametrize("workplace, branch", [("厚木市", "県央支所"), ("横浜市", None), ("東京都", None)])
def test_the_workplace_decides_the_branch(workplace: str, branch: str | None) -> None:
    policy = replace(KANAGAWA, branches={"厚木市": "県央支所"})
    place = place_of(workplace)
    assert place is not None
    assert branch_of(place, policy) == branch


@pytest.mark.parametrize("act", [DeskAct.EXCEPTION, DeskAct.CALLING_OFF])
@pytest.mark.parametrize(
    "state, now, outside, ground",
    [
        ("confirmed", DAY_BEFORE, True, None),
        ("awaiting_reply", DAY_BEFORE, True, None),
        ("confirmed", START - MINUTE, True, None),
        ("confirmed", START, True, ActRefusal.NOT_NOW),
        ("confirmed", DAY_BEFORE, False, ActRefusal.NOT_OUTSIDE),
        ("cancelled", DAY_BEFORE, True, ActRefusal.RELEASED),
        ("in_session", START, True, ActRefusal.NOT_NOW),
    ],
)
def test_what_a_change_left_outside_is_decided_until_it_begins(act, state, now, outside, ground) -> None:
    left = facts(BookingState(state), outside=outside)
    assert ground_against_act(act, left, KANAGAWA, now) is ground
