"""Ending, lifting and resuming by two people, with everything that follows in one commit."""

from datetime import date

import pytest

from app.accounts.models.people import Account, HeldAddress, SignIn
from app.accounts.queries.people import is_address_held
from app.accounts.terms import OrganisationKind
from app.agencies.effects.processing import improve
from app.agencies.models.agencies import BusinessOrder
from app.agencies.models.participation import Participation, ParticipationEvent, Suspension
from app.agencies.terms.kinds import BusinessOrderKind, Service
from app.agencies.terms.participation import EndedWhy, Ground, ParticipationState
from app.agencies.terms.processing import OrderFacts
from app.agencies.usecases.orders import confirm_improvement, enter_order
from app.db import db
from app.oversight.models.cases import Case, DecisionProposal
from app.oversight.models.records import ReportChase
from app.oversight.terms.decisions import DecisionChoice, DecisionRefusal
from app.oversight.terms.requests import Decision
from app.oversight.terms.watchers import WatchRefusal
from app.oversight.usecases.decisions import approve_decision, drop_decision, propose_lifting, propose_termination
from tests import factories, watched
from tests.kato import recorded
from tests.people import begin
from tests.together import together

END = DecisionChoice(decision=Decision.TERMINATION, reason="悪質な違反")
RESUME = DecisionChoice(decision=Decision.RESUMPTION, reason="報告の見込みがある")
BOTH = frozenset(Service)


def lift(day: str) -> DecisionChoice:
    """A lifting with the day something was confirmed."""
    return DecisionChoice(decision=Decision.LIFTING, reason="是正を確かめた", confirmed_on=date.fromisoformat(day))


def rows(model):
    """Every row of a model, as it is."""
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(db.select(model).order_by(*model.__table__.primary_key)))


def proposed(outcome) -> int:
    """The id of a proposal that was taken."""
    assert isinstance(outcome, int), outcome
    return outcome


@pytest.mark.rule("AGY-023", "AGY-085")
def test_the_end_of_use_takes_two_people_and_bans_for_three_years(clock, agency_id, mori, hayashi) -> None:
    number = watched.opened(agency_id, Ground.UNFAIR_ACQUISITION, mori, clock.now())
    waiting = proposed(propose_termination(number, END, by=mori, now=clock.now()))
    assert watched.standing(agency_id, clock.now()).open_services == BOTH
    assert approve_decision(waiting, by=mori, now=clock.now()) is WatchRefusal.SAME_PERSON
    assert len(recorded("oversight.approval_refused")) == 1
    assert approve_decision(waiting, by=hayashi, now=clock.now()) is Decision.TERMINATION
    found = watched.standing(agency_id, clock.now())
    assert (found.state, found.open_services) == (ParticipationState.TERMINATED, frozenset())
    (ended,) = rows(Participation)
    assert (ended.end_kind, ended.reapply_from) == ("terminated", date(2029, 6, 1))
    (case,) = rows(Case)
    assert case.closed_by == hayashi.account_id


@pytest.mark.rule("AGY-014", "AGY-055")
def test_with_the_end_nobody_signs_in_and_the_addresses_are_held_five_years(
    app, clock, agency_id, mori, hayashi
) -> None:
    account_id = watched.hikari(agency_id).account_id
    second = factories.enlist("hikari2")["hikari2"]
    begin(app, account_id)
    address = factories.address_of("hikari")
    number = watched.opened(agency_id, Ground.OTHER_MALICIOUS, mori, clock.now())
    waiting = proposed(propose_termination(number, END, by=mori, now=clock.now()))
    approve_decision(waiting, by=hayashi, now=clock.now())
    assert all(row.ended_at for row in rows(SignIn) if row.account_id == account_id)
    assert {row.id: row.status for row in rows(Account) if row.id in (account_id, second)} == {
        account_id: "closed",
        second: "closed",
    }
    assert {row.free_from for row in rows(HeldAddress)} == {date(2031, 6, 2)}
    assert is_address_held(address, date(2031, 6, 1))
    assert not is_address_held(address, date(2031, 6, 2))
    agency = watched.agency(agency_id)
    assert (agency.closed_at, agency.stop_count) == (clock.now(), 1)


