"""Stops, orders, measures, liftings and days in any order: use runs when nothing plainly holds it (8, 14; RULES c)."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from app.agencies.effects.participation import end_participation, start_participation
from app.agencies.effects.processing import improve
from app.agencies.models.agencies import Agency, BusinessOrder
from app.agencies.models.participation import Participation
from app.agencies.queries.suspensions import holding_suspension
from app.agencies.terms.kinds import BusinessOrderKind, Service
from app.agencies.terms.participation import EndKind, Ground
from app.agencies.terms.processing import OrderFacts
from app.agencies.usecases.orders import confirm_improvement, enter_order
from app.db import db
from app.kernel.moments import day_of
from app.offices.queries.offices import terms_in_force
from app.oversight.models.cases import DecisionProposal
from app.oversight.terms.asking import NewRequest
from app.oversight.terms.decisions import Begins, DecisionChoice, SuspensionChoice, SuspensionPlan
from app.oversight.terms.requests import Addressee, Decision, RequestKind
from app.oversight.usecases.decisions import approve_decision, drop_decision, propose_lifting, propose_termination
from app.oversight.usecases.requests import ask_agency
from app.oversight.usecases.suspensions import suspend_agency, suspend_for_measure
from tests import watched
from tests.usecases.oversight.plain_holds import BUREAU, MINISTRY, OPERATIONS, TO_MEND, Plain

BEGUN = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)
STOPS = ("job_info_misuse", "advertising", "excessive_sales", "other_breach", "guidance", "terms", "fact_finding")
ENDS = ("other_malicious", "other_breach", "advertising", "guidance", "terms", *sorted(TO_MEND))
WEIGHTS = {"wait": 5, "stop": 5, "measure": 2, "order": 2, "correct": 2, "mend": 3, "lift": 7, "end": 1}


class Play:
    """One agency that takes part anew, beside what plainly holds it."""

    def __init__(self, agency_id: int, people: dict[str, tuple], seed: int) -> None:
        self.agency_id, self.people, self.dice, self.now = agency_id, people, random.Random(seed), BEGUN
        self.participation_id, self.plain = anew(agency_id), Plain()
        self.told: list[object] = [seed]

    def take(self) -> None:
        """Take one step by the dice, then hold the two beside each other."""
        name = self.dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        self.now += timedelta(minutes=5)
        self.told.append(name)
        act: Callable[[], None] = getattr(self, name)
        act()
        found = watched.standing(self.agency_id, self.now)
        assert bool(found.open_services) is self.plain.runs(self.now), (self.told, self.plain)

    def wait(self) -> None:
        self.now += timedelta(days=self.dice.choice((1, 20, 100, 190)))

    def stop(self) -> None:
        ground = Ground(self.dice.choice((*STOPS, *sorted(TO_MEND), "order")))
        by = self.people[MINISTRY if ground is Ground.TERMS and self.dice.random() < 0.5 else BUREAU][0]
        sets = ground in (Ground.GUIDANCE, Ground.TERMS) and self.dice.random() < 0.7
        last = day_of(self.now) + timedelta(days=self.dice.choice((10, 250))) if sets else None
        begins = self.dice.choice(tuple(Begins))
        choice = SuspensionChoice(begins=begins, reason="違反", last_day=last, facts_confirmed_on=day_of(self.now))
        number = watched.opened(self.agency_id, ground, by, self.now)
        self.began(ground.value, suspend_agency(number, choice, by=by, now=self.now))

    def measure(self) -> None:
        by, limit = self.people[OPERATIONS][0], day_of(self.now)
        new = NewRequest(
            kind=RequestKind.MEASURE,
            addressee=Addressee.CONTACT_OFFICER,
            text=f"検査{len(self.told)}-{self.told[0]}",
            limit_on=limit,
        )
        number = ask_agency(self.agency_id, new, by=by, now=self.now)
        self.now += timedelta(days=1)
        self.began("measure_ignored", suspend_for_measure(str(number), "応答がない", by=by, now=self.now))

    def began(self, ground: str, plan: object) -> None:
        """A stop was decided; one is refused only while another holds."""
        self.told.append((ground, plan if not isinstance(plan, SuspensionPlan) else plan.last_day))
        if isinstance(plan, SuspensionPlan):
            self.plain.stop(ground, plan.last_day, self.now)
        else:
            assert not self.plain.runs(self.now), (self.told, plan)

    def order(self) -> None:
        until = day_of(self.now) + timedelta(days=30)
        facts = OrderFacts(kind=BusinessOrderKind.SUSPENSION_ORDER, from_on=day_of(self.now), until_on=until)
        assert enter_order(self.agency_id, facts, "命令", by=self.people[BUREAU][0], now=self.now) is None
        self.plain.orders += 1
        if self.held() is Ground.ORDER and not any(each.ground == "order" for each in self.plain.holds):
            self.plain.stop("order", None, self.now)

    def correct(self) -> None:
        unconfirmed = db.select(BusinessOrder.id).where(BusinessOrder.improved_on.is_(None))
        ids = db.session.scalars(unconfirmed.order_by(BusinessOrder.id)).all()
        db.session.rollback()
        for each in ids[:1]:
            outcome = confirm_improvement(each, day_of(self.now), by=self.people[BUREAU][0], now=self.now)
            assert outcome is None
            self.plain.orders -= 1

    def mend(self) -> None:
        ground = self.dice.choice(sorted(TO_MEND))
        db.write(improve)(self.participation_id, Ground(ground), self.now)
        self.plain.mend(ground, self.now)

    def lift(self) -> None:
        who, resumes = self.dice.choice((BUREAU, BUREAU, MINISTRY, OPERATIONS)), self.dice.random() < 0.5
        decision = Decision.RESUMPTION if resumes else Decision.LIFTING
        closes = self.held() is Ground.ORDER
        against = self.plain.against_going_on(who, resumes=resumes, closes_orders=closes, now=self.now)
        choice = DecisionChoice(decision=decision, reason="確認した", confirmed_on=day_of(self.now))
        proposal = propose_lifting(self.agency_id, choice, by=self.people[who][0], now=self.now)
        self.told.append((who, resumes, proposal, against))
        if isinstance(proposal, int):
            assert not against, (self.told, self.plain)
            assert approve_decision(proposal, by=self.people[who][1], now=self.now) is decision
            self.plain.orders = 0 if closes else self.plain.orders
            self.plain.go_on()
        else:
            wrong_word = {"not_awaited", "awaited"}
            assert against or proposal.value in wrong_word, (self.told, self.plain, proposal)

    def end(self) -> None:
        ground = self.dice.choice(ENDS)
        by, second = self.people[BUREAU]
        clause = self.plain.ending_clause(ground, self.now)
        number = watched.opened(self.agency_id, Ground(ground), by, self.now)
        choice = DecisionChoice(decision=Decision.TERMINATION, reason="違反", confirmed_on=day_of(self.now))
        proposal = propose_termination(number, choice, by=by, now=self.now)
        self.told.append((ground, clause, proposal))
        assert isinstance(proposal, int) is (clause is not None), (self.told, self.plain)
        if isinstance(proposal, int):
            row = db.session.get_one(DecisionProposal, proposal)
            assert row.clause == clause, (self.told, self.plain, row.clause)
            db.session.rollback()
            drop_decision(proposal, by=second, now=self.now)

    def held(self) -> Ground | None:
        found = holding_suspension(self.participation_id, self.now)
        db.session.rollback()
        return found.ground if found else None


@db.write
def anew(agency_id: int) -> int:
    """Let the agency begin once more with nothing behind it and no order open."""
    agency = db.session.get_one(Agency, agency_id)
    agency.closed_at = None
    db.session.execute(db.delete(BusinessOrder))
    running = db.select(Participation).where(Participation.agency_id == agency_id, Participation.ended_at.is_(None))
    for row in db.session.scalars(running).all():
        end_participation(row.id, EndKind.WITHDRAWN, reapply_from=None, by=None, now=BEGUN)
    limits = {Service.JOB_INFO: None}
    terms = terms_in_force("info_service", day_of(BEGUN))
    return start_participation(agency_id, limits, on=day_of(BEGUN), terms_version_id=terms.id, by=None, now=BEGUN)


@pytest.mark.rule("AGY-074", "AGY-084", "AGY-114")
def test_use_runs_when_nothing_plainly_holds_it_whatever_is_decided(app, figure) -> None:
    agency_id = watched.active()
    mori, hayashi = watched.mori(), watched.hayashi()
    second = watched.hayashi(watched.OrganisationKind.OPERATIONS, "operations")
    people = {BUREAU: (mori, hayashi), MINISTRY: (watched.oda(), hayashi), OPERATIONS: (watched.ueda(), second)}
    for seed in range(figure(6, 300)):
        play = Play(agency_id, people, seed)
        for _ in range(25):
            play.take()
