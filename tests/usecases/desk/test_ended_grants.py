"""Whoever lost the role meanwhile is refused by every act of the desk, and nothing is changed (SECURITY T6)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.accounts.models.people import Grant
from app.booking.terms.stops import StopGround
from app.db import db
from app.desk.terms.intake import Call, GrantEnded
from app.desk.terms.notes import NoteKind
from app.desk.terms.office_closures import ClosurePlan
from app.desk.terms.office_policy import PolicyRefusal, PolicyRefused
from app.desk.terms.office_stops import StopPlan
from app.desk.usecases import deliveries, notes, office_closures, office_policy, office_stops, office_terms
from app.desk.usecases.intake import take_call
from app.desk.usecases.office_counselors import set_roster
from app.kernel.slots import Stop
from app.offices.models.offices import ClosureRow
from app.offices.queries.drafts import Draft
from app.offices.queries.offices import get_office, policy_in_force
from app.offices.queries.policies import latest_id
from app.offices.terms import ClosureKind
from app.web.idempotency import new_token
from tests import bookings
from tests.kato import kato

DAY = date(2026, 5, 13)
pytestmark = pytest.mark.usefixtures("offices")


@db.write
def end_grants(clock) -> None:
    """Nobody holds a role any more."""
    db.session.execute(db.update(Grant).values(ends_at=clock.now()))


@pytest.fixture
def told(clock):
    """Who presses, for which office, when: known to the page, which was opened in time."""
    return {"by": kato(), "now": clock.now()}


@pytest.fixture
def closure(told) -> int:
    """A closure that stands."""
    plan = ClosurePlan(kind=ClosureKind.CLOSED, first=DAY, last=DAY, window=None, reason="点検")
    office_closures.set_closures("kanagawa", plan, tell=False, **told)
    return db.session.scalars(db.select(ClosureRow.id)).one()


def rows() -> dict[str, int]:
    """How many rows each table has; the lock of a day is none of an act."""
    db.session.rollback()
    tables = [table for table in db.metadata.sorted_tables if table.name != "office_day"]
    return {table.name: db.session.scalar(db.select(db.func.count()).select_from(table)) or 0 for table in tables}


def ended(answer: object) -> bool:
    """Whether an answer says so."""
    ground = answer.ground if isinstance(answer, PolicyRefused) else answer
    return isinstance(ground, GrantEnded) or getattr(ground, "value", None) == "grant_ended"


def test_a_caller_s_application_is_not_taken_by_somebody_who_left(clock, told) -> None:
    call = Call(
        office_id="kanagawa",
        application=bookings.application("2026-05-14T10:00"),
        reason="",
        token=new_token(),
        content="as typed",
        **told,
    )
    end_grants(clock)
    before = rows()
    assert take_call(call) == GrantEnded()
    assert rows() == before


def test_nothing_is_written_beside_a_booking_and_no_mail_is_decided(clock, told) -> None:
    number = bookings.book(clock).number
    end_grants(clock)
    before, who = rows(), (told["by"], told["now"])
    assert ended(notes.write_note("kanagawa", number, NoteKind.HANDOVER, "申し送り", *who))
    assert ended(deliveries.send_again("kanagawa", number, 1, *who))
    assert ended(deliveries.give_up("kanagawa", number, 1, "電話した", *who))
    assert rows() == before


def test_nothing_of_the_office_is_set(clock, told, closure) -> None:
    policy, base = replace(policy_in_force("kanagawa", DAY), horizon_days=30), latest_id("kanagawa")
    plan = ClosurePlan(kind=ClosureKind.CLOSED, first=DAY, last=DAY, window=None, reason="研修")
    stop = StopPlan(ground=StopGround.MAINTENANCE, stop=Stop(since=clock.now(), reason="工事", everything=True))
    office, draft = get_office("kanagawa"), Draft(text="１ ねらい\n新しい文", effective_on=DAY + timedelta(days=30))
    end_grants(clock)
    before = rows()
    answers = [
        office_policy.change_policy("kanagawa", policy, since=DAY, base=base, **told),
        office_policy.take_back_plan("kanagawa", DAY, **told),
        office_closures.set_closures("kanagawa", plan, tell=True, **told),
        office_closures.take_back_closure("kanagawa", closure, **told),
        office_stops.stop_service("kanagawa", stop, **told),
        office_stops.resume_service("kanagawa", 1, **told),
        office_terms.keep_draft(office, draft, **told),
        office_terms.announce_terms(office, 1, **told),
        office_terms.throw_draft_away(office, **told),
        set_roster("kanagawa", (DAY,), (), base="", **told),
    ]
    assert [each for each in answers if not ended(each)] == []
    assert rows() == before


def test_who_only_counsels_does_not_manage(clock, told) -> None:
    db.session.execute(db.update(Grant).values(role="counselor"))
    db.session.commit()
    policy, base = replace(policy_in_force("kanagawa", DAY), horizon_days=30), latest_id("kanagawa")
    refused = office_policy.change_policy("kanagawa", policy, since=DAY, base=base, **told)
    assert refused == PolicyRefused(ground=PolicyRefusal.GRANT_ENDED)
    assert latest_id("kanagawa") == base
