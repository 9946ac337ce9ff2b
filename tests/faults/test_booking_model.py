"""Hypothesis presses whatever it likes in whatever order; the program and a plain model must agree after each press."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.booking.models.bookings import Booking
from app.booking.queries.bookings import facts_of
from app.booking.queries.guests import guest_identity
from app.booking.queries.invariants import bookings_without_their_mails, days_counted_wrongly, seats_held_twice
from app.booking.rules.state import state_at
from app.booking.terms.outcomes import Completed, Withdrawn
from app.booking.terms.sessions import (
    ActRefusal,
    Direction,
    Ending,
    Outcome,
    OutcomeReason,
    ProhibitedAct,
    ReferralKind,
)
from app.booking.usecases.routines import post_reminders, write_down_states
from app.booking.usecases.withdrawal import withdraw_booking
from app.db import db
from app.desk.terms.acts import Done
from app.desk.usecases.meeting_info import tell_meeting_info
from app.desk.usecases.no_show import record_contact, return_booking
from app.desk.usecases.refusals import lift_ban, refuse_booking, refuse_future_use
from app.desk.usecases.session import admit, finish, go_on_by_telephone, refer, stop
from app.kernel.moments import JST
from tests import bookings, presses
from tests.factories import open_offices
from tests.faults.booking_model import CLOSES, FREE_AGAIN, Kept, Model

OPENS = "2026-05-11T10:00:00+09:00"
WIPED = (
    "staff_message referral booking_session ban_key ban booking_state person_day guest_session consent outbox "
    "idempotency_token limit_counter booking"
)
PEOPLE = st.integers(0, 2)
WHICH = st.integers(0, 5)
GOES_ON = Ending(outcome=Outcome.CONTINUED, reason=OutcomeReason.FACTS)
WAY = Direction(kind=ReferralKind.VISIT)


def wipe() -> None:
    """No booking, and nothing that came of one."""
    db.session.rollback()
    for name in WIPED.split():
        db.session.execute(db.metadata.tables[name].delete())
    db.session.commit()


class Presses(RuleBasedStateMachine):
    """Everything people, staff, time and routines do to bookings. `clock` and `suzuki` are set by the test."""

    clock: Any
    suzuki: Any

    def __init__(self) -> None:
        super().__init__()
        wipe()
        self.clock.set(OPENS)
        self.model = Model(now=self.now())
        self.count = 0

    def now(self) -> datetime:
        """The moment, as clocks in Japan show it."""
        return self.clock.now().astimezone(JST)

    def chosen(self, which: int) -> str:
        """One of the bookings there are."""
        return list(self.model.kept)[which % len(self.model.kept)]

    def press(self, act: str, number: str, do: Callable[..., Any], *given: Any, **named: Any) -> bool:
        """Press; what comes of it is what the model says. A page that is out of date never does anything."""
        expected = self.model.may(act, number, at=given[0] if act == "contact" else None)
        stale = presses.order(number, self.clock, self.suzuki, revision=presses.facts(number)[2] + 1)
        assert isinstance(do(stale, *given, **named), ActRefusal)
        done = do(presses.order(number, self.clock, self.suzuki), *given, **named) == Done()
        assert done is expected, (act, self.model.kept[number])
        return done

    @initialize(minutes=st.sampled_from([-60, 0, 5, 12]))
    def begin(self, minutes: int) -> None:
        """There is a booking, and it is about its time."""
        self.book(0, "2026-05-13T10:00")
        self.wait_for(0, minutes * 60)

    @rule(person=PEOPLE, slot=st.sampled_from(sorted(CLOSES)))
    def book(self, person: int, slot: str) -> None:
        """Somebody applies on the site."""
        self.count += 1
        outcome = bookings.attempt(self.clock, bookings.somebody(person, slot), network=f"n{self.count}")
        why = self.model.why_not(person, slot)
        if isinstance(outcome, Completed):
            assert why is None
            self.model.kept[outcome.booking.number] = Kept(person=person, start=bookings.moment(slot))
        else:
            assert outcome.ground.value == why

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH)
    def withdraw(self, which: int) -> None:
        """The applicant takes it back."""
        number = self.chosen(which)
        expected = self.model.may("withdraw", number)
        outcome = withdraw_booking(number, guest_identity(number), self.clock.now())
        assert isinstance(outcome, Withdrawn) is expected
        if expected:
            self.model.kept[number].state = "cancelled"

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH)
    def tell(self, which: int) -> None:
        """The desk enters a new address."""
        self.count += 1
        self.press("tell", self.chosen(which), tell_meeting_info, f"{presses.URL}{self.count}")

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH)
    def refuse(self, which: int) -> None:
        """The desk refuses it by its content."""
        number = self.chosen(which)
        if self.press("refuse", number, refuse_booking, "内容"):
            self.model.kept[number].state = "refused"

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH)
    def admit(self, which: int) -> None:
        """The counselor permits entry."""
        number = self.chosen(which)
        if self.press("admit", number, admit):
            self.model.kept[number].state = "in_session"

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH)
    def phone(self, which: int) -> None:
        """It goes on by telephone."""
        number = self.chosen(which)
        if self.press("phone", number, go_on_by_telephone):
            self.model.kept[number].by_phone = True

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH, goes_on=st.booleans())
    def finish(self, which: int, goes_on: bool) -> None:
        """The consultation ends."""
        number = self.chosen(which)
        ending = (GOES_ON, WAY) if goes_on else (Ending(outcome=Outcome.ADVISED),)
        if self.press("finish", number, finish, *ending):
            self.model.kept[number].state = "held"
            self.model.kept[number].goes_on = goes_on

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH)
    def refer(self, which: int) -> None:
        """The guidance is put anew."""
        self.press("refer", self.chosen(which), refer, WAY)

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH, ban=st.booleans())
    def stop(self, which: int, ban: bool) -> None:
        """The consultation is broken off."""
        number = self.chosen(which)
        if self.press("stop", number, stop, ProhibitedAct.RECORDING, "録音", ban=ban):
            self.model.kept[number].state = "stopped"
            self.model.kept[number].banned |= ban

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH, minute=st.sampled_from([-30, 0, 5, 9, 10, 11, 30]))
    def contact(self, which: int, minute: int) -> None:
        """A contact is entered, with its own moment."""
        number = self.chosen(which)
        kept = self.model.kept[number]
        at = kept.start + timedelta(minutes=minute)
        if self.press("contact", number, record_contact, at):
            kept.contact = min(at, kept.contact or at)

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH)
    def reinstate(self, which: int) -> None:
        """A no-show is returned."""
        number = self.chosen(which)
        if self.press("reinstate", number, return_booking, "電車の遅れ"):
            self.model.kept[number].excused = True

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH, lift=st.booleans())
    def ban(self, which: int, lift: bool) -> None:
        """Future use is refused, or that is lifted."""
        number = self.chosen(which)
        if lift:
            self.model.kept[number].banned &= not self.press("lift", number, lift_ban)
        else:
            self.model.kept[number].banned |= self.press("ban", number, refuse_future_use, "連絡なし")

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH, seconds=st.sampled_from([-3600, 0, 300, 599, 600, 720, 7200]))
    def wait_for(self, which: int, seconds: int) -> None:
        """The clock jumps to about the time of a booking, never back."""
        start = self.model.kept[self.chosen(which)].start
        self.clock.set((max(self.now(), start + timedelta(seconds=seconds))).isoformat())
        self.model.now = self.now()

    @rule(hours=st.sampled_from([1, 24]))
    def wait(self, hours: int) -> None:
        """Time passes."""
        self.clock.advance(hours=hours)
        self.model.now = self.now()

    @rule()
    def run_routines(self) -> None:
        """The worker writes down what time did, and reminds; neither changes how anything stands."""
        write_down_states(self.clock.now())
        post_reminders(self.clock.now())

    @invariant()
    def every_booking_stands_as_the_model_says(self) -> None:
        """State, seat and day of each; nothing is ever gone."""
        db.session.rollback()
        rows = db.session.scalars(db.select(Booking).execution_options(populate_existing=True)).all()
        stand = {row.number: (state_at(facts_of(row), self.clock.now()).value, row.holds_seat) for row in rows}
        states = {number: self.model.stands(number) for number in self.model.kept}
        assert stand == {number: (state, state not in FREE_AGAIN) for number, state in states.items()}

    @invariant()
    def the_promises_hold(self) -> None:
        """I1, I2 and I5."""
        now = self.clock.now()
        assert (seats_held_twice(now), days_counted_wrongly(now), bookings_without_their_mails(now)) == ([], [], [])


@pytest.mark.timeout(3600)
@pytest.mark.rule("KNG-17", "KNG-35", "KNG-41")
def test_the_booking_and_its_model_agree_whatever_is_pressed(app, clock, database_kind, figure, report) -> None:
    runs, steps = figure(3, 200), figure(25, 50)
    open_offices()
    machine = type("AtKanagawa", (Presses,), {"clock": clock, "suzuki": presses.counselor()})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=not figure(0, 1),
            suppress_health_check=list(HealthCheck),
        ),
    )
    figures = {"runs": runs, "steps in each, at most": steps, "steps after which they differed": 0}
    report(f"booking and its model, {database_kind}", **figures)
