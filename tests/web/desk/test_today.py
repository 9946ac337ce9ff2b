"""The day of an office: who may see it, what each line says, how little it costs (KNG-06, KNG-41, KNG-60)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, event

from app.accounts.models.people import SignIn
from app.booking.models.bookings import Booking, StaffMessage
from app.db import db
from app.offices.effects.closures import add_closure
from app.offices.terms import Closure, ClosureKind
from tests import bookings, factories
from tests.page import Page

TODAY = "/desk/kanagawa/today"
WEDNESDAY = f"{TODAY}?day=2026-05-13"


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


def test_sign_in_leads_to_the_only_office(suzuki):
    assert suzuki.get("/desk", status=303).location == TODAY


@pytest.mark.rule("KNG-06")
def test_counselors_staff_and_managers_of_the_office_have_its_desk_and_nobody_else(suzuki, kato, app):
    for inside in (suzuki, kato):
        assert inside.get(TODAY).heading == "2026年5月11日（月）の予約"
    outside = Page(app)
    assert outside.get(TODAY, status=303).location.startswith("/login")
    factories.sign_in_as(outside, "mori")
    outside.get(TODAY, status=403)


@pytest.mark.rule("KNG-06")
def test_another_office_s_desk_is_not_there_byte_for_byte(suzuki, tanaka, clock):
    number = bookings.book(clock).number
    for path in ("today", "week", "worklists", "search", "today.csv", "today/print", f"bookings/{number}"):
        foreign = tanaka.get(f"/desk/kanagawa/{path}", status=404)
        missing = tanaka.get(f"/desk/nowhere/{path}", status=404)
        assert without_id(foreign) == without_id(missing)
        suzuki.get(f"/desk/kanagawa/{path}")
    booked_elsewhere = tanaka.get(f"/desk/nagasaki_main/bookings/{number}", status=404)
    assert without_id(booked_elsewhere) == without_id(tanaka.get("/desk/nagasaki_main/bookings/0000000000", status=404))


def without_id(document):
    """The page without the number of its error."""
    document.find("#error-id").string = ""
    return str(document.soup)


def test_a_line_says_when_who_about_what_and_what_is_missing_by_when(suzuki, clock):
    number = bookings.book(clock).number
    line = line_of(suzuki.get(WEDNESDAY), number)
    for words in ("10:00", number, "サトウ ハナコ", "ハラスメント", "Web", "予約完了", "相談URL（5月12日（火）まで）"):
        assert words.lower() in line.lower()


def test_a_line_with_its_url_misses_nothing(suzuki, clock):
    number = bookings.book(clock).number
    enter_url(number, factories.enlist("suzuki")["suzuki"], clock)
    assert "相談URL" not in line_of(suzuki.get(WEDNESDAY), number)


def test_no_name_and_no_text_stand_in_a_list(suzuki, clock):
    bookings.book(clock)
    text = suzuki.get(WEDNESDAY).text
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
def test_ten_minutes_run_by_themselves(suzuki, clock, moment, words):
    number = bookings.book(clock).number
    clock.set(f"2026-05-13T{moment}+09:00")
    assert words in line_of(suzuki.get(TODAY), number)


@pytest.mark.parametrize(
    ("moment", "acts"),
    [
        ("2026-05-13T09:44:59", ["meeting-info"]),
        ("2026-05-13T09:45:00", ["meeting-info", "admission"]),
        ("2026-05-13T10:05:00", ["meeting-info", "admission", "contact"]),
        ("2026-05-13T10:10:00", ["contact", "reinstatement"]),
    ],
)
def test_a_row_offers_what_is_next_and_an_admission_in_one_press(suzuki, clock, moment, acts):
    number = bookings.book(clock).number
    clock.set(f"{moment}+09:00")
    page = suzuki.get(TODAY)
    offered = page.all("#day-list .row-acts a, #day-list .row-acts form")
    places = [each.get("href") or each["action"] for each in offered]
    assert places == [f"/desk/kanagawa/bookings/{number}/{act}" for act in acts]
    pressed = page.all("#day-list .row-acts form")
    assert [form.find("input", {"name": "revision"})["value"] for form in pressed] == ["0"] * acts.count("admission")


def test_the_poll_gets_the_list_of_the_page_and_asks_nothing_more(suzuki, clock):
    number = bookings.book(clock).number
    clock.set("2026-05-13T10:03:00+09:00")
    fragment = suzuki.htmx_get(TODAY)
    assert line_of(fragment, number)
    assert "これから2週間の空き" not in fragment.text
    polled = fragment.find("#day-list")
    assert polled["hx-trigger"] == "every 60s"
    assert polled["hx-get"] == WEDNESDAY


def test_another_day_does_not_poll(suzuki):
    assert not suzuki.get(WEDNESDAY).find("#day-list").has_attr("hx-get")


@pytest.mark.parametrize("day", ["2026-02-30", "gestern", "20260513", "2026-W20-3", "1899-01-01", "9999-12-31"])
def test_a_day_nobody_knows_is_not_there(suzuki, day):
    for page in ("today", "week", "today/print", "today.csv"):
        suzuki.get(f"/desk/kanagawa/{page}?day={day}", status=404)


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
def test_the_desk_tells_whether_the_telephone_is_answered(suzuki, clock, moment, words):
    clock.set(f"{moment}+09:00")
    assert suzuki.get(TODAY).find("#telephone").get_text(" ", strip=True) == f"電話 {words}"


def test_a_booking_outside_what_is_set_says_so(suzuki, clock):
    number = bookings.book(clock).number
    close_day()
    assert "設定の外：窓口が閉じた時間（庁舎の停電）" in line_of(suzuki.get(WEDNESDAY), number)


@db.write
def close_day():
    """The office shuts on Wednesday."""
    shut = Closure(
        office_id="kanagawa", day=date(2026, 5, 13), kind=ClosureKind.CLOSED, window=None, reason="庁舎の停電"
    )
    add_closure(shut, by="account:1", now=datetime(2026, 5, 11, tzinfo=UTC))


def test_the_desk_sees_free_times_running_out(suzuki, clock):
    before = suzuki.get(TODAY).find("#free-share").get_text(" ", strip=True)
    bookings.book(clock)
    after = suzuki.get(TODAY).find("#free-share").get_text(" ", strip=True)
    assert "5月13日（水）" in before
    assert before != after


def test_two_hundred_bookings_cost_eight_statements(suzuki, clock):
    number = bookings.book(clock).number
    multiply(number, 200)
    suzuki.get(WEDNESDAY)
    clock.set("2026-05-13T09:00:00+09:00")
    asked = []

    def watch(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", watch)
    try:
        page = suzuki.get(TODAY)
    finally:
        event.remove(Engine, "before_cursor_execute", watch)
    assert len(page.all("table[data-rows] tbody tr")) == 200
    assert len(asked) <= 8, "\n".join(asked)


def multiply(number, count):
    """The same booking again and again on its day, seat after seat."""
    first = bookings.row_of(number)
    values = {column.name: getattr(first, column.name) for column in Booking.__table__.columns if column.name != "id"}
    for place in range(1, count):
        changed = {"number": f"{place:010}", "seat_no": place + 1}
        db.session.add(Booking(**{**values, **changed}))
    db.session.commit()


def test_a_list_left_open_keeps_nobody_signed_in(suzuki):
    begun = db.session.scalars(db.select(SignIn.last_seen_at)).one() - timedelta(minutes=5)
    db.session.execute(db.update(SignIn).values(last_seen_at=begun))
    db.session.commit()
    for headers, moved in (({"HX-Request": "true", "X-Poll": "yes"}, False), ({}, True)):
        suzuki.client.get(TODAY, headers=headers)
        db.session.rollback()
        assert (db.session.scalars(db.select(SignIn.last_seen_at)).one() > begun) is moved