@pytest.mark.rule("AGY-075", "AGY-076")
def test_a_first_breach_cannot_end_use_and_the_next_after_it_can(clock, agency_id, mori) -> None:
    number = watched.stop(agency_id, Ground.JOB_INFO_MISUSE, mori, clock.now())
    assert propose_termination(number, END, by=mori, now=clock.now()) is DecisionRefusal.NO_END_ON_GROUND
    clock.set("2026-12-01T10:00:00+09:00")
    assert watched.standing(agency_id, clock.now()).open_services == BOTH
    again = watched.opened(agency_id, Ground.OTHER_BREACH, mori, clock.now())
    proposed(propose_termination(again, END, by=mori, now=clock.now()))


@pytest.mark.rule("AGY-074", "AGY-079", "AGY-055")
def test_lifting_takes_two_people_and_revives_nothing(clock, agency_id, mori, hayashi) -> None:
    watched.stop(agency_id, Ground.EXCESSIVE_SALES, mori, clock.now())
    clock.advance(days=10)
    waiting = proposed(propose_lifting(agency_id, lift("2026-06-10"), by=mori, now=clock.now()))
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.SUSPENDED
    assert approve_decision(waiting, by=hayashi, now=clock.now()) is Decision.LIFTING
    assert watched.standing(agency_id, clock.now()).open_services == BOTH
    assert watched.agency(agency_id).stop_count == 1
    (stop,) = rows(Suspension)
    assert (stop.ended_why, stop.ended_at) == (EndedWhy.CORRECTED.value, clock.now())
    assert [row.act for row in rows(ParticipationEvent)] == ["started", "suspended", "resumed"]


@pytest.mark.rule("AGY-080")
def test_after_a_stop_for_excessive_sales_was_lifted_any_breach_can_end_use(clock, agency_id, mori, hayashi) -> None:
    watched.stop(agency_id, Ground.EXCESSIVE_SALES, mori, clock.now())
    again = watched.opened(agency_id, Ground.ADVERTISING, mori, clock.now())
    assert propose_termination(again, END, by=mori, now=clock.now()) is DecisionRefusal.NO_END_ON_GROUND
    clock.advance(minutes=1)
    waiting = proposed(propose_lifting(agency_id, lift("2026-06-01"), by=mori, now=clock.now()))
    assert approve_decision(waiting, by=hayashi, now=clock.now()) is Decision.LIFTING
    assert propose_termination(again, END, by=mori, now=clock.now()) is DecisionRefusal.NO_END_ON_GROUND
    after = watched.opened(agency_id, Ground.ADVERTISING, mori, clock.now())
    proposed(propose_termination(after, END, by=mori, now=clock.now()))


@pytest.mark.rule("AGY-074", "AGY-075")
def test_six_months_are_served_though_an_order_took_their_place_and_was_followed_early(
    clock, agency_id, mori, hayashi
) -> None:
    watched.stop(agency_id, Ground.JOB_INFO_MISUSE, mori, clock.now())
    clock.set("2026-06-10T10:00:00+09:00")
    watched.stop(agency_id, Ground.ORDER, mori, clock.now())
    clock.set("2026-11-30T10:00:00+09:00")
    assert propose_lifting(agency_id, lift("2026-06-20"), by=mori, now=clock.now()) is DecisionRefusal.FIXED_PERIOD
    clock.set("2026-12-01T10:00:00+09:00")
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.SUSPENDED
    waiting = proposed(propose_lifting(agency_id, lift("2026-06-20"), by=mori, now=clock.now()))
    assert approve_decision(waiting, by=hayashi, now=clock.now()) is Decision.LIFTING
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.ACTIVE


