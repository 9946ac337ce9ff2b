"""Suspicious series on the desk's lists and day: why, which, one press for one or all, what became of each (T9)."""

import re

import pytest

from app.booking.models.bookings import Booking
from app.db import db
from app.desk.usecases.series import watch_for_series
from app.kernel.numbers import public_number
from tests import bookings

LISTS = "/desk/kanagawa/worklists"
REFUSAL, CLEARANCE = "/desk/kanagawa/series/refusal", "/desk/kanagawa/series/clearance"
HOURS = ("09", "10", "11", "13", "14", "15", "16")


@pytest.fixture
def taken(suzuki, clock):
    """The numbers of seven bookings of one week, made at once from one network: more than a fifth of thirty."""
    first = bookings.row_of(bookings.book(clock, bookings.application("2026-05-20T09:00")).number)
    values = {column.name: getattr(first, column.name) for column in Booking.__table__.columns if column.name != "id"}
    for place, hour in enumerate(HOURS[1:]):
        own = {"number": public_number(place), "starts_at": bookings.moment(f"2026-05-20T{hour}:00")}
        db.session.add(Booking(**{**values, **own}))
    db.session.commit()
    return list(db.session.scalars(db.select(Booking.number).order_by(Booking.starts_at)))


def words(document):
    """The list, as it is read."""
    return document.find("#suspicious").get_text(" ", strip=True)


def listed(document):
    """Every booking of the list, once, in its order."""
    return list(dict.fromkeys(link.get_text(strip=True) for link in document.all("#suspicious a[data-row]")))


def seen(*numbers):
    """What a press on these carries."""
    return {"seen": " ".join(f"{number}:{bookings.row_of(number).revision}" for number in numbers)}


def test_without_a_series_the_list_says_so(suzuki, clock):
    bookings.book(clock)
    page = suzuki.get(LISTS)
    assert "疑わしい予約はありません。" in words(page)
    assert "疑わしい予約 0件" in page.find(".tiles").get_text(" ", strip=True)


def test_a_series_stands_with_why_it_is_suspected_and_its_bookings(suzuki, taken):
    page = suzuki.get(LISTS)
    assert listed(page) == taken
    assert "疑わしい予約 7件" in page.find(".tiles").get_text(" ", strip=True)
    assert "疑い1：同じネットワークから、同じ形のメールアドレスで、短い時間に続けて7件" in words(page)
    assert "5月18日（月）からの週の予約枠30のうち7を占めています。" in words(page)
    assert "192.0.2" not in page.html


def test_the_list_alone_is_part_of_the_page(suzuki, taken):
    partial, page = suzuki.htmx_get(LISTS), suzuki.get(LISTS)
    assert partial.find("#suspicious")
    assert not partial.all("h1")
    assert words(partial) == words(page)


@pytest.mark.rule("KNG-43")
def test_one_press_refuses_one_and_one_press_refuses_all_that_is_left(suzuki, taken):
    done = suzuki.submit(suzuki.get(LISTS), f"#suspicious tr form[action$=refusal]:has(input[value^='{taken[0]}'])")
    assert done.location.endswith("/worklists?done=refused")
    page = suzuki.follow(done)
    assert "お断りしました。" in words(page)
    assert listed(page) == taken[1:]
    suzuki.submit(page, "#suspicious > .toolbar form[action$=refusal]")
    assert {bookings.row_of(number).state for number in taken} == {"refused"}
    assert listed(suzuki.get(LISTS)) == []


def test_one_press_finds_all_to_be_in_order(suzuki, taken):
    done = suzuki.submit(suzuki.get(LISTS), "#suspicious > .toolbar form[action$=clearance]")
    assert "もうここに出ません。" in words(suzuki.follow(done))
    assert listed(suzuki.get(LISTS)) == []
    assert {bookings.row_of(number).state for number in taken} == {"confirmed"}


def test_a_list_from_before_a_colleague_s_press_tells_what_became_of_each(suzuki, kato, taken):
    mine = suzuki.get(LISTS)
    kato.submit(kato.get(LISTS), f"#suspicious tr form[action$=clearance]:has(input[value^='{taken[0]}'])")
    again = suzuki.submit(mine, "#suspicious > .toolbar form[action$=refusal]", status=409)
    refusal = again.find("#refusal").get_text(" ", strip=True)
    assert "押した7件のうち1件は、そのままにしました。" in refusal
    assert f"{taken[0]}：もう疑わしい予約ではありません" in refusal
    assert [bookings.row_of(number).state for number in taken] == ["confirmed", *["refused"] * 6]
    twice = suzuki.submit(mine, "#suspicious > .toolbar form[action$=refusal]", status=409)
    assert "何も変えていません。" in twice.find("#refusal").get_text()
    assert bookings.kinds().count("M-KNG-7") == 6


@pytest.mark.parametrize("typed", ["", "x", "0000000000", "0000000000:x", "０" * 10 + ":0", "a" * 5000])
def test_a_press_that_names_no_booking_changes_nothing(suzuki, taken, typed):
    for press in (REFUSAL, CLEARANCE):
        again = suzuki.post(press, {"seen": typed}, status=422)
        assert "どの予約か読み取れませんでした。" in again.find("#refusal").get_text()
    assert listed(suzuki.get(LISTS)) == taken


def test_another_office_neither_sees_nor_changes_the_series(tanaka, suzuki, taken):
    assert taken[0] not in tanaka.get("/desk/nagasaki_main/worklists").html
    tanaka.post(REFUSAL, seen(*taken), status=404)
    there = tanaka.post("/desk/nagasaki_main/series/refusal", seen(taken[0]), status=409)
    missing = tanaka.post("/desk/nagasaki_main/series/refusal", {"seen": "0123456789:0"}, status=409)
    assert alike(there.html, taken[0]) == alike(missing.html, "0123456789")
    assert listed(suzuki.get(LISTS)) == taken


def alike(html, number):
    """A page without the number it was asked for and the tokens of its forms."""
    return re.sub(r"name=\"csrf_token\"[^>]*>|hx-headers='[^']*'", "", html.replace(number, "N"))


def test_the_alarm_stands_on_the_day_until_the_series_is_worked_off(suzuki, taken, clock):
    assert "疑いのある予約" not in suzuki.get("/desk/kanagawa/today").text
    watch_for_series(clock.now())
    for page in (suzuki.get("/desk/kanagawa/today"), suzuki.htmx_get("/desk/kanagawa/today")):
        assert page.find("#day-list a[href$='worklists#suspicious']")
    suzuki.submit(suzuki.get(LISTS), "#suspicious > .toolbar form[action$=refusal]")
    assert "疑いのある予約" not in suzuki.get("/desk/kanagawa/today").text


def test_the_figures_tell_how_many_offices_are_in_alarm_and_how_often_it_rang(suzuki, taken, clock, client):
    watch_for_series(clock.now())
    told = client.get("/metrics", base_url="http://127.0.0.1:8000").text
    assert "madoguchi_offices_with_suspicious_series 1\n" in told
    assert "madoguchi_suspicious_series_alarms_total 1\n" in told
