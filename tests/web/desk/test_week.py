"""A week by counselor: seats go to whoever is down for the day."""

from datetime import date

from app.db import db
from app.offices.models.offices import CounselorDay
from tests import bookings, factories

WEEK = "/desk/kanagawa/week"


def rows(document):
    """Each row's head with the words of its cells."""
    return {
        row.th.get_text(" ", strip=True): [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in document.all("table tbody tr")
    }


def on_duty(account_id, *days):
    """Somebody is down for days of May."""
    for day in days:
        db.session.add(CounselorDay(office_id="kanagawa", account_id=account_id, day=date(2026, 5, day)))
    db.session.commit()


def test_bookings_stand_with_whoever_is_down_for_their_day(suzuki, clock):
    on_duty(factories.enlist("suzuki")["suzuki"], 13, 14)
    bookings.book(clock)
    found = rows(suzuki.get(WEEK))
    (name,) = found
    assert "鈴木" in name
    assert found[name][2] == "10:00 サトウ ハナコ 予約完了"
    assert found[name][3] == "予約なし"
    assert found[name][0] == "－"


def test_bookings_of_days_nobody_is_down_for_are_nobody_s(suzuki, clock):
    bookings.book(clock)
    assert list(rows(suzuki.get(WEEK))) == ["担当未定"]


def test_any_week_can_be_opened_and_leads_to_its_neighbours(suzuki):
    page = suzuki.get(f"{WEEK}?day=2026-05-20")
    assert page.heading == "5月18日（月）から5月24日（日）までの週"
    hrefs = [link["href"] for link in page.all(".toolbar a")]
    assert hrefs == [f"{WEEK}?day=2026-05-17", WEEK, f"{WEEK}?day=2026-05-25"]
