"""A consultation from its admission to what came of it (KNG-35, KNG-36, KNG-37, KNG-50)."""

from dataclasses import replace

import pytest

from app.audit.models import AuditEvent
from app.booking.models.guards import Ban
from app.booking.models.sessions import ReferralRow, SessionRow
from app.booking.queries.sessions import referral_of, session_of
from app.booking.terms.application import BookingRefusal
from app.booking.terms.outcomes import Refused
from app.booking.terms.sessions import (
    ActRefusal,
    Direction,
    Ending,
    Outcome,
    OutcomeReason,
    ProhibitedAct,
    ReferralKind,
)
from app.db import db
from app.desk.terms.acts import Done
from app.desk.usecases.session import admit, finish, go_on_by_telephone, refer, stop
from app.offices.effects.policies import set_policy
from app.offices.queries import offices
from tests import bookings, presses
from tests.factories import open_offices
from tests.presses import order

GOES_ON = Ending(outcome=Outcome.CONTINUED, reason=OutcomeReason.DOCUMENTS)
VISIT = Direction(kind=ReferralKind.VISIT, note="就業規則を持参いただく")


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


@pytest.fixture
def number(clock) -> str:
    """Sato's booking, at 10:00 of its day. She works in Atsugi."""
    booked = bookings.book(clock, bookings.application(workplace=bookings.place("神奈川県厚木市")))
    clock.set("2026-05-13T10:00:00+09:00")
    return booked.number


@db.write
def with_branches(clock) -> None:
    """Let Kanagawa know the branch for Atsugi."""
    policy = offices.policy_in_force("kanagawa", clock.now().date())
    branches = {"厚木市": "県央支所"}
    day = clock.now().date()
    set_policy("kanagawa", replace(policy, branches=branches), since=day, by="test", now=clock.now())


@pytest.mark.rule("KNG-35")
def test_admission_starts_the_session_and_keeps_when_and_by_whom(clock, suzuki, number) -> None:
    clock.advance(minutes=3)
    assert admit(order(number, clock, suzuki)) == Done()
    row = presses.session_row(number)
    assert (row.admitted_at, row.admitted_by) == (clock.now(), suzuki.account_id)
    assert presses.history(number) == [("confirmed", "in_session", "staff")]


@pytest.mark.rule("KNG-35")
def test_nothing_else_starts_a_session(clock, suzuki, number) -> None:
    for press in (
        go_on_by_telephone(order(number, clock, suzuki)),
        finish(order(number, clock, suzuki), Ending(outcome=Outcome.ADVISED)),
        stop(order(number, clock, suzuki), ProhibitedAct.RECORDING),
    ):
        assert press is ActRefusal.NOT_NOW
    assert (presses.facts(number)[0], bookings.count(SessionRow)) == ("confirmed", 0)


@pytest.mark.rule("KNG-37")
def test_the_telephone_is_on_record_with_its_time_and_the_session_goes_on(clock, suzuki, number) -> None:
    admit(order(number, clock, suzuki))
    clock.advance(minutes=12)
    assert go_on_by_telephone(order(number, clock, suzuki)) == Done()
    session = session_of(bookings.row_of(number).id)
    assert session is not None
    assert session.switched_to_phone_at == clock.now()
    assert presses.facts(number)[0] == "in_session"
    assert go_on_by_telephone(order(number, clock, suzuki)) is ActRefusal.ALREADY_BY_PHONE


@pytest.mark.rule("KNG-22", "KNG-36")
@pytest.mark.parametrize("known", [True, False])
def test_what_goes_on_is_referred_to_the_branch_of_the_workplace_or_the_main_centre(
    clock, suzuki, number, known: bool
) -> None:
    if known:
        with_branches(clock)
    admit(order(number, clock, suzuki))
    assert finish(order(number, clock, suzuki), GOES_ON) is ActRefusal.DIRECTION_NEEDED
    assert finish(order(number, clock, suzuki), GOES_ON, VISIT) == Done()
    referral = referral_of(bookings.row_of(number).id)
    assert referral is not None
    assert (referral.branch, referral.kind, referral.note) == ("県央支所" if known else None, "visit", VISIT.note)
    assert presses.facts(number)[0] == "held"


@pytest.mark.rule("KNG-36")
def test_guidance_is_put_anew_and_the_old_one_stays_on_record(clock, suzuki, number) -> None:
    admit(order(number, clock, suzuki))
    finish(order(number, clock, suzuki), GOES_ON, VISIT)
    assert refer(order(number, clock, suzuki), Direction(kind=ReferralKind.TELEPHONE)) == Done()
    referral = referral_of(bookings.row_of(number).id)
    assert referral is not None
    assert (referral.kind, bookings.count(ReferralRow)) == ("telephone", 2)


def test_a_finished_session_keeps_its_outcome_and_takes_no_more(clock, suzuki, number) -> None:
    admit(order(number, clock, suzuki))
    assert finish(order(number, clock, suzuki), Ending(outcome=Outcome.ADVISED)) == Done()
    for press in (
        admit(order(number, clock, suzuki)),
        finish(order(number, clock, suzuki), Ending(outcome=Outcome.ELSEWHERE)),
        stop(order(number, clock, suzuki), ProhibitedAct.RECORDING),
    ):
        assert press is ActRefusal.FINISHED
    row = presses.session_row(number)
    assert (row.outcome, row.stopped_for, row.ended_at) == ("advised", None, clock.now())


@pytest.mark.rule("KNG-50")
def test_a_prohibited_act_stops_the_session_with_time_and_letter(clock, suzuki, number) -> None:
    admit(order(number, clock, suzuki))
    clock.advance(minutes=20)
    assert stop(order(number, clock, suzuki), ProhibitedAct.RECORDING) == Done()
    row = presses.session_row(number)
    assert (presses.facts(number)[0], row.stopped_for, row.ended_at) == ("stopped", "イ", clock.now())
    assert bookings.count(Ban) == 0


@pytest.mark.rule("KNG-50")
def test_with_a_ban_the_next_application_is_refused(clock, suzuki, number) -> None:
    admit(order(number, clock, suzuki))
    assert stop(order(number, clock, suzuki), ProhibitedAct.RECORDING, ban=True) is ActRefusal.REASON_NEEDED
    assert presses.facts(number)[0] == "in_session"
    assert stop(order(number, clock, suzuki), ProhibitedAct.RECORDING, "録音", ban=True) == Done()
    later = bookings.attempt(clock, bookings.application("2026-05-20T10:00"))
    assert later == Refused(BookingRefusal.BANNED)


def test_every_act_is_on_record_without_a_word_of_the_person(clock, suzuki, number) -> None:
    admit(order(number, clock, suzuki))
    finish(order(number, clock, suzuki), GOES_ON, VISIT)
    events = db.session.scalars(db.select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [event.act for event in events][-2:] == ["desk.admission", "desk.completion"]
    assert events[-1].detail == '{"outcome": "continued", "reason": "documents"}'
