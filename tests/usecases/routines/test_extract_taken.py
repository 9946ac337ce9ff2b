"""An extract that was taken since the backup is not taken a second time after the restore (SECURITY F15, R6)."""

from datetime import date
from pathlib import Path

import pytest

from app.desk.terms.use_extracts import ExtractRefusal, TypedDemand
from app.desk.usecases.use_extracts import approve_extract, ask_for_extract, drop_extract, take_extract
from app.kernel.roles import Identity
from tests import bookings, uses
from tests.kato import manager_at
from tests.keepings import backed_up, postgres_programs, restored, rows

OFFICE = "miyakonojo"


@pytest.fixture(autouse=True)
def _programs(app):
    with postgres_programs():
        yield


@pytest.fixture
def asking(offices, clock) -> tuple[Identity, int]:
    """Who asked for an extract, and its id."""
    number = bookings.book(clock).number
    uses.move(number, OFFICE)
    uses.add(number, "2026-05-11T09:00")
    first = manager_at(OFFICE, "first")
    named = {"requester": "都城警察署 生活安全課", "legal_basis": "刑事訴訟法第197条第2項", "booking_number": number}
    days = {"demanded_on": date(2026, 5, 8), "first_day": date(2026, 5, 1), "last_day": date(2026, 5, 11)}
    asked = ask_for_extract(OFFICE, TypedDemand(**named, **days), by=first, now=clock.now())
    assert isinstance(asked, int), asked
    return first, asked


def taken_and_settled() -> list[tuple[object, ...]]:
    """What is on record of the extract's end."""
    return rows("use_extract", "id", "settled_by", "settled_at", "approved", "taken_at")


@pytest.mark.rule("MYK-30", "NGS-49", "KRS-35")
@pytest.mark.parametrize("backup", ["before the approval", "after the approval"])
def test_what_was_taken_after_the_backup_stays_taken(asking, clock, folder: Path, backup: str) -> None:
    (first, asked), other = asking, manager_at(OFFICE, "other")
    path = backed_up(folder, clock.now())
    approve_extract(OFFICE, asked, by=other, now=clock.now())
    if backup == "after the approval":
        path = backed_up(folder.with_name("later"), clock.now())
    clock.advance(minutes=5)
    assert isinstance(take_extract(OFFICE, asked, by=first, now=clock.now()), tuple)
    seen = taken_and_settled()
    assert seen[0][-1] is not None
    restored(path, clock.now())
    assert taken_and_settled() == seen
    assert take_extract(OFFICE, asked, by=first, now=clock.now()) is ExtractRefusal.ALREADY_TAKEN


def test_one_that_was_not_taken_comes_back_as_it_was(asking, clock, folder: Path) -> None:
    """Nobody has its file: whoever did not agree says so again."""
    (_, asked), other = asking, manager_at(OFFICE, "other")
    before = taken_and_settled()
    path = backed_up(folder, clock.now())
    assert drop_extract(OFFICE, asked, by=other, now=clock.now()) is None
    restored(path, clock.now())
    assert taken_and_settled() == before
