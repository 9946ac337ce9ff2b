"""What each open cause needs before use goes on, by the table; one day for order and stop (AGY-006, 074, 084)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.agencies.terms.kinds import BusinessOrderKind
from app.agencies.terms.participation import MENDABLE, Ground, ParticipationState, SuspensionEnd
from app.agencies.terms.processing import OrderFacts
from app.kernel.moments import JST, day_of
from app.oversight.rules.decisions import (
    ground_against_deciding_now,
    ground_against_letting_go,
    terminating_clause_of,
)
from app.oversight.rules.grounds import GROUNDS
from app.oversight.rules.liftings import leaves_unmended, let_go, needs_of, with_known_day
from app.oversight.terms.decisions import DecisionChoice, DecisionFacts, DecisionRefusal, RunningStop
from app.oversight.terms.grounds import NOT_REPEATED
from app.oversight.terms.liftings import Need, StopCause
from app.oversight.terms.requests import Decision
from app.oversight.terms.watchers import Watcher, Watching

LAST = date(2026, 11, 20)
ON_THE_LAST, AFTER = datetime(2026, 11, 20, 10, tzinfo=JST), datetime(2026, 11, 21, 0, tzinfo=JST)
BEGAN = datetime(2026, 6, 10, tzinfo=JST)
SIX = StopCause(
    ground=Ground.NO_REPORT, end_kind=SuspensionEnd.SIX_MONTHS, last_day=LAST, needs_improvement=True, is_mended=False
)
MENDED, PLAIN = replace(SIX, is_mended=True), replace(SIX, ground=Ground.ADVERTISING, needs_improvement=False)
LIFT = DecisionChoice(decision=Decision.LIFTING, reason="是正を確かめた", confirmed_on=date(2026, 6, 20))
RESUME, NO_DAY = replace(LIFT, decision=Decision.RESUMPTION), replace(LIFT, confirmed_on=None)
ORDER = OrderFacts(kind=BusinessOrderKind.IMPROVEMENT_ORDER, from_on=date(2026, 6, 5))


def facts(*causes: StopCause, orders: tuple[OrderFacts, ...] = (ORDER,)) -> DecisionFacts:
    """Stopped for an order, in the place of other stops."""
    open_end = {"end_kind": SuspensionEnd.UNTIL_CORRECTED, "last_day": None, "awaits_decision": False}
    running = RunningStop(ground=Ground.ORDER, begins_at=BEGAN, causes=causes, **open_end)
    return DecisionFacts(state=ParticipationState.SUSPENDED, running=running, orders=orders)


@pytest.mark.rule("AGY-074", "AGY-084")
@pytest.mark.parametrize(
    ("cause", "needs"),
    [
        (SIX, {Need.LAST_DAY, Need.IMPROVEMENT}),
        (PLAIN, {Need.LAST_DAY}),
        *((replace(PLAIN, end_kind=each), {Need.CONFIRMATION}) for each in set(SuspensionEnd) - {SIX.end_kind}),
    ],
)
def test_what_a_stop_waits_for(cause, needs) -> None:
    assert needs_of(cause) == needs


def test_what_must_be_mended_is_one_list() -> None:
    assert {ground for ground, told in GROUNDS.items() if told.needs_improvement} == MENDABLE


@pytest.mark.rule("AGY-074", "AGY-075", "AGY-084")
@pytest.mark.parametrize(
    ("causes", "choice", "now", "refused"),
    [
        ((), LIFT, AFTER, None),
        ((), NO_DAY, AFTER, DecisionRefusal.NOT_CONFIRMED),
        ((), RESUME, AFTER, DecisionRefusal.NOT_AWAITED),
        ((PLAIN,), LIFT, ON_THE_LAST, DecisionRefusal.FIXED_PERIOD),
        ((PLAIN,), LIFT, AFTER, None),
        ((PLAIN,), RESUME, AFTER, DecisionRefusal.NOT_AWAITED),
        ((SIX,), LIFT, ON_THE_LAST, DecisionRefusal.FIXED_PERIOD),
        ((SIX,), RESUME, ON_THE_LAST, DecisionRefusal.FIXED_PERIOD),
        ((SIX,), LIFT, AFTER, DecisionRefusal.CAUSE_UNMENDED),
        ((SIX,), RESUME, AFTER, None),
        ((SIX,), replace(RESUME, confirmed_on=None), AFTER, DecisionRefusal.NOT_CONFIRMED),
        ((MENDED,), LIFT, AFTER, None),
        ((MENDED,), RESUME, AFTER, None),
        ((MENDED, SIX), LIFT, AFTER, DecisionRefusal.CAUSE_UNMENDED),
    ],
)
def test_use_goes_on_once_every_stop_of_the_chain_has_what_it_needs(causes, choice, now, refused) -> None:
    assert ground_against_deciding_now(choice, Ground.ORDER, NOT_REPEATED, facts(*causes), now) is refused


@pytest.mark.rule("AGY-074")
@pytest.mark.parametrize("decision", [LIFT, RESUME])
@pytest.mark.parametrize("end_kind", SuspensionEnd)
@pytest.mark.parametrize("ground", Ground)
def test_whatever_a_stop_rests_on_an_order_that_is_not_corrected_holds_it(ground, end_kind, decision) -> None:
    six = end_kind is SuspensionEnd.SIX_MONTHS
    last = {"last_day": LAST if six else None, "awaits_decision": six}
    running = RunningStop(ground=ground, end_kind=end_kind, begins_at=BEGAN, causes=(SIX,), **last)
    known = DecisionFacts(state=ParticipationState.SUSPENDED, running=running, orders=(ORDER,))
    corrected = replace(known, orders=(replace(ORDER, improved_on=date(2026, 6, 20)),))
    free = ground_against_deciding_now(decision, ground, NOT_REPEATED, corrected, AFTER)
    held = ground_against_deciding_now(decision, ground, NOT_REPEATED, known, AFTER)
    by_its_own_day = ground is Ground.ORDER
    assert held is (DecisionRefusal.ORDER_UNCORRECTED if free is None and not by_its_own_day else free)


@pytest.mark.rule("AGY-084")
@pytest.mark.parametrize(
    ("cause", "now", "clause"),
    [(SIX, AFTER, "8(2)④a"), (SIX, ON_THE_LAST, None), (MENDED, AFTER, None), (PLAIN, AFTER, None)],
)
def test_an_unmended_cause_ends_use_though_another_stop_holds(cause, now, clause) -> None:
    assert terminating_clause_of(Ground.NO_REPORT, NOT_REPEATED, facts(cause), now) == clause


@pytest.mark.rule("AGY-084")
@pytest.mark.parametrize(("in_time", "clause"), [(False, "8(2)④a"), (True, None)])
def test_use_ends_for_the_cause_that_is_open_not_for_one_mended_in_time(in_time, clause) -> None:
    own = RunningStop(
        ground=Ground.LICENCE_LAPSED,
        end_kind=SuspensionEnd.SIX_MONTHS,
        begins_at=BEGAN,
        last_day=LAST,
        awaits_decision=True,
        needs_improvement=True,
        mended_in_time=in_time,
        causes=(SIX,),
    )
    known = DecisionFacts(state=ParticipationState.SUSPENDED, running=own)
    assert terminating_clause_of(Ground.LICENCE_LAPSED, NOT_REPEATED, known, AFTER) == clause
    assert terminating_clause_of(Ground.NO_REPORT, NOT_REPEATED, known, AFTER) == "8(2)④a"


@pytest.mark.rule("AGY-006", "AGY-074")
@pytest.mark.parametrize(
    ("orders", "typed", "day", "refused"),
    [
        ((ORDER,), date(2026, 6, 20), date(2026, 6, 20), None),
        ((replace(ORDER, improved_on=date(2026, 6, 8)),), None, date(2026, 6, 8), None),
        ((replace(ORDER, improved_on=date(2026, 6, 30)),), date(2026, 6, 20), date(2026, 6, 30), None),
        ((replace(ORDER, improved_on=date(2026, 6, 30)), ORDER), None, None, DecisionRefusal.NOT_CONFIRMED),
        (
            (replace(ORDER, from_on=date(2026, 7, 1)),),
            date(2026, 6, 30),
            date(2026, 6, 30),
            DecisionRefusal.CONFIRMED_BEFORE_ORDER,
        ),
        ((replace(ORDER, from_on=date(2026, 7, 1)),), date(2026, 7, 1), date(2026, 7, 1), None),
    ],
)
def test_one_day_serves_the_order_and_the_stop(orders, typed, day, refused) -> None:
    known = facts(orders=orders)
    choice = with_known_day(replace(LIFT, confirmed_on=typed), known)
    assert choice.confirmed_on == day
    assert ground_against_deciding_now(choice, Ground.ORDER, NOT_REPEATED, known, AFTER) is refused


@pytest.mark.rule("AGY-084")
def test_a_stop_with_an_end_of_its_own_waits_for_what_came_before_it() -> None:
    assert not leaves_unmended(None)
    assert leaves_unmended(facts(SIX).running)
    assert not leaves_unmended(facts(MENDED, PLAIN).running)
    running = facts().running
    assert leaves_unmended(replace(running, needs_improvement=True))
    assert not leaves_unmended(replace(running, needs_improvement=True, is_mended=True))


@pytest.mark.rule("AGY-084", "AGY-114")
@pytest.mark.parametrize(
    ("cause", "now", "grounds"),
    [
        (SIX, AFTER, {Ground.NO_REPORT}),
        (MENDED, AFTER, set()),
        (PLAIN, AFTER, set()),
        (PLAIN, ON_THE_LAST, {Ground.ADVERTISING}),
        (replace(PLAIN, ground=Ground.GUIDANCE, end_kind=SuspensionEnd.AS_DECIDED), ON_THE_LAST, {Ground.GUIDANCE}),
        (replace(PLAIN, ground=Ground.GUIDANCE, end_kind=SuspensionEnd.AS_DECIDED), AFTER, set()),
        (replace(PLAIN, ground=Ground.FACT_FINDING, last_day=None), AFTER, {Ground.FACT_FINDING}),
    ],
)
def test_going_on_decides_on_what_still_holds_and_what_was_not_mended(cause, now, grounds) -> None:
    assert let_go(facts(cause).running, day_of(now)) == grounds
    who = {"account_id": 1, "organisation_id": 1, "organisation": ""}
    bureau = Watcher(watching=Watching.BUREAU, bureau_id=42, **who)
    assert ground_against_letting_go(bureau, 42, RESUME, facts(cause), now) is None
    other = Watcher(watching=Watching.OPERATIONS, **who)
    refused = DecisionRefusal.STOP_OF_ANOTHER if grounds else None
    assert ground_against_letting_go(other, 42, RESUME, facts(cause), now) is refused
    ending = replace(RESUME, decision=Decision.TERMINATION)
    assert ground_against_letting_go(other, 42, ending, facts(cause), now) is None