@pytest.mark.rule("AGY-084", "AGY-132")
def test_unmended_after_six_months_the_bureau_resumes_or_ends(clock, app, mori, hayashi) -> None:
    agency_id = watched.active("kaze", licence_valid_until=date(2026, 6, 30), name="かぜ", licence_number="9")
    clock.set("2026-08-01T10:00:00+09:00")
    number = watched.stop(agency_id, Ground.LICENCE_LAPSED, mori, clock.now())
    assert propose_lifting(agency_id, RESUME, by=mori, now=clock.now()) is DecisionRefusal.NOT_AWAITED
    clock.set("2027-01-30T10:00:00+09:00")
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.SUSPENDED
    waiting = proposed(propose_termination(number, END, by=mori, now=clock.now()))
    assert drop_decision(waiting, by=mori, now=clock.now()) is None
    waiting = proposed(propose_lifting(agency_id, RESUME, by=mori, now=clock.now()))
    assert approve_decision(waiting, by=hayashi, now=clock.now()) is Decision.RESUMPTION
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.ACTIVE
    assert rows(Suspension)[0].ended_why == EndedWhy.RESUMED.value


@pytest.mark.rule("AGY-074", "AGY-084")
def test_an_order_in_the_place_of_six_months_leaves_their_cause_to_be_mended(clock, app, mori, hayashi) -> None:
    agency_id = watched.active("kaze", licence_valid_until=date(2026, 6, 30), name="かぜ", licence_number="9")
    clock.set("2026-08-03T10:00:00+09:00")
    lapsed = watched.stop(agency_id, Ground.LICENCE_LAPSED, mori, clock.now())
    clock.set("2026-08-20T10:00:00+09:00")
    order = OrderFacts(kind=BusinessOrderKind.IMPROVEMENT_ORDER, from_on=date(2026, 8, 19))
    assert enter_order(agency_id, order, "命令", by=mori, now=clock.now()) is None
    clock.set("2027-02-03T10:00:00+09:00")
    day = lift("2026-09-01")
    assert propose_lifting(agency_id, day, by=mori, now=clock.now()) is DecisionRefusal.CAUSE_UNMENDED
    waiting = proposed(propose_termination(lapsed, END, by=mori, now=clock.now()))
    drop_decision(waiting, by=mori, now=clock.now())
    participation_id = watched.standing(agency_id, clock.now()).participation_id
    db.write(improve)(participation_id, Ground.LICENCE_LAPSED, clock.now())
    assert propose_termination(lapsed, END, by=mori, now=clock.now()) is DecisionRefusal.NO_END_ON_GROUND
    waiting = proposed(propose_lifting(agency_id, day, by=mori, now=clock.now()))
    assert approve_decision(waiting, by=hayashi, now=clock.now()) is Decision.LIFTING
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.ACTIVE
    assert [row.improved_on for row in rows(BusinessOrder)] == [date(2026, 9, 1)], "one entry for both"


@pytest.mark.rule("AGY-006", "AGY-074")
def test_an_improvement_that_was_entered_already_is_the_day_of_the_lifting(clock, agency_id, mori, hayashi) -> None:
    order = OrderFacts(kind=BusinessOrderKind.IMPROVEMENT_ORDER, from_on=date(2026, 5, 20))
    enter_order(agency_id, order, "命令", by=mori, now=clock.now())
    clock.advance(days=10)
    (row,) = rows(BusinessOrder)
    assert confirm_improvement(row.id, date(2026, 5, 25), by=mori, now=clock.now()) is None
    choice = DecisionChoice(decision=Decision.LIFTING, reason="是正を確かめた")
    waiting = proposed(propose_lifting(agency_id, choice, by=mori, now=clock.now()))
    assert rows(DecisionProposal)[0].confirmed_on == date(2026, 5, 25)
    assert approve_decision(waiting, by=hayashi, now=clock.now()) is Decision.LIFTING


