"""A statutory extract: one manager asks, another approves, the first takes it once; all of it on record (R6)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest

from app.accounts.models.people import Grant
from app.audit.models import AuditEvent
from app.db import Busy, db
from app.desk.models.use_extracts import UseExtractRow
from app.desk.terms.use_extracts import ExtractRefusal, TypedDemand
from app.desk.usecases.use_extracts import approve_extract, ask_for_extract, drop_extract, take_extract
from app.kernel.roles import Identity
from tests import bookings, uses
from tests.factories import address_of, enlist
from tests.kato import manager_at, recorded

OFFICE = "miyakonojo"
ACTS = "desk.use_extract%"


@pytest.fixture
def number(offices, clock) -> str:
    """A booking of Miyakonojo whose page was used twice in the span and once before."""
    number = bookings.book(clock).number
    uses.move(number, OFFICE)
    for each in ("2026-04-30T23:59", "2026-05-01T00:00", "2026-05-11T09:00"):
        uses.add(number, each)
    return number


@pytest.fixture
def demand(number) -> TypedDemand:
    """What the police demand."""
    return TypedDemand(
        requester="都城警察署 生活安全課",
        legal_basis="刑事訴訟法第197条第2項",
        demanded_on=date(2026, 5, 8),
        booking_number=number,
        first_day=date(2026, 5, 1),
        last_day=date(2026, 5, 11),
    )


@pytest.fixture
def first(demand) -> Identity:
    return manager_at(OFFICE, "first")


@pytest.fixture
def other(demand) -> Identity:
    return manager_at(OFFICE, "other")


@pytest.fixture
def asked(first, demand, clock) -> int:
    """The id of what the first manager asked for."""
    found = ask_for_extract(OFFICE, demand, by=first, now=clock.now())
    assert isinstance(found, int), found
    return found


@pytest.mark.rule("MYK-30", "NGS-49", "KRS-35")
def test_by_two_people_it_holds_the_uses_of_one_booking_in_the_span_and_all_of_it_is_on_record(
    clock, first, other, asked, demand
) -> None:
    assert approve_extract(OFFICE, asked, by=other, now=clock.now()) is None
    taken = take_extract(OFFICE, asked, by=first, now=clock.now())
    assert isinstance(taken, tuple)
    assert [use.day for use in taken] == [date(2026, 5, 1), date(2026, 5, 11)]
    assert {(use.device.agent, use.device.network) for use in taken if use.device} == {(uses.AGENT, uses.NETWORK)}
    found = db.select(AuditEvent.act, AuditEvent.actor, AuditEvent.subject).where(AuditEvent.act.like(ACTS))
    assert db.session.execute(found.order_by(AuditEvent.id)).all() == [
        ("desk.use_extract_asked", f"account:{first.account_id}", f"booking:{demand.booking_number}"),
        ("desk.use_extract_approved", f"account:{other.account_id}", f"booking:{demand.booking_number}"),
        ("desk.use_extract_taken", f"account:{first.account_id}", f"booking:{demand.booking_number}"),
    ]
    assert recorded("desk.use_extract_taken")[0]["uses"] == 2
    row = db.session.scalars(db.select(UseExtractRow)).one()
    assert (row.requester, row.legal_basis) == (demand.requester, demand.legal_basis)
    assert row.demanded_on == demand.demanded_on


@pytest.mark.parametrize("missing", ["requester", "legal_basis"])
def test_without_requester_or_legal_basis_there_is_not_even_a_demand(clock, first, demand, missing) -> None:
    refused = ask_for_extract(OFFICE, replace(demand, **{missing: " "}), by=first, now=clock.now())
    assert refused is ExtractRefusal.NO_BASIS
    assert bookings.count(UseExtractRow) == 0


def test_another_office_s_booking_is_as_if_it_were_not_there(clock, demand) -> None:
    stranger = manager_at("nagasaki_main")
    refused = ask_for_extract("nagasaki_main", demand, by=stranger, now=clock.now())
    missing = ask_for_extract(
        "nagasaki_main", replace(demand, booking_number="K000000001"), by=stranger, now=clock.now()
    )
    assert refused is missing is ExtractRefusal.NO_SUCH_BOOKING


def test_whoever_asked_neither_approves_it_nor_takes_it_alone(clock, first, asked) -> None:
    assert approve_extract(OFFICE, asked, by=first, now=clock.now()) is ExtractRefusal.SAME_PERSON
    assert take_extract(OFFICE, asked, by=first, now=clock.now()) is ExtractRefusal.NOT_APPROVED
    assert [each["extract"] for each in recorded("desk.use_extract_approval_refused")] == [asked]
    assert recorded("desk.use_extract_taken") == []


def test_the_second_person_gets_no_file_and_that_he_tried_is_on_record(clock, other, asked) -> None:
    approve_extract(OFFICE, asked, by=other, now=clock.now())
    assert take_extract(OFFICE, asked, by=other, now=clock.now()) is ExtractRefusal.NOT_THE_ASKER
    assert len(recorded("desk.use_extract_taking_refused")) == 1


@pytest.mark.parametrize(
    ("taken_at", "refusal"),
    [("2026-05-12T10:00:00+09:00", None), ("2026-05-12T10:00:01+09:00", ExtractRefusal.TOO_LATE)],
)
def test_the_file_waits_for_a_day_and_no_second_longer(clock, first, other, asked, taken_at, refusal) -> None:
    approve_extract(OFFICE, asked, by=other, now=clock.now())
    clock.set(taken_at)
    outcome = take_extract(OFFICE, asked, by=first, now=clock.now())
    assert (None if isinstance(outcome, tuple) else outcome) is refusal


def test_a_dropped_demand_comes_to_nothing(clock, first, other, asked) -> None:
    assert drop_extract(OFFICE, asked, by=other, now=clock.now()) is None
    assert drop_extract(OFFICE, asked, by=first, now=clock.now()) is ExtractRefusal.ALREADY_SETTLED
    assert approve_extract(OFFICE, asked, by=other, now=clock.now()) is ExtractRefusal.ALREADY_SETTLED
    assert take_extract(OFFICE, asked, by=first, now=clock.now()) is ExtractRefusal.NOT_APPROVED


def test_who_has_lost_the_role_does_nothing_more(clock, first, other, asked) -> None:
    approve_extract(OFFICE, asked, by=other, now=clock.now())
    ended = db.update(Grant).where(Grant.account_id == first.account_id)
    db.session.execute(ended.values(ends_at=clock.now()))
    db.session.commit()
    assert take_extract(OFFICE, asked, by=first, now=clock.now()) is ExtractRefusal.GRANT_ENDED


def test_two_presses_at_once_hand_it_out_once(app, clock, first, other, asked) -> None:
    approve_extract(OFFICE, asked, by=other, now=clock.now())
    barrier = Barrier(2)

    def press(_which: int) -> object:
        with app.app_context():
            barrier.wait()
            for _ in range(20):
                try:
                    return take_extract(OFFICE, asked, by=first, now=clock.now())
                except Busy:
                    continue
                finally:
                    db.session.remove()
        return None

    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(press, range(2)))
    assert ExtractRefusal.ALREADY_TAKEN in answers
    assert len([each for each in answers if isinstance(each, tuple)]) == 1
    assert len(recorded("desk.use_extract_taken")) == 1


@pytest.mark.rule("MYK-30", "NGS-49", "KRS-35")
def test_a_demand_about_a_mypage_holds_what_its_person_used_at_the_office(app, clock, first, other, demand) -> None:
    yamada = enlist("yamada")["yamada"]
    uses.add_of_account(yamada, OFFICE, "2026-05-09T10:00")
    uses.add_of_account(yamada, "nagasaki_main", "2026-05-09T11:00")
    about = replace(demand, booking_number=None, mail=address_of("yamada"))
    asked = ask_for_extract(OFFICE, about, by=first, now=clock.now())
    assert isinstance(asked, int)
    assert approve_extract(OFFICE, asked, by=other, now=clock.now()) is None
    taken = take_extract(OFFICE, asked, by=first, now=clock.now())
    assert isinstance(taken, tuple)
    assert [(use.day, use.route, use.state) for use in taken] == [(date(2026, 5, 9), "/me", None)]
    subjects = db.session.scalars(db.select(AuditEvent.subject).where(AuditEvent.act.like(ACTS)))
    assert set(subjects) == {f"account:{yamada}"}


@pytest.mark.parametrize("mail", ["nobody@example.jp", "yamada"])
def test_a_mypage_that_the_office_has_nothing_of_is_not_there(clock, first, demand, mail) -> None:
    uses.add_of_account(enlist("yamada")["yamada"], "nagasaki_main", "2026-05-09T11:00")
    about = replace(demand, booking_number=None, mail=address_of(mail) if "@" not in mail else mail)
    assert ask_for_extract(OFFICE, about, by=first, now=clock.now()) is ExtractRefusal.NO_SUCH_BOOKING


def test_the_uses_of_a_booking_hold_none_of_its_person_s_mypage(clock, first, other, demand) -> None:
    yamada = enlist("yamada")["yamada"]
    bookings.row_of(demand.booking_number).account_id = yamada
    db.session.commit()
    uses.add_of_account(yamada, OFFICE, "2026-05-09T10:00")
    asked = ask_for_extract(OFFICE, demand, by=first, now=clock.now())
    approve_extract(OFFICE, asked, by=other, now=clock.now())
    assert {use.route for use in take_extract(OFFICE, asked, by=first, now=clock.now())} == {"/bookings/<number>"}
