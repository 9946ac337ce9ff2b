"""Retention is changed by two managers: one proposes, another approves, each on record (SECURITY 2.3.5, T6)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError

from app.accounts.models.people import Grant
from app.audit.models import AuditEvent
from app.db import Busy, db
from app.desk.models.retention import RetentionProposal
from app.desk.queries.office_retention import open_proposal
from app.desk.terms.office_retention import RetentionRefusal
from app.desk.usecases.office_retention import approve_retention, drop_proposal, propose_retention
from app.kernel.roles import Identity
from app.offices.models.offices import RetentionRow
from app.offices.queries.retention import PROPOSED, Periods, periods_on, retention_choices
from tests import bookings
from tests.kato import kato, manager_at

TOMORROW = date(2026, 5, 12)
pytestmark = pytest.mark.usefixtures("offices")


@pytest.fixture
def first() -> Identity:
    return kato()


@pytest.fixture
def other() -> Identity:
    return manager_at("kanagawa")


@pytest.fixture
def proposal(first, clock) -> int:
    """The id of what Kato proposed."""
    assert propose_retention("kanagawa", PROPOSED, by=first, now=clock.now()) is None
    found = open_proposal("kanagawa")
    assert found
    return found.id


def test_a_proposal_alone_changes_nothing(clock, proposal) -> None:
    assert periods_on("kanagawa", TOMORROW) is None
    assert bookings.count(RetentionRow) == 0


def test_the_second_person_lets_it_hold_and_both_are_on_record(clock, first, other, proposal) -> None:
    assert approve_retention("kanagawa", proposal, by=other, now=clock.now()) == TOMORROW
    assert periods_on("kanagawa", TOMORROW) == PROPOSED
    (choice,) = retention_choices("kanagawa")
    assert (choice.set_by, choice.approved_by) == (f"account:{first.account_id}", f"account:{other.account_id}")
    found = db.select(AuditEvent.act, AuditEvent.actor).where(AuditEvent.act.like("desk.retention%"))
    assert db.session.execute(found.order_by(AuditEvent.id)).all() == [
        ("desk.retention_proposed", f"account:{first.account_id}"),
        ("desk.retention_set", f"account:{other.account_id}"),
    ]


def test_nobody_approves_what_he_proposed(clock, first, proposal) -> None:
    refused = approve_retention("kanagawa", proposal, by=first, now=clock.now())
    assert refused is RetentionRefusal.SAME_PERSON
    assert bookings.count(RetentionRow) == 0
    found = db.select(AuditEvent.actor).where(AuditEvent.act == "desk.retention_approval_refused")
    assert db.session.scalars(found).all() == [f"account:{first.account_id}"]


def test_one_proposal_is_open_at_a_time_and_a_dropped_one_can_be_followed(clock, first, other, proposal) -> None:
    more = Periods(contact_months=6, record_months=12)
    assert propose_retention("kanagawa", more, by=other, now=clock.now()) is RetentionRefusal.PROPOSED_ALREADY
    assert drop_proposal("kanagawa", proposal, by=first, now=clock.now()) is None
    assert approve_retention("kanagawa", proposal, by=other, now=clock.now()) is RetentionRefusal.ALREADY_SETTLED
    assert drop_proposal("kanagawa", proposal, by=other, now=clock.now()) is RetentionRefusal.ALREADY_SETTLED
    assert propose_retention("kanagawa", more, by=other, now=clock.now()) is None
    assert bookings.count(RetentionProposal) == 2


def test_the_second_of_two_who_lost_the_role_approves_nothing(clock, other, proposal) -> None:
    ended = db.update(Grant).where(Grant.account_id == other.account_id)
    db.session.execute(ended.values(ends_at=clock.now()))
    db.session.commit()
    assert approve_retention("kanagawa", proposal, by=other, now=clock.now()) is RetentionRefusal.GRANT_ENDED
    assert bookings.count(RetentionRow) == 0


def test_two_who_approve_at_once_choose_once(app, clock, other, proposal) -> None:
    third, barrier = manager_at("kanagawa", "third"), Barrier(2)

    def press(by: Identity) -> object:
        with app.app_context():
            barrier.wait()
            for _ in range(20):
                try:
                    return approve_retention("kanagawa", proposal, by=by, now=clock.now())
                except Busy:
                    continue
                finally:
                    db.session.remove()
        return None

    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(press, (other, third)))
    assert sorted(map(str, answers)) == sorted(map(str, (TOMORROW, RetentionRefusal.ALREADY_SETTLED)))
    assert bookings.count(RetentionRow) == 1


def test_the_table_itself_takes_no_approval_by_the_same_person(clock, proposal) -> None:
    row = db.session.get_one(RetentionProposal, proposal)
    row.approved, row.settled_by, row.settled_at = True, row.proposed_by, clock.now()
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()