@pytest.mark.rule("AGY-130", "AGY-131", "AGY-133")
def test_a_missing_report_stops_use_on_21_may_after_it_was_asked_for(clock, app, mori) -> None:
    from app.oversight.terms.decisions import Begins, SuspensionChoice, SuspensionPlan
    from app.oversight.usecases.suspensions import suspend_agency

    agency_id = watched.active("kaze", started=date(2025, 6, 2), name="かぜ", licence_number="9")
    clock.set("2026-05-21T10:00:00+09:00")
    number = watched.opened(agency_id, Ground.NO_REPORT, mori, clock.now())
    choice = SuspensionChoice(begins=Begins.MIDNIGHT, reason="報告がない")
    assert suspend_agency(number, choice, by=mori, now=clock.now()) is DecisionRefusal.NOT_CHASED
    db.session.add(ReportChase(agency_id=agency_id, fiscal_year=2025, chased_at=clock.now(), chased_by=mori.account_id))
    db.session.commit()
    plan = suspend_agency(number, choice, by=mori, now=clock.now())
    assert isinstance(plan, SuspensionPlan)
    assert (plan.first_day, plan.last_day) == (date(2026, 5, 21), date(2026, 11, 20))


@pytest.mark.rule("AGY-072")
def test_other_bureaux_and_offices_neither_propose_nor_approve(clock, agency_id, mori) -> None:
    number = watched.opened(agency_id, Ground.OTHER_MALICIOUS, mori, clock.now())
    for who, refusal in ((watched.ono(), "other_jurisdiction"), (watched.nishi(), "not_yours_to_decide")):
        assert propose_termination(number, END, by=who, now=clock.now()).value == refusal
    waiting = proposed(propose_termination(number, END, by=mori, now=clock.now()))
    assert approve_decision(waiting, by=watched.ono(), now=clock.now()) is WatchRefusal.OTHER_JURISDICTION
    assert drop_decision(waiting, by=watched.ono(), now=clock.now()) is WatchRefusal.OTHER_JURISDICTION


def test_a_new_stop_drops_what_was_proposed_about_the_old_one(clock, agency_id, mori, hayashi) -> None:
    watched.stop(agency_id, Ground.JOB_INFO_MISUSE, mori, clock.now())
    number = watched.opened(agency_id, Ground.OTHER_MALICIOUS, mori, clock.now())
    waiting = proposed(propose_termination(number, END, by=mori, now=clock.now()))
    watched.stop(agency_id, Ground.ORDER, mori, clock.now())
    assert approve_decision(waiting, by=hayashi, now=clock.now()) is DecisionRefusal.ALREADY_SETTLED
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.SUSPENDED


@pytest.mark.parametrize("round_", range(3))
def test_of_two_who_approve_at_once_one_decides(app, clock, agency_id, mori, hayashi, round_) -> None:
    number = watched.opened(agency_id, Ground.OTHER_MALICIOUS, mori, clock.now())
    waiting = proposed(propose_termination(number, END, by=mori, now=clock.now()))
    third = watched.person("ono", next(iter(mori.roles)), bureau_id=mori.bureau_id)
    _move(third.account_id, mori.bureau_id)
    now = clock.now()
    answers = together(
        app,
        lambda: approve_decision(waiting, by=hayashi, now=now),
        lambda: approve_decision(waiting, by=third, now=now),
    )
    assert sorted(str(each) for each in answers).count(str(Decision.TERMINATION)) == 1
    (proposal,) = rows(DecisionProposal)
    assert proposal.approved
    assert watched.agency(agency_id).stop_count == 1


def _move(account_id: int, bureau_id: int) -> None:
    """Let an officer serve at another bureau."""
    from app.accounts.models.people import Grant

    db.session.execute(db.update(Grant).where(Grant.account_id == account_id).values(organisation_id=bureau_id))
    db.session.commit()


