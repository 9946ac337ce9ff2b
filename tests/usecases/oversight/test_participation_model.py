"""Whatever is decided in whatever order, taking part is as the plain model says; no routine runs (RULES c).

No way reaches a service while use is stopped, no history is lost, a lifted stop brings nothing back.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.agencies.effects.participation import end_participation, start_participation
from app.agencies.effects.processing import improve
from app.agencies.models.agencies import Agency
from app.agencies.models.participation import Participation, ParticipationEvent
from app.agencies.queries.suspensions import holding_suspension
from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import EndKind, Ground, SuspensionEnd
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.offices.queries.offices import terms_in_force
from app.oversight.terms.decisions import Begins, DecisionChoice, SuspensionChoice, SuspensionPlan
from app.oversight.terms.requests import Decision
from app.oversight.usecases.decisions import approve_decision, propose_lifting, propose_termination
from app.oversight.usecases.suspensions import suspend_agency
from tests import watched
from tests.usecases.oversight.plain_participation import Plain, Stop

BEGUN = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)
SEEKER_UNTIL = date(2026, 12, 31)
TO_MEND = (Ground.QUALIFICATIONS_PASSED_ON, Ground.FALSE_REPORT)
STOPS = (
    Ground.JOB_INFO_MISUSE,
    *TO_MEND,
    Ground.OTHER_BREACH,
    Ground.ORDER,
    Ground.GUIDANCE,
    Ground.FACT_FINDING,
)
steps = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 250)),
    st.tuples(st.just("stop"), st.sampled_from(STOPS), st.booleans()),
    st.tuples(st.just("lift")),
    st.tuples(st.just("mend"), st.sampled_from(TO_MEND)),
    st.tuples(st.just("end"), st.sampled_from((Ground.OTHER_MALICIOUS, Ground.OTHER_BREACH, Ground.ADVERTISING))),
    st.tuples(st.just("leave")),
)


class Walk:
    """One agency that takes part anew, beside its plain twin."""

    def __init__(self, agency_id: int, mori: Identity, hayashi: Identity) -> None:
        self.agency_id, self.mori, self.hayashi, self.now = agency_id, mori, hayashi, BEGUN
        self.participation_id = anew(agency_id)
        self.plain = Plain(seeker_until=SEEKER_UNTIL, stops_counted=watched.agency(agency_id).stop_count)
        self.history: list[tuple[object, ...]] = []

    def take(self, name: str, *given: object) -> None:
        """Take one step, then hold the two beside each other."""
        self.now += timedelta(minutes=5)
        act: Callable[..., None] = getattr(self, name)
        if name == "wait" or not self.plain.ended:
            act(*given)
        self.hold()

    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    def stop(self, cause: Ground, at_once: bool) -> None:
        last = day_of(self.now) + timedelta(days=20) if cause is Ground.GUIDANCE else None
        number = watched.opened(self.agency_id, cause, self.mori, self.now)
        choice = SuspensionChoice(
            begins=Begins.NOW if at_once else Begins.MIDNIGHT,
            reason="違反",
            last_day=last,
            facts_confirmed_on=day_of(self.now),
        )
        plan = suspend_agency(number, choice, by=self.mori, now=self.now)
        if not isinstance(plan, SuspensionPlan):
            assert self.plain.is_stopped(self.now), plan
            return
        waits_for = {cause.value} if cause in TO_MEND else set()
        fixed = plan.end_kind is SuspensionEnd.SIX_MONTHS
        checks = cause is Ground.FACT_FINDING
        began = Stop(last_day=plan.last_day, waits_for=waits_for, checks_facts=checks, is_fixed=fixed)
        self.plain.begin(began, self.now)

    def lift(self) -> None:
        held = self.held()
        assert (held is not None) == self.plain.is_stopped(self.now)
        stop = self.plain.stop
        awaited = held is not None and (held.awaits_decision or (stop is not None and bool(stop.waits_for)))
        choice = DecisionChoice(
            decision=Decision.RESUMPTION if awaited else Decision.LIFTING,
            reason="確認した",
            confirmed_on=day_of(self.now),
        )
        if self.decide(propose_lifting(self.agency_id, choice, by=self.mori, now=self.now)):
            self.plain.lift()
        else:
            serves = stop is not None and stop.serves_until is not None and day_of(self.now) <= stop.serves_until
            assert held is None or held.end_kind is SuspensionEnd.SIX_MONTHS or serves

    def mend(self, cause: Ground) -> None:
        db.write(improve)(self.participation_id, cause, self.now)
        self.plain.mend(cause.value, self.now)

    def end(self, cause: Ground) -> None:
        number = watched.opened(self.agency_id, cause, self.mori, self.now)
        choice = DecisionChoice(decision=Decision.TERMINATION, reason="違反", confirmed_on=day_of(self.now))
        if self.decide(propose_termination(number, choice, by=self.mori, now=self.now)):
            self.plain.end("terminated")
        else:
            assert cause is not Ground.OTHER_MALICIOUS

    def leave(self) -> None:
        ending = {"reapply_from": None, "by": None, "now": self.now}
        db.write(end_participation)(self.participation_id, EndKind.WITHDRAWN, **ending)
        self.plain.end("withdrawn")

    def decide(self, proposal: object) -> bool:
        """Whether it was proposed; a proposal that was taken is approved by another."""
        if not isinstance(proposal, int):
            return False
        assert isinstance(approve_decision(proposal, by=self.hayashi, now=self.now), Decision)
        return True

    def held(self):
        found = holding_suspension(self.participation_id, self.now)
        db.session.rollback()
        return found

    def hold(self) -> None:
        """Services, count of stops and history are the twin's, and what was history stays as it was."""
        found = watched.standing(self.agency_id, self.now)
        assert {each.value for each in found.open_services} == self.plain.services(self.now)
        assert found.stop_count == self.plain.stops_counted
        wanted = db.select(ParticipationEvent).where(ParticipationEvent.participation_id == self.participation_id)
        rows = db.session.scalars(wanted.order_by(ParticipationEvent.id))
        told = [(row.id, row.act, row.at, row.by, row.ground, row.day, row.note) for row in rows]
        db.session.rollback()
        assert told[: len(self.history)] == self.history
        assert [row[1] for row in told] == self.plain.acts
        self.history = told


