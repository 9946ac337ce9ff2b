"""The acts that only some offices know: replies, arranging, the next booking at a session, kinds, clauses."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.booking.rules.other_ways import refusal_grounds, session_kinds, stop_grounds
from app.booking.rules.session import ground_against_act, ground_against_stop, open_acts
from app.booking.terms.application import ApplicantType
from app.booking.terms.sessions import ActFacts, ActRefusal, DeskAct, ProhibitedAct
from app.booking.terms.states import BookingState, StateFacts
from app.kernel.moments import JST
from app.offices.rules.shipped import shipped_profiles
from app.offices.terms import BanGround, Channel

POLICIES = {slug: profile.policy for slug, profile in shipped_profiles().items()}
KANAGAWA, MIYAKONOJO = POLICIES["kanagawa"], POLICIES["miyakonojo"]
NAGASAKI, KURASHIKI = POLICIES["nagasaki_main"], POLICIES["kurashiki_wakamono"]
START = datetime(2026, 5, 13, 10, tzinfo=JST)
LIMIT = datetime(2026, 5, 12, tzinfo=JST)
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
BEFORE = LIMIT - DAY


def facts(state: str, channel: Channel = Channel.PHONE, **changes: object) -> ActFacts:
    """A booking of 10:00 by telephone that stands in a state."""
    known = StateFacts(state=BookingState(state), starts_at=START, lapses_from=LIMIT, missed_from=START + 10 * MINUTE)
    return replace(ActFacts(state=known, channel=channel), **changes)


@pytest.mark.rule("MYK-19", "MYK-20")
def test_a_reply_is_taken_in_while_it_is_waited_for_and_where_one_was_asked_for_after_the_limit() -> None:
    waiting = facts("awaiting_reply", asked_for_reply=True)
    assert ground_against_act(DeskAct.REPLY, waiting, MIYAKONOJO, LIMIT - SECOND) is None
    assert ground_against_act(DeskAct.REPLY, waiting, MIYAKONOJO, START - SECOND) is None
    assert ground_against_act(DeskAct.REPLY, waiting, MIYAKONOJO, START) is ActRefusal.RELEASED
    never_asked = facts("invalid", Channel.SITE)
    assert ground_against_act(DeskAct.REPLY, never_asked, MIYAKONOJO, LIMIT + DAY) is ActRefusal.RELEASED
    asked = facts("invalid", asked_for_reply=True)
    assert ground_against_act(DeskAct.REPLY, asked, MIYAKONOJO, LIMIT + MINUTE) is None
    assert ground_against_act(DeskAct.REPLY, facts("confirmed"), MIYAKONOJO, BEFORE) is ActRefusal.NOT_NOW


@pytest.mark.rule("NGS-22")
def test_only_a_request_that_staff_arrange_is_arranged_and_its_address_comes_with_the_date() -> None:
    requested = facts("requested")
    assert ground_against_act(DeskAct.ARRANGEMENT, requested, NAGASAKI, BEFORE) is None
    assert ground_against_act(DeskAct.MEETING_INFO, requested, NAGASAKI, BEFORE) is ActRefusal.NOT_OFFERED
    assert ground_against_act(DeskAct.ARRANGEMENT, requested, KURASHIKI, BEFORE) is ActRefusal.NOT_OFFERED
    assert ground_against_act(DeskAct.ARRANGEMENT, facts("confirmed"), NAGASAKI, BEFORE) is ActRefusal.NOT_NOW
    instant = facts("requested", Channel.INSTANT)
    assert ground_against_act(DeskAct.ARRANGEMENT, instant, NAGASAKI, BEFORE) is ActRefusal.NOT_OFFERED


@pytest.mark.rule("KRS-24", "KRS-26")
def test_an_invitation_goes_out_until_the_day_before_is_over_and_no_later() -> None:
    requested = facts("requested")
    assert ground_against_act(DeskAct.MEETING_INFO, requested, KURASHIKI, LIMIT - SECOND) is None
    assert ground_against_act(DeskAct.MEETING_INFO, requested, KURASHIKI, LIMIT) is ActRefusal.RELEASED


@pytest.mark.rule("MYK-17", "NGS-24", "KRS-29")
@pytest.mark.parametrize("policy", [MIYAKONOJO, NAGASAKI, KURASHIKI], ids=["reply", "arranged", "invited"])
def test_the_next_booking_is_made_at_a_session_in_progress_or_just_held(policy) -> None:
    for state in ("in_session", "held"):
        assert ground_against_act(DeskAct.FOLLOW_UP, facts(state), policy, START + 40 * MINUTE) is None
        later = ground_against_act(DeskAct.FOLLOW_UP, facts(state), policy, START + DAY)
        assert later is ActRefusal.NOT_THAT_DAY
    assert ground_against_act(DeskAct.FOLLOW_UP, facts("confirmed"), policy, START) is ActRefusal.NOT_NOW


@pytest.mark.rule("MYK-24")
def test_who_booked_on_the_site_books_there_again() -> None:
    of_site = facts("held", Channel.SITE)
    assert ground_against_act(DeskAct.FOLLOW_UP, of_site, MIYAKONOJO, START + MINUTE) is ActRefusal.BOOKED_ON_SITE
    assert ground_against_act(DeskAct.FOLLOW_UP, of_site, KANAGAWA, START + MINUTE) is ActRefusal.NOT_OFFERED


@pytest.mark.rule("NGS-25")
def test_a_call_is_ticked_off_once() -> None:
    waiting = facts("confirmed", Channel.AT_SESSION, call_waits=True)
    assert ground_against_act(DeskAct.CALL, waiting, NAGASAKI, BEFORE) is None
    done = facts("confirmed", Channel.AT_SESSION)
    assert ground_against_act(DeskAct.CALL, done, NAGASAKI, BEFORE) is ActRefusal.NOT_NOW


@pytest.mark.rule("MYK-25", "NGS-37", "KRS-31")
@pytest.mark.parametrize("policy", [MIYAKONOJO, NAGASAKI, KURASHIKI], ids=["reply", "arranged", "invited"])
def test_a_cancellation_by_telephone_works_for_every_booking_that_waits_or_stands(policy) -> None:
    for state in ("requested", "awaiting_reply", "confirmed"):
        for channel in (Channel.SITE, Channel.PHONE, Channel.AT_SESSION):
            assert ground_against_act(DeskAct.WITHDRAWAL, facts(state, channel), policy, BEFORE) is None


@pytest.mark.rule("MYK-25", "NGS-37", "KRS-31")
@pytest.mark.parametrize("policy", [KANAGAWA, MIYAKONOJO, NAGASAKI, KURASHIKI])
def test_a_call_within_the_ten_minutes_still_cancels_whatever_the_site_ends_at(policy) -> None:
    at_five_past = START + 5 * MINUTE
    assert ground_against_act(DeskAct.WITHDRAWAL, facts("confirmed"), policy, at_five_past) is None
    over = ground_against_act(DeskAct.WITHDRAWAL, facts("confirmed"), policy, START + 10 * MINUTE)
    assert over is ActRefusal.FINISHED


@pytest.mark.rule("NGS-40")
def test_no_next_booking_is_made_for_an_employer_where_bookings_are_for_seekers() -> None:
    for who, refused in (
        (ApplicantType.SEEKER, None),
        (ApplicantType.EMPLOYER, ActRefusal.EMPLOYER_INSTANT_ONLY),
    ):
        of_type = facts("in_session", Channel.INSTANT, applicant_type=who)
        assert ground_against_act(DeskAct.FOLLOW_UP, of_type, NAGASAKI, START) is refused


@pytest.mark.rule("KRS-13", "KRS-15")
def test_nobody_is_admitted_before_the_booked_time_where_joining_early_is_forbidden() -> None:
    confirmed = facts("confirmed")
    assert ground_against_act(DeskAct.ADMISSION, confirmed, KURASHIKI, START - SECOND) is ActRefusal.NOT_YET
    assert ground_against_act(DeskAct.ADMISSION, confirmed, KURASHIKI, START) is None
    assert ground_against_act(DeskAct.ADMISSION, confirmed, NAGASAKI, START - SECOND) is None


@pytest.mark.rule("MYK-02", "NGS-32", "KRS-21")
def test_a_session_can_be_given_each_kind_of_its_office() -> None:
    for policy in (MIYAKONOJO, NAGASAKI, KURASHIKI):
        names = [kind.value for kind in session_kinds(policy)]
        assert names == ["consultation", "placement", "interview", "selection"]
        assert DeskAct.KIND in open_acts(facts("in_session"), policy, START)
    assert session_kinds(KANAGAWA) == ()
    assert ground_against_act(DeskAct.KIND, facts("in_session"), KANAGAWA, START) is ActRefusal.NOT_OFFERED


@pytest.mark.rule("MYK-37", "NGS-56", "KRS-42")
def test_what_a_session_is_stopped_and_a_booking_refused_for_is_what_the_terms_name() -> None:
    named = ["脅迫", "暴言", "目的外"]
    assert [each.value for each in stop_grounds(MIYAKONOJO)] == ["脅迫", "暴言", "迷惑行為", "目的外"]
    for policy in (NAGASAKI, KURASHIKI):
        assert [each.value for each in stop_grounds(policy)] == named
        assert refusal_grounds(policy) == stop_grounds(policy)
        assert ground_against_stop(ProhibitedAct.THREATS, policy, "", ban=False) is None
        assert ground_against_stop(ProhibitedAct.NUISANCE, policy, "", ban=False) is ActRefusal.NOT_OFFERED
        assert ground_against_stop(ProhibitedAct.RECORDING, policy, "", ban=False) is ActRefusal.NOT_OFFERED
    assert refusal_grounds(KANAGAWA) == ()
    assert [each.value for each in stop_grounds(KANAGAWA)] == ["ア", "イ", "ウ", "エ", "オ", "カ"]


@pytest.mark.rule("KNG-50")
@pytest.mark.parametrize("found", ProhibitedAct)
def test_kanagawa_stops_for_what_its_own_clauses_name_alone(found: ProhibitedAct) -> None:
    named = found.value in ("ア", "イ", "ウ", "エ", "オ", "カ")
    assert ground_against_stop(found, KANAGAWA, "", ban=False) is (None if named else ActRefusal.NOT_OFFERED)
    if named:
        assert ground_against_stop(found, KANAGAWA, "", ban=True) is ActRefusal.REASON_NEEDED
        assert ground_against_stop(found, KANAGAWA, "理由", ban=True) is None


@pytest.mark.rule("MYK-27", "NGS-39", "KRS-33")
@pytest.mark.parametrize("policy", [MIYAKONOJO, NAGASAKI, KURASHIKI], ids=["reply", "arranged", "invited"])
def test_future_use_is_refused_by_a_persons_decision_after_a_no_show_only(policy) -> None:
    missed = facts("confirmed")
    assert ground_against_act(DeskAct.BAN, missed, policy, START + 10 * MINUTE) is None
    assert ground_against_act(DeskAct.BAN, missed, policy, START + 10 * MINUTE - SECOND) is ActRefusal.NOT_NOW
    assert ground_against_act(DeskAct.BAN, facts("stopped"), policy, START + DAY) is ActRefusal.NOT_OFFERED
    assert policy.ban_possible == (BanGround.NO_CONTACT,)