@pytest.mark.rule("AGY-114")
def test_a_measure_s_stop_is_lifted_by_two_of_operations_alone(clock, agency_id, mori) -> None:
    from app.oversight.terms.asking import NewRequest
    from app.oversight.terms.requests import Addressee, RequestKind
    from app.oversight.usecases.requests import ask_agency
    from app.oversight.usecases.suspensions import suspend_for_measure

    ueda, second = watched.ueda(), watched.hayashi(OrganisationKind.OPERATIONS, "operations")
    new = NewRequest(
        kind=RequestKind.MEASURE, addressee=Addressee.CONTACT_OFFICER, text="端末の検査", limit_on=date(2026, 6, 5)
    )
    number = ask_agency(agency_id, new, by=ueda, now=clock.now())
    assert suspend_for_measure(number, "応答がない", by=ueda, now=clock.now()).value == "measure_not_ignored"
    clock.set("2026-06-06T10:00:00+09:00")
    assert suspend_for_measure(number, "応答がない", by=mori, now=clock.now()) is WatchRefusal.NOT_YOURS_TO_DECIDE
    assert suspend_for_measure(number, "応答がない", by=ueda, now=clock.now()).clause == "14"
    assert propose_lifting(agency_id, lift("2026-06-06"), by=mori, now=clock.now()) is WatchRefusal.NOT_YOURS_TO_DECIDE
    waiting = proposed(propose_lifting(agency_id, lift("2026-06-06"), by=ueda, now=clock.now()))
    assert approve_decision(waiting, by=second, now=clock.now()) is Decision.LIFTING
    assert rows(Suspension)[0].ended_why == EndedWhy.COMPLIED.value


@pytest.mark.rule("AGY-075", "AGY-055")
@pytest.mark.parametrize("round_", range(3))
def test_of_two_officers_who_stop_at_once_one_does(app, clock, agency_id, mori, hayashi, round_) -> None:
    from app.oversight.terms.decisions import Begins, SuspensionChoice, SuspensionPlan
    from app.oversight.usecases.suspensions import suspend_agency

    cases = [watched.opened(agency_id, Ground.JOB_INFO_MISUSE, who, clock.now()) for who in (mori, hayashi)]
    choice, now = SuspensionChoice(begins=Begins.MIDNIGHT, reason="違反"), clock.now()
    answers = together(
        app,
        lambda: suspend_agency(cases[0], choice, by=mori, now=now),
        lambda: suspend_agency(cases[1], choice, by=hayashi, now=now),
    )
    assert sorted(isinstance(each, SuspensionPlan) for each in answers) == [False, True]
    assert DecisionRefusal.STOPPED_LONGER in answers
    assert (len(rows(Suspension)), watched.agency(agency_id).stop_count) == (1, 1)


@pytest.mark.parametrize("round_", range(3))
def test_a_stop_that_comes_while_the_old_one_is_lifted_holds_whichever_is_first(
    app, clock, agency_id, mori, hayashi, round_
) -> None:
    from app.oversight.terms.decisions import Begins, SuspensionChoice, SuspensionPlan
    from app.oversight.usecases.suspensions import suspend_agency

    watched.stop(agency_id, Ground.FACT_FINDING, mori, clock.now())
    waiting = proposed(propose_lifting(agency_id, lift("2026-06-01"), by=mori, now=clock.now()))
    number = watched.opened(agency_id, Ground.ORDER, mori, clock.now())
    now = clock.now()
    choice = SuspensionChoice(begins=Begins.NOW, reason="命令", facts_confirmed_on=date(2026, 6, 1))
    lifted, stopped = together(
        app,
        lambda: approve_decision(waiting, by=hayashi, now=now),
        lambda: suspend_agency(number, choice, by=mori, now=now),
    )
    assert isinstance(stopped, SuspensionPlan)
    assert lifted in (Decision.LIFTING, DecisionRefusal.ALREADY_SETTLED)
    assert watched.standing(agency_id, now).open_services == frozenset()