@db.write
def anew(agency_id: int) -> int:
    """Let the agency begin once more with nothing behind it but its count of stops."""
    agency = db.session.get_one(Agency, agency_id)
    agency.closed_at = None
    running = db.select(Participation).where(Participation.agency_id == agency_id, Participation.ended_at.is_(None))
    for row in db.session.scalars(running).all():
        end_participation(row.id, EndKind.WITHDRAWN, reapply_from=None, by=None, now=BEGUN)
    limits = {Service.JOB_INFO: None, Service.SEEKER_INFO: SEEKER_UNTIL}
    terms = terms_in_force("info_service", day_of(BEGUN))
    return start_participation(agency_id, limits, on=day_of(BEGUN), terms_version_id=terms.id, by=None, now=BEGUN)


@pytest.mark.rule("AGY-004", "AGY-055", "AGY-075")
def test_taking_part_is_as_the_plain_model_says_whatever_is_decided(app, figure) -> None:
    agency_id = watched.active()
    mori, hayashi = watched.mori(), watched.hayashi()

    @settings(
        max_examples=figure(12, 150),
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @example([("stop", Ground.QUALIFICATIONS_PASSED_ON, False), ("wait", 200), ("lift",), ("wait", 1)])
    @example([("stop", TO_MEND[0], True), ("mend", TO_MEND[0]), ("wait", 200), ("wait", 70)])
    @example([("stop", TO_MEND[0], True), ("wait", 9), ("stop", TO_MEND[1], True), ("mend", TO_MEND[1]), ("wait", 250)])
    @example([("stop", TO_MEND[0], True), ("wait", 9), ("stop", TO_MEND[1], True), ("mend", TO_MEND[0]), ("wait", 250)])
    @example([("stop", Ground.JOB_INFO_MISUSE, False), ("wait", 182), ("wait", 1), ("end", Ground.OTHER_BREACH)])
    @example([("stop", Ground.QUALIFICATIONS_PASSED_ON, False), ("stop", Ground.ORDER, True), ("wait", 250), ("lift",)])
    @example([("stop", Ground.QUALIFICATIONS_PASSED_ON, False), ("wait", 9), ("stop", Ground.JOB_INFO_MISUSE, True)])
    @example([("stop", Ground.FACT_FINDING, True), ("wait", 9), ("stop", Ground.OTHER_BREACH, False), ("lift",)])
    @example([("stop", Ground.GUIDANCE, True), ("stop", Ground.ORDER, False), ("wait", 250), ("leave",), ("wait", 9)])
    @given(st.lists(steps, min_size=3, max_size=10))
    def hold(taken: list[tuple[object, ...]]) -> None:
        walk = Walk(agency_id, mori, hayashi)
        for name, *given_ in taken:
            walk.take(str(name), *given_)

    hold()
