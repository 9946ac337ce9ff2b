"""Past its date a booking is not shown to its own account either, with the worker dead (DESIGN 3.11, SECURITY I12)."""

import json
from datetime import date

import pytest

from app.booking.models.bookings import Booking
from app.db import db
from app.offices.effects.retention import choose_retention
from app.offices.queries.retention import Periods
from tests import bookings, desks, factories, ways_in
from tests.page import Page

OFFICE = "miyakonojo"
SAID = ("山本", "事務の仕事をさがしています", "080-1111-2222", "ichiro.yamamoto@example.jp")


@pytest.fixture
def number(app, page) -> str:
    """A booking of Yamada's account, made at an office that keeps names for a month and records for two."""
    factories.open_offices()
    desks.open_miyakonojo()
    keep_briefly()
    factories.sign_in_as(page, "yamada")
    return ways_in.apply(page, OFFICE)


@db.write
def keep_briefly() -> None:
    """The office has chosen its periods."""
    months = Periods(contact_months=1, record_months=2, use_log_months=1)
    told = {"by": "account:1", "approved_by": "account:2", "now": factories.OPENING}
    choose_retention(OFFICE, months, since=date(2026, 4, 1), **told)


def browser_of(app, who: str = "yamada") -> Page:
    """Another browser of the account, which holds no booking by its cookie."""
    other = Page(app)
    factories.sign_in_as(other, who)
    return other


def exported(page: Page) -> list[dict[str, object]]:
    """The bookings in the file of the account."""
    return json.loads(page.client.get("/me/export.json").get_data())["bookings"]


@pytest.mark.parametrize(
    ("now", "opens", "is_listed"),
    [
        ("2026-06-13T23:00:00+09:00", True, True),
        ("2026-07-01T00:00:00+09:00", False, True),
        ("2026-08-01T00:00:00+09:00", False, False),
    ],
)
def test_its_account_sees_of_it_what_the_office_sees(app, clock, number, now, opens, is_listed) -> None:
    clock.set(now)
    mine = browser_of(app)
    pages = [mine.get(f"/bookings/{number}{part}", status=200 if opens else 404) for part in ("", "/calendar.ics")]
    assert (SAID[1] in pages[0].text) is opens
    mine.get(f"/bookings/{number}/withdrawal", status=200 if opens else 404)
    listed = mine.get("/me/bookings")
    assert (number in listed.text) is is_listed
    assert bool(listed.all(f"a[href='/bookings/{number}']")) is opens
    assert ("保存期間が過ぎた" in listed.text) is (is_listed and not opens)
    theirs = exported(mine)
    assert [each["number"] for each in theirs] == [number] * is_listed
    assert ("content" in json.dumps(theirs)) is opens


def test_the_file_of_the_account_holds_no_more_than_its_pages_open(app, page, offices, clock) -> None:
    mine = factories.sign_in_as(page, "yamada")
    number = bookings.book(clock).number
    give(number, mine)
    page.get(f"/bookings/{number}", status=404)
    (own,) = exported(page)
    assert own == {
        "number": number,
        "office": "kanagawa",
        "state": "confirmed",
        "starts_at": "2026-05-13 01:00:00+00:00",
        "ends_at": "2026-05-13 01:50:00+00:00",
    }


@db.write
def give(number: str, account_id: int) -> None:
    """Let a booking be somebody's."""
    db.session.execute(db.update(Booking).where(Booking.number == number).values(account_id=account_id))
