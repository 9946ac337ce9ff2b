"""The same for the other ways in: by mail, by reply, arranged, invited; presses, arrivals and time in any order."""

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

from app.booking.effects.intake import take_down
from app.booking.models.bookings import Booking
from app.booking.queries.bookings import facts_of
from app.booking.queries.guests import guest_identity
from app.booking.queries.invariants import bookings_without_their_mails, days_counted_wrongly, seats_held_twice
from app.booking.rules.state import state_at
from app.booking.terms.fixing import Arrangement
from app.booking.terms.intake import Intake, TakenDown
from app.booking.terms.outcomes import Completed, Withdrawn
from app.booking.usecases.deliveries import confirm_by_delivery
from app.booking.usecases.routines import write_down_states
from app.booking.usecases.withdrawal import withdraw_booking
from app.db import db
from app.desk.terms.acts import Done
from app.desk.usecases.arranging import arrange_request
from app.desk.usecases.callers import withdraw_by_call
from app.desk.usecases.meeting_info import tell_meeting_info
from app.desk.usecases.replies import record_reply
from app.desk.usecases.session import admit
from app.kernel.moments import JST
from app.offices.queries import offices
from app.offices.terms import Channel
from tests import bookings, desks, presses, ways_in
from tests.factories import open_offices
from tests.faults.ways_model import SLOTS, WAYS, Asked, WaysModel

OPENS = "2026-05-11T10:00:00+09:00"
WIPED = (
    "reply_link call_task intake_record staff_message booking_session booking_state person_day guest_session consent "
    "outbox idempotency_token limit_counter booking"
)
WHICH = st.integers(0, 5)
HOSTS = {"site": "zoom.us", "call": "zoom.us", "arranged": "teleoffice.jp", "invited": "teleoffice.jp"}
PLACED = {"site": "ito", "call": "ito", "arranged": "tanaka", "invited": "honda"}


def wipe() -> None:
    """No booking, and nothing that came of one."""
    db.session.rollback()
    for name in WIPED.split():
        db.session.execute(db.metadata.tables[name].delete())
    db.session.commit()


