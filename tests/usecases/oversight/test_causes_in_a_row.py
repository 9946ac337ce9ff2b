"""Stops in a row, each for a cause of its own: none is over while an older cause is open (AGY-084, Q-42)."""

from datetime import date

import pytest

from app.agencies.effects.processing import improve
from app.agencies.models.participation import Suspension
from app.agencies.terms.participation import Ground, ParticipationState
from app.db import db
from app.offices.queries.days import national_calendar
from app.oversight.queries.overdue import overdue_agencies
from app.oversight.terms.decisions import Begins, DecisionChoice, DecisionRefusal, SuspensionChoice
from app.oversight.terms.requests import Decision
from app.oversight.usecases.decisions import propose_lifting
from app.oversight.usecases.suspensions import suspend_agency
from tests import watched

FALSE, PASSED_ON = Ground.FALSE_REPORT, Ground.QUALIFICATIONS_PASSED_ON


@pytest.fixture
def mori(app, clock):
    """Hikari is stopped for false reports on 21 May, and for what it passed on on 1 July."""
    clock.set("2026-05-21T10:00:00+09:00")
    agency_id, mori = watched.active(), watched.mori()
    watched.stop(agency_id, FALSE, mori, clock.now())
    clock.set("2026-07-01T10:00:00+09:00")
    watched.stop(agency_id, PASSED_ON, mori, clock.now())
    return mori


@pytest.fixture
def agency_id(mori) -> int:
    return watched.organisation(watched.OrganisationKind.AGENCY, "hikari")


def mend(agency_id: int, ground: Ground, clock) -> None:
    """The cause of the stops on a ground is mended now."""
    participation_id = watched.standing(agency_id, clock.now()).participation_id
    assert participation_id
    db.write(improve)(participation_id, ground, clock.now())


@pytest.mark.rule("AGY-084")
@pytest.mark.parametrize("mended", [FALSE, PASSED_ON])
def test_a_stop_is_not_over_while_one_of_two_causes_is_open(clock, agency_id, mended) -> None:
    clock.set("2026-08-03T10:00:00+09:00")
    mend(agency_id, mended, clock)
    clock.set("2026-12-29T00:00:00+09:00")
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.SUSPENDED


@pytest.mark.rule("AGY-084")
@pytest.mark.parametrize("order", [(FALSE, PASSED_ON), (PASSED_ON, FALSE)])
def test_both_mended_it_is_over_with_its_last_day(clock, agency_id, order) -> None:
    for day, ground in zip(("2026-08-03", "2026-09-01"), order, strict=True):
        clock.set(f"{day}T10:00:00+09:00")
        mend(agency_id, ground, clock)
    clock.set("2026-12-28T23:59:59+09:00")
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.SUSPENDED
    clock.set("2026-12-29T00:00:00+09:00")
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.ACTIVE
    found = db.session.scalars(db.select(Suspension.cause_mended_at).order_by(Suspension.id)).all()
    assert len(set(found)) == 2


@pytest.mark.rule("AGY-084", "AGY-132")
def test_it_waits_on_the_board_and_goes_on_or_ends_for_the_open_cause_alone(clock, agency_id, mori) -> None:
    clock.set("2026-08-03T10:00:00+09:00")
    mend(agency_id, PASSED_ON, clock)
    clock.set("2027-01-04T10:00:00+09:00")
    (found,) = overdue_agencies(mori.bureau_id, national_calendar(), clock.now())
    db.session.rollback()
    assert found.suspension
    assert found.suspension.awaits_decision
    lifted = DecisionChoice(decision=Decision.LIFTING, reason="確認した", confirmed_on=date(2027, 1, 4))
    assert propose_lifting(agency_id, lifted, by=mori, now=clock.now()) is DecisionRefusal.AWAITED
    resumed = DecisionChoice(decision=Decision.RESUMPTION, reason="見込みがある")
    assert isinstance(propose_lifting(agency_id, resumed, by=mori, now=clock.now()), int)


@pytest.mark.rule("AGY-089")
def test_months_that_run_are_not_cut_short_after_facts_were_checked(clock, agency_id, mori) -> None:
    clock.set("2026-08-03T10:00:00+09:00")
    watched.stop(agency_id, Ground.FACT_FINDING, mori, clock.now())
    clock.set("2026-08-10T10:00:00+09:00")
    number = watched.opened(agency_id, Ground.GUIDANCE, mori, clock.now())
    for day, outcome in ((date(2026, 12, 27), DecisionRefusal.STOPPED_LONGER), (date(2026, 12, 28), None)):
        choice = SuspensionChoice(begins=Begins.NOW, reason="指導", last_day=day, facts_confirmed_on=date(2026, 8, 10))
        decided = suspend_agency(number, choice, by=mori, now=clock.now())
        assert decided is outcome or (outcome is None and not isinstance(decided, DecisionRefusal))
