"""Past the date an office has chosen, what tells of a person is invisible, then gone; nothing before (DESIGN 3.11)."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.accounts.queries.people import find_account_by_mail
from app.audit.models import Deletion
from app.booking.models.bookings import Booking, BookingStateRow, StaffMessage
from app.booking.models.guards import Ban, BanKey, PersonDay
from app.booking.queries.invariants import days_counted_wrongly
from app.booking.queries.lines import lines_of_days
from app.booking.queries.office_bookings import booking_id_at, find_booking_at, found_by_kana, found_by_phone
from app.booking.queries.retention import contact_past_date, records_past_date
from app.booking.usecases.withdrawal import withdraw_booking
from app.db import db
from app.desk.queries.office_retention import open_proposal
from app.desk.terms.office_retention import Proposal, RetentionRefusal
from app.desk.usecases.office_retention import approve_retention, propose_retention, purge_bookings
from app.kernel.roles import ANONYMOUS, Identity, Role
from app.offices.queries.retention import PROPOSED, Periods, periods_on, retention_choices
from tests import bookings
from tests.kato import kato, manager_at, recorded

SESSION_DAY = date(2026, 5, 13)
LAST_DAY, DAY_AFTER = "2027-05-13T23:59:59+09:00", "2027-05-14T00:00:00+09:00"
RECORD_OVER = "2029-05-14T00:00:00+09:00"
pytestmark = pytest.mark.usefixtures("offices")


@pytest.fixture
def number(clock) -> str:
    """Sato's booking, at an office that keeps contact data a year and records three."""
    choose(clock)
    return bookings.book(clock).number


def choose(clock, periods: Periods = PROPOSED) -> RetentionRefusal | date:
    """Kato proposes, another manager approves."""
    refused = propose_retention("kanagawa", periods, by=kato(), now=clock.now())
    return refused or approve_retention("kanagawa", proposed().id, by=second(), now=clock.now())


def second() -> Identity:
    """Another manager of Kanagawa."""
    known = find_account_by_mail("manager-kanagawa@office.example")
    if known is None:
        return manager_at("kanagawa")
    return Identity(roles=frozenset({Role.MANAGER}), account_id=known.id, offices=frozenset({"kanagawa"}))


def proposed() -> Proposal:
    """The proposal that waits."""
    db.session.rollback()
    found = open_proposal("kanagawa")
    assert found
    return found


@db.write
def write_beside(booking_number: str, *, by: int, clock) -> None:
    """A message, a change of state with its reason, and a ban."""
    row = db.session.scalars(db.select(Booking).where(Booking.number == booking_number)).one()
    now = clock.now()
    db.session.add(StaffMessage(booking_id=row.id, text="秘密のURL", entered_at=now, entered_by=by))
    states = {"from_state": "confirmed", "to_state": "refused", "at": now, "written_at": now, "by_whom": "staff"}
    db.session.add(BookingStateRow(booking_id=row.id, reason="内容による", **states))
    ban = {"ground": "no_contact", "reason": "来なかった", "since": now, "set_by": by}
    db.session.add(Ban(office_id="kanagawa", booking_id=row.id, **ban))
    db.session.flush()
    db.session.add(BanKey(ban_id=db.session.scalars(db.select(Ban.id)).one(), key="k" * 64))


@db.write
def lift_bans() -> None:
    """Every ban of the test is lifted."""
    for ban in db.session.scalars(db.select(Ban)):
        ban.lifted_at, ban.lifted_by = ban.since, ban.set_by


def everything_about_bookings() -> bytes:
    """Every value of every row that hangs on a booking, opened where it is sealed."""
    db.session.rollback()
    rows = []
    for table in (Booking, BookingStateRow, StaffMessage, PersonDay):
        rows += [tuple(row) for row in db.session.execute(sa.select(*table.__table__.columns))]
    return repr(rows).encode()


def test_a_choice_works_from_tomorrow_and_is_kept_beside_the_one_before(clock) -> None:
    assert choose(clock) == date(2026, 5, 12)
    assert periods_on("kanagawa", date(2026, 5, 11)) is None
    assert choose(clock, Periods(contact_months=6, record_months=36)) == date(2026, 5, 12)
    assert periods_on("kanagawa", date(2026, 5, 12)) == Periods(contact_months=6, record_months=36)
    assert len(retention_choices("kanagawa")) == 2
    assert recorded("desk.retention_proposed")[0] == {"contact_months": 12, "record_months": 36}
    chosen = recorded("desk.retention_set")[0]
    assert (chosen["contact_months"], chosen["record_months"]) == (12, 36)
    assert "proposal" in chosen
    refused = choose(clock, Periods(contact_months=6, record_months=3))
    assert refused is RetentionRefusal.RECORD_BEFORE_CONTACT


