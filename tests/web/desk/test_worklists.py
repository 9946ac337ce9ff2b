"""What waits for somebody: URLs with their last day and why, outcomes, mails, what no longer fits, no-shows."""

from datetime import UTC, date, datetime

import pytest

from app.booking.models.bookings import StaffMessage
from app.booking.models.guards import Ban
from app.booking.usecases.routines import write_down_states
from app.db import db
from app.offices.effects.closures import add_closure
from app.offices.terms import Closure, ClosureKind
from tests import bookings, factories

LISTS = "/desk/kanagawa/worklists"


def of(document, section):
    """The words of one list."""
    return document.find(f"#{section}").get_text(" ", strip=True)


def in_list(document, section):
    """The numbers in one list, in its order."""
    return [link.get_text(strip=True) for link in document.all(f"#{section} a[data-row]")]


def suzuki_id():
    """Suzuki's account."""
    return factories.enlist("suzuki")["suzuki"]


@pytest.mark.rule("KNG-30")
@pytest.mark.parametrize(
    ("slot", "due", "why"),
    [
        ("2026-05-13T10:00", "5月12日（火）まで", "5月12日（火）は開庁日で、1開庁日前"),
        ("2026-05-18T10:00", "5月15日（金）まで", "土曜日・日曜日"),
    ],
)
def test_bookings_without_url_stand_with_their_last_day_and_why(suzuki, clock, slot, due, why):
    number = bookings.book(clock, bookings.application(slot)).number
    page = suzuki.get(LISTS)
    assert in_list(page, "without-url") == [number]
    assert due in of(page, "without-url")
    assert why in of(page, "without-url")
    assert page.find("#without-url a.button")["href"] == f"/desk/kanagawa/bookings/{number}/meeting-info"


@pytest.mark.rule("KNG-30")
def test_over_the_holidays_the_last_day_is_the_open_day_before_them(suzuki, clock):
    clock.set("2026-04-27T10:00:00+09:00")
    number = bookings.book(clock, bookings.application("2026-05-07T10:00")).number
    page = suzuki.get(LISTS)
    assert in_list(page, "without-url") == [number]
    assert "5月1日（金）まで" in of(page, "without-url")
    clock.set("2026-05-01T23:59:59+09:00")
    assert "期限を過ぎました" not in of(suzuki.get(LISTS), "without-url")
    clock.set("2026-05-02T00:00:00+09:00")
    assert "期限を過ぎました" in of(suzuki.get(LISTS), "without-url")


def test_what_is_due_first_stands_first_and_a_url_takes_it_off(suzuki, clock):
    later = bookings.book(clock, bookings.somebody(1, "2026-05-14T10:00")).number
    first = bookings.book(clock, bookings.somebody(2, "2026-05-13T14:30")).number
    assert in_list(suzuki.get(LISTS), "without-url") == [first, later]
    row = bookings.row_of(first)
    db.session.add(
        StaffMessage(booking_id=row.id, text="https://x.webex.com/1", entered_at=clock.now(), entered_by=suzuki_id())
    )
    db.session.commit()
    assert in_list(suzuki.get(LISTS), "without-url") == [later]


def test_an_outcome_is_missing_from_the_planned_end_on(suzuki, clock):
    number = bookings.book(clock).number
    row = bookings.row_of(number)
    row.state = "in_session"
    db.session.commit()
    for moment, expected in (("10:49:59", []), ("10:50:00", [number])):
        clock.set(f"2026-05-13T{moment}+09:00")
        assert in_list(suzuki.get(LISTS), "without-outcome") == expected


def test_mails_that_did_not_arrive_stand_with_their_booking(suzuki, clock):
    number = bookings.book(clock).number
    refused, asked = bookings.outbox(number)
    refused.state, refused.code, asked.state = "refused", "550 5.1.1", "needs_human"
    db.session.commit()
    page = suzuki.get(LISTS)
    assert in_list(page, "in-trouble") == [number, number]
    assert "予約完了通知 届かなかった このアドレスはありません（550 5.1.1）" in of(page, "in-trouble")
    assert "パスワード通知 確かめが必要" in of(page, "in-trouble")


def test_a_booking_the_office_has_closed_over_waits_to_be_decided(suzuki, clock):
    number = bookings.book(clock).number
    assert in_list(suzuki.get(LISTS), "outside") == []
    close_wednesday()
    page = suzuki.get(LISTS)
    assert in_list(page, "outside") == [number]
    assert "窓口が閉じた時間（庁舎の停電）" in of(page, "outside")


@db.write
def close_wednesday():
    """The office shuts on 13 May."""
    shut = Closure(
        office_id="kanagawa", day=date(2026, 5, 13), kind=ClosureKind.CLOSED, window=None, reason="庁舎の停電"
    )
    add_closure(shut, by="account:1", now=datetime(2026, 5, 11, tzinfo=UTC))


@pytest.mark.rule("KNG-42")
def test_a_no_show_is_listed_with_the_press_for_later_use_before_and_after_it_is_written_down(suzuki, clock):
    number = bookings.book(clock).number
    clock.set("2026-05-13T10:09:59+09:00")
    assert in_list(suzuki.get(LISTS), "missed") == []
    clock.set("2026-05-13T10:10:00+09:00")
    assert in_list(suzuki.get(LISTS), "missed") == [number]
    write_down_states(clock.now())
    page = suzuki.get(LISTS)
    assert in_list(page, "missed") == [number]
    assert page.find("#missed a.button")["href"] == f"/desk/kanagawa/bookings/{number}#ban"
    assert bookings.count(Ban) == 0, "nothing happens by itself"


@pytest.mark.rule("KNG-42")
def test_a_no_show_whose_person_is_refused_already_says_so(suzuki, clock):
    number = bookings.book(clock).number
    clock.set("2026-05-13T10:10:00+09:00")
    row = bookings.row_of(number)
    values = {
        "office_id": "kanagawa",
        "ground": "no_contact",
        "reason": "r",
        "since": clock.now(),
        "set_by": suzuki_id(),
    }
    db.session.add(Ban(booking_id=row.id, **values))
    db.session.commit()
    page = suzuki.get(LISTS)
    assert "お断り中" in of(page, "missed")
    assert not page.all("#missed a.button")


def test_an_office_sees_its_own_lists_only(tanaka, suzuki, clock):
    number = bookings.book(clock).number
    for mail in bookings.outbox(number):
        mail.state = "refused"
    db.session.commit()
    page = tanaka.get("/desk/nagasaki_main/worklists")
    assert number not in page.html
    assert number in suzuki.get(LISTS).html