class Ways(RuleBasedStateMachine):
    """What people, staff, mail servers, time and routines do. `clock` and `staff` are set by the test."""

    clock: Any
    staff: dict[str, Any]

    def __init__(self) -> None:
        super().__init__()
        wipe()
        self.clock.set(OPENS)
        self.model = WaysModel(now=self.now())
        self.count = 0

    def now(self) -> datetime:
        """The moment, as clocks in Japan show it."""
        return self.clock.now().astimezone(JST)

    def chosen(self, which: int) -> tuple[str, Asked]:
        """One of the applications there are."""
        return list(self.model.asked.items())[which % len(self.model.asked)]

    def press(self, act: str, number: str, do: Callable[..., Any], *given: Any) -> bool:
        """Press at the desk of its office; what comes of it is what the model says."""
        way = self.model.asked[number].way
        by = self.staff[PLACED[way]]
        done = do(presses.order(number, self.clock, by, office=WAYS[way][0]), *given) == Done()
        assert done is self.model.may(act, number), (act, self.model.asked[number])
        return done

    def address(self, way: str) -> str:
        """An address of the tool that no other booking has."""
        self.count += 1
        return f"https://{HOSTS[way]}/j/{self.count}"

    @initialize(way=st.sampled_from(sorted(WAYS)))
    def begin(self, way: str) -> None:
        """Somebody has applied already."""
        self.apply(way, SLOTS[0])

    @rule(way=st.sampled_from(sorted(WAYS)), slot=st.sampled_from(SLOTS))
    def apply(self, way: str, slot: str) -> None:
        """Somebody applies, on the site or by telephone."""
        number = self.call(slot) if way == "call" else self.site(way, slot)
        assert (number is not None) is (self.model.why_not(way, slot) is None)
        if number is not None:
            mailed = way in {"site", "call"}
            self.model.asked[number] = Asked(way=way, slot=slot, mailed=mailed, state=WAYS[way][1])

    def site(self, way: str, slot: str) -> str | None:
        """A press on the site."""
        self.count += 1
        office = offices.get_office(WAYS[way][0])
        wanted = ways_in.application(self.count, slot)
        outcome = bookings.attempt(self.clock, wanted, office=office, network=f"n{self.count}")
        return outcome.booking.number if isinstance(outcome, Completed) else None

    def call(self, slot: str) -> str | None:
        """A call to the desk, which makes no exception."""
        self.count += 1
        wanted, by = ways_in.application(self.count, slot), self.staff["ito"].account_id
        told = Intake(office_id="miyakonojo", application=wanted, channel=Channel.PHONE, by=by, now=self.clock.now())
        outcome = db.write(lambda: take_down(told))()
        return outcome.booking.number if isinstance(outcome, TakenDown) else None

    @precondition(lambda self: self.model.asked)
    @rule(which=WHICH)
    def arrive(self, which: int) -> None:
        """The mails of an application are taken by the mail server."""
        number, asked = self.chosen(which)
        ways_in.deliver(number, self.clock)
        if asked.mailed:
            asked.arrived, asked.mailed = asked.arrived or self.now(), False

    @precondition(lambda self: self.model.asked)
    @rule(which=WHICH)
    def tell(self, which: int) -> None:
        """The desk enters the address of the consultation."""
        number, asked = self.chosen(which)
        asked.mailed |= self.press("tell", number, tell_meeting_info, self.address(asked.way))

    @precondition(lambda self: self.model.asked)
    @rule(which=WHICH)
    def reply(self, which: int) -> None:
        """A reply is entered as of now."""
        number, asked = self.chosen(which)
        if self.press("reply", number, record_reply, self.clock.now()):
            asked.state = "confirmed"

    @precondition(lambda self: self.model.asked)
    @rule(which=WHICH)
    def arrange(self, which: int) -> None:
        """The section fixes the time that was asked for."""
        number, asked = self.chosen(which)
        by = self.staff[PLACED[asked.way]].account_id
        wish = Arrangement(starts_at=asked.start, counselor_id=by, url=self.address(asked.way))
        if self.press("arrange", number, arrange_request, wish):
            asked.state = "confirmed"

    @precondition(lambda self: self.model.asked)
    @rule(which=WHICH)
    def withdraw(self, which: int) -> None:
        """The applicant takes it back on the site."""
        number, asked = self.chosen(which)
        outcome = withdraw_booking(number, guest_identity(number), self.clock.now())
        assert isinstance(outcome, Withdrawn) is self.model.may("withdraw", number)
        if isinstance(outcome, Withdrawn):
            asked.end("cancelled")

    @precondition(lambda self: self.model.asked)
    @rule(which=WHICH)
    def telephone(self, which: int) -> None:
        """The applicant takes it back by telephone."""
        number, asked = self.chosen(which)
        if self.press("telephone", number, withdraw_by_call):
            asked.end("cancelled")

    @precondition(lambda self: self.model.asked)
    @rule(which=WHICH)
    def admit(self, which: int) -> None:
        """The session begins."""
        number, asked = self.chosen(which)
        if self.press("admit", number, admit):
            asked.state = "in_session"

    @precondition(lambda self: self.model.asked)
    @rule(which=WHICH, of=st.sampled_from(["lapses", "start"]), seconds=st.sampled_from([-1, 0, 599, 600]))
    def wait_for(self, which: int, of: str, seconds: int) -> None:
        """The clock jumps to about the limit or the time of an application, never back."""
        _number, asked = self.chosen(which)
        self.clock.set(max(self.now(), getattr(asked, of) + timedelta(seconds=seconds)).isoformat())
        self.model.now = self.now()

    @rule()
    def run_routines(self) -> None:
        """The worker reads what arrived, then writes down what time did."""
        confirm_by_delivery(self.clock.now())
        write_down_states(self.clock.now())
        self.model.routines()

    @invariant()
    def every_application_stands_as_the_model_says(self) -> None:
        """State and seat of each; nothing is ever gone."""
        db.session.rollback()
        rows = db.session.scalars(db.select(Booking).execution_options(populate_existing=True)).all()
        stand = {row.number: (state_at(facts_of(row), self.clock.now()).value, row.holds_seat) for row in rows}
        asked = self.model.asked
        assert stand == {number: (each.stands(self.model.now), each.seated) for number, each in asked.items()}

    @invariant()
    def the_promises_hold(self) -> None:
        """I1, I2 and I5."""
        now = self.clock.now()
        assert (seats_held_twice(now), days_counted_wrongly(now), bookings_without_their_mails(now)) == ([], [], [])


@pytest.mark.timeout(3600)
@pytest.mark.rule("MYK-20", "NGS-22", "KRS-27")
def test_the_other_ways_and_their_model_agree_whatever_is_pressed(app, clock, database_kind, figure, report) -> None:
    runs, steps = figure(3, 200), figure(25, 50)
    open_offices()
    desks.open_miyakonojo()
    for office in ("nagasaki_main", "kurashiki_wakamono"):
        ways_in.set_for(office, web_request=True)
    staff = {key: desks.identity(key) for key in ("ito", "tanaka", "honda")}
    run_state_machine_as_test(
        type("OtherWays", (Ways,), {"clock": clock, "staff": staff}),
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
    report(f"other ways and their model, {database_kind}", **figures)