def test_an_office_that_has_chosen_nothing_keeps_everything(clock) -> None:
    booked = bookings.book(clock)
    clock.set("2046-05-14T00:00:00+09:00")
    assert purge_bookings(clock.now()) == 0
    assert bookings.row_of(booked.number).name == "佐藤 花子"


def test_on_its_last_day_a_booking_can_be_found_and_on_the_next_nobody_finds_it(clock, number) -> None:
    clock.set(LAST_DAY)
    assert booking_id_at("kanagawa", number, clock.now())
    assert found_by_phone("kanagawa", "+819012345678", clock.now(), 10)
    clock.set(DAY_AFTER)
    assert booking_id_at("kanagawa", number, clock.now()) is None
    assert find_booking_at("kanagawa", number, clock.now()) is None
    assert found_by_phone("kanagawa", "+819012345678", clock.now(), 10) == ()
    assert found_by_kana("kanagawa", "さとう", SESSION_DAY, SESSION_DAY, clock.now(), 10) == ()
    (line,) = lines_of_days("kanagawa", SESSION_DAY, SESSION_DAY, clock.now())
    assert (line.number, line.name_kana) == (number, "")
    clock.set(RECORD_OVER)
    assert lines_of_days("kanagawa", SESSION_DAY, SESSION_DAY, clock.now()) == ()


def test_the_purge_empties_everything_sealed_and_every_key_and_says_so_by_pseudonym(clock, number) -> None:
    write_beside(number, by=kato().account_id, clock=clock)
    lift_bans()
    clock.set(LAST_DAY)
    assert purge_bookings(clock.now()) == 0
    clock.set(DAY_AFTER)
    before = bookings.row_of(number)
    keys = [before.phone_key, before.mail_key]
    assert purge_bookings(clock.now()) == 1
    left = everything_about_bookings()
    for word in (*bookings.PERSONAL[:4], "どなられて", "秘密のURL", "内容による", *keys):
        assert word.encode() not in left, word
    row = bookings.row_of(number)
    assert (row.topic, row.residence_municipality, row.forgotten_at) == ("ハラスメント", "14130", clock.now())
    assert db.session.scalars(db.select(Ban.reason)).one() == ""
    (log,) = db.session.scalars(db.select(Deletion))
    assert (log.what, log.reason, log.office_id, log.at) == (
        "booking.contact",
        "past_its_date",
        "kanagawa",
        clock.now(),
    )
    assert number not in log.pseudonym
    assert purge_bookings(clock.now()) == 0
    assert contact_past_date("kanagawa", date(2027, 5, 14)) == ()


def test_the_days_stay_counted_after_the_purge(clock, number) -> None:
    clock.set(DAY_AFTER)
    purge_bookings(clock.now())
    assert days_counted_wrongly(clock.now()) == []
    assert bookings.days_taken(number) == 2


@pytest.mark.rule("KNG-42")
def test_a_ban_that_stands_keeps_what_it_needs_and_its_booking(clock, number) -> None:
    write_beside(number, by=kato().account_id, clock=clock)
    clock.set(DAY_AFTER)
    purge_bookings(clock.now())
    assert db.session.scalars(db.select(Ban.reason)).one() == "来なかった"
    assert bookings.row_of(number).name == ""
    clock.set(RECORD_OVER)
    assert records_past_date("kanagawa", date(2029, 5, 14)) == ()
    assert purge_bookings(clock.now()) == 0
    assert bookings.count(BanKey) == 1
    lift_bans()
    assert purge_bookings(clock.now()) == 1
    assert bookings.count(Ban) == bookings.count(BanKey) == 0


def test_past_its_own_date_the_record_goes_with_everything_that_points_to_it(clock, number) -> None:
    other = bookings.book(clock, bookings.somebody(1, "2026-05-14T10:00")).number
    withdraw_booking(number, ANONYMOUS, clock.now())
    clock.set(RECORD_OVER)
    assert purge_bookings(clock.now()) == 2
    db.session.rollback()
    assert list(db.session.scalars(db.select(Booking.number))) == [other]
    assert bookings.count(BookingStateRow) == 0
    assert {log.what for log in db.session.scalars(db.select(Deletion))} == {"booking.record", "booking.contact"}
