"""The log of use ends with its period: invisible by the query, deleted by the routine, and with the booking."""

from datetime import date

import pytest

from app.accounts.effects.people import erase_person
from app.accounts.queries.people import get_account
from app.audit.models import Deletion
from app.booking.effects.retention import delete_record, forget_contact
from app.booking.models.use_log import UseLog, UseLogDevice
from app.booking.queries.use_log import identifiable_uses, uses_by_day
from app.booking.terms.use_log import Cell
from app.booking.usecases.use_log import purge_uses
from app.db import db
from app.offices.effects.retention import choose_retention
from app.offices.queries.retention import Periods
from tests import bookings, factories, uses

OFFICE = "miyakonojo"
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
MAY_10, MAY_11, MAY_12 = "2026-05-10T09:00", "2026-05-11T09:00", "2026-05-12T09:00"


@pytest.fixture
def number(offices, clock) -> str:
    """A booking of Miyakonojo used on three days."""
    number = bookings.book(clock).number
    uses.move(number, OFFICE)
    for each in (MAY_10, MAY_11, MAY_12):
        uses.add(number, each)
    return number


@db.write
def keep_for_a_month() -> None:
    """The office has chosen a month, from the beginning."""
    periods = Periods(contact_months=120, record_months=120, use_log_months=1)
    since = date(2026, 4, 1)
    choose_retention(OFFICE, periods, since=since, by="account:1", approved_by="account:2", now=factories.OPENING)


def shown(today: date) -> list[date]:
    """The days a report and an extract show, which are the same."""
    days = list(uses_by_day(OFFICE, FIRST, LAST, today))
    number = bookings.outbox()[0].booking_number or ""
    assert days == [use.day for use in identifiable_uses(OFFICE, number, FIRST, LAST, today)]
    return days


@pytest.mark.parametrize(
    ("day", "kept"),
    [("2026-06-10", [10, 11, 12]), ("2026-06-11", [11, 12]), ("2026-06-12", [12]), ("2026-06-13", [])],
)
def test_past_its_period_a_use_is_neither_shown_nor_kept(number, clock, day, kept) -> None:
    keep_for_a_month()
    clock.set(f"{day}T03:10:00+09:00")
    expected = [date(2026, 5, each) for each in kept]
    assert shown(date.fromisoformat(day)) == expected
    assert purge_uses(clock.now()) == 3 - len(kept)
    assert uses.days() == expected
    assert bookings.count(UseLogDevice) == len(kept)
    assert purge_uses(clock.now()) == 0


@pytest.mark.parametrize(("day", "left"), [("2027-05-10", 3), ("2027-05-11", 2), ("2027-05-13", 0)])
def test_an_office_that_has_not_chosen_keeps_a_year(number, clock, day, left) -> None:
    clock.set(f"{day}T03:10:00+09:00")
    purge_uses(clock.now())
    assert bookings.count(UseLog) == left


def test_what_was_deleted_and_why_is_kept_without_whom(number, clock) -> None:
    clock.set("2027-06-01T03:10:00+09:00")
    purge_uses(clock.now())
    db.session.rollback()
    (kept,) = db.session.scalars(db.select(Deletion).where(Deletion.what == "use_log"))
    assert (kept.office_id, kept.reason, kept.at) == (OFFICE, "past_its_date", clock.now())


def test_devices_go_with_the_contact_data_and_all_of_it_with_the_record(number, clock) -> None:
    booking_id = bookings.row_of(number).id
    db.write(lambda: forget_contact(booking_id, clock.now()))()
    today = date(2026, 5, 12)
    assert [use.device for use in identifiable_uses(OFFICE, number, FIRST, LAST, today)] == [None] * 3
    db.write(lambda: delete_record(booking_id))()
    assert (bookings.count(UseLog), bookings.count(UseLogDevice)) == (0, 0)


def test_device_and_network_are_sealed_in_the_table(number) -> None:
    stored = db.session.execute(db.text("SELECT agent, network FROM use_log_device")).all()
    assert len(stored) == 3
    assert not [row for row in stored for value in row if b"Kensa" in bytes(value) or b"203.0" in bytes(value)]


@pytest.fixture
def yamada(offices) -> int:
    """Her account, with a visit of MyPage and nothing booked."""
    account_id = factories.enlist("yamada")["yamada"]
    uses.add_of_account(account_id, OFFICE, MAY_11)
    return account_id


def devices(yamada: int) -> list[bool]:
    """For each use of the account that is shown, whether its device is known."""
    found = identifiable_uses(OFFICE, yamada, FIRST, LAST, date(2026, 5, 12))
    return [use.device is not None for use in found]


def test_what_an_account_used_is_past_its_date_like_everything_else(yamada, clock) -> None:
    keep_for_a_month()
    clock.set("2026-06-11T03:10:00+09:00")
    assert (purge_uses(clock.now()), devices(yamada)) == (0, [True])
    clock.set("2026-06-12T03:10:00+09:00")
    assert (purge_uses(clock.now()), bookings.count(UseLog), bookings.count(UseLogDevice)) == (1, 0, 0)


def test_the_device_of_a_closed_account_is_unknown_at_once_and_purged_by_the_routine(yamada, number, clock) -> None:
    assert devices(yamada) == [True]
    db.write(lambda: erase_person(get_account(yamada), clock.now()))()
    assert devices(yamada) == [False]
    purge_uses(clock.now())
    assert (bookings.count(UseLog), bookings.count(UseLogDevice)) == (4, 3)


@pytest.mark.rule("MYK-29", "NGS-49", "KRS-35")
def test_an_account_counts_like_a_booking_behind_a_count(yamada, number) -> None:
    uses.add_of_account(yamada, OFFICE, MAY_11)
    assert uses_by_day(OFFICE, FIRST, LAST, date(2026, 5, 12))[date(2026, 5, 11)] == Cell(count=3, bookings=2)
