"""The day of an office: who may see it, what each line says, how little it costs (KNG-06, KNG-41, KNG-60)."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from app.booking.models.bookings import Booking, StaffMessage
from app.db import db
from app.offices.effects.closures import add_closure
from tests import bookings, factories

TODAY = "/desk/kanagawa/today"
WEDNESDAY = f"{TODAY}?day=2026-05-13"


@pytest.fixture(autouse=True)
def _offices(offices):
    """The offices are open."""


@pytest.fixture
def desk(page):
    """The browser of Suzuki, counselor at Kanagawa."""
    factories.sign_in_as(page, "suzuki")
    return page


def line_of(document, number):
    """The row of a booking in a list."""
    return " ".join(document.find(f"#row-{number}").find_parent("tr").get_text(" ").split())


def enter_url(number, account_id, clock):
    """伝達事項 of a booking, as a counselor enters it."""
    row = bookings.row_of(number)
    message = StaffMessage(
        booking_id=row.id, text="https://x.webex.com/1", entered_at=clock.now(), entered_by=account_id
    )
    db.session.add(message)
    db.session.commit()


def test_sign_in_leads_to_the_only_office(desk):
    assert desk.get("/desk", status=303).location == TODAY


@pytest.mark.rule("KNG-06")
def test_counselors_staff_and_managers_of_the_office_have_its_desk_and_nobody_else(app, page):
    from tests.page import Page

    for key in ("suzuki", "kato"):
        inside = Page(app)
        factories.sign_in_as(inside, key)
        assert inside.get(TODAY).heading == "2026年5月11日（月）の予約"
    assert page.get(TODAY, status=303).location.startswith("/login")
    factories.sign_in_as(page, "mori")
    page.get(TODAY, status=403)


@pytest.mark.rule("KNG-06")
def test_another_office_s_desk_is_not_there_byte_for_byte(app, clock, page):
    from tests.page import Page

    number = bookings.book(clock).number
    stranger = Page(app)
    factories.sign_in_as(stranger, "tanaka")
    factories.sign_in_as(page, "suzuki")
    for path in ("today", "week", "worklists", "search", "today.csv", "today/print", f"bookings/{number}"):
        foreign = stranger.get(f"/desk/kanagawa/{path}", status=404)
        missing = stranger.get(f"/desk/nowhere/{path}", status=404)
        assert without_id(foreign) == without_id(missing)
        page.get(f"/desk/kanagawa/{path}")
    booked_elsewhere = stranger.get(f"/desk/nagasaki_main/bookings/{number}", status=404)
    assert without_id(booked_elsewhere) == without_id(
        stranger.get("/desk/nagasaki_main/bookings/0000000000", status=404)
    )


def without_id(document):
    """The page without the number of its error."""
    document.find("#error-id").string = ""
    return str(document.soup)


def test_a_line_says_when_who_about_what_and_what_is_missing_by_when(desk, clock):
    number = bookings.book(clock).number
    line = line_of(desk.get(WEDNESDAY), number)
    for words in ("10:00", number, "サトウ ハナコ", "ハラスメント", "Web", "予約完了", "相談URL（5月12日（火）まで）"):
        assert words.lower() in line.lower()


def test_a_line_with_its_url_misses_nothing(desk, clock):
    number = bookings.book(clock).number
    enter_url(number, 1, clock)
    assert "相談URL" not in line_of(desk.get(WEDNESDAY), number)


def test_no_name_and_no_text_stand_in_a_list(desk, clock):
    bookings.book(clock)
    text = desk.get(WEDNESDAY).text
    assert "佐藤" not in text
    assert "どなられて" not in text


@pytest.mark.rule("KNG-41")
@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("09:59:59", "予約完了 相談URL"),
        ("10:00:00", "開始から0分 （あと10分でキャンセル扱い）"),
        ("10:03:30", "開始から3分 （あと7分でキャンセル扱い）"),
        ("10:09:59", "開始から9分 （あと1分でキャンセル扱い）"),
        ("10:10:00", "キャンセル扱い なし"),
    ],
)
def test_ten_minutes_run_by_themselves(desk, clock, moment, words):
    number = bookings.book(clock).number
    clock.set(f"2026-05-13T{moment}+09:00")
    assert words in line_of(desk.get(TODAY), number)


def test_the_poll_gets_the_list_of_the_page_and_asks_nothing_more(desk, clock):
    number = bookings.book(clock).number
    clock.set("2026-05-13T10:03:00+09:00")
    fragment = desk.htmx_get(TODAY)
    assert line_of(fragment, number)
    assert "これから2週間の空き" not in fragment.text
    polled = fragment.find("#day-list")
    assert polled["hx-trigger"] == "every 60s"
    assert polled["hx-get"] == WEDNESDAY


def test_another_day_does_not_poll(desk):
    assert not desk.get(WEDNESDAY).find("#day-list").has_attr("hx-get")


@pytest.mark.parametrize("day", ["2026-02-30", "gestern", "20260513", "2026-W20-3", "1899-01-01", "9999-12-31"])
def test_a_day_nobody_knows_is_not_there(desk, day):
    desk.get(f"{TODAY}?day={day}", status=404)


@pytest.mark.rule("KNG-60")
@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-05-13T08:29:59", "受付時間外"),
        ("2026-05-13T08:30:00", "受付中"),
        ("2026-05-13T12:30:00", "受付時間外"),
        ("2026-05-13T17:14:59", "受付中"),
        ("2026-05-13T17:15:00", "受付時間外"),
        ("2026-05-06T10:00:00", "受付時間外"),
    ],
)
def test_the_desk_tells_whether_the_telephone_is_answered(desk, clock, moment, words):
    clock.set(f"{moment}+09:00")
    assert desk.get(TODAY).find("#telephone").get_text(" ", strip=True) == f"電話 {words}"


def test_a_booking_outside_what_is_set_says_so(desk, clock):
    number = bookings.book(clock).number
    close_day()
    assert "設定の外：窓口が閉じた時間（庁舎の停電）" in line_of(desk.get(WEDNESDAY), number)


@db.write
def close_day():
    """The office shuts on Wednesday."""
    from datetime import UTC, date, datetime

    from app.offices.terms import Closure, ClosureKind

    shut = Closure(
        office_id="kanagawa", day=date(2026, 5, 13), kind=ClosureKind.CLOSED, window=None, reason="庁舎の停電"
    )
    add_closure(shut, by="account:1", now=datetime(2026, 5, 11, tzinfo=UTC))


def test_the_desk_sees_free_times_running_out(desk, clock):
    before = desk.get(TODAY).find("#free-share").get_text(" ", strip=True)
    bookings.book(clock)
    after = desk.get(TODAY).find("#free-share").get_text(" ", strip=True)
    assert "5月13日（水）" in before
    assert before != after


def test_two_hundred_bookings_cost_eight_statements(desk, clock):
    number = bookings.book(clock).number
    multiply(number, 200)
    desk.get(WEDNESDAY)
    clock.set("2026-05-13T09:00:00+09:00")
    asked = []

    def watch(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", watch)
    try:
        page = desk.get(TODAY)
    finally:
        event.remove(Engine, "before_cursor_execute", watch)
    assert len(page.all("table[data-rows] tbody tr")) == 200
    assert len(asked) <= 8, "\n".join(asked)


def multiply(number, count):
    """The same booking again and again on its day, minute after minute."""
    first = bookings.row_of(number)
    values = {column.name: getattr(first, column.name) for column in Booking.__table__.columns if column.name != "id"}
    for place in range(1, count):
        changed = {"number": f"{place:010}", "seat_no": place + 1, "starts_at": first.starts_at + timedelta(minutes=0)}
        db.session.add(Booking(**{**values, **changed}))
    db.session.commit()
