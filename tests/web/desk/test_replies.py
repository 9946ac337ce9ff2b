"""A call at an office that waits for a reply: the button behind the link, staff's own entry, and no reply at all."""

import pytest

from app.booking.usecases.routines import write_down_states
from app.db import db
from app.offices.models.terms import ConsentRow
from tests import bookings, desks
from tests.page import Page

OFFICE = "miyakonojo"
SLOT = "2026-05-18T10:00"
LIMIT = "2026-05-15T00:00:00+09:00"
"""Two open days before Monday the 18th is Thursday the 14th; from the 15th on it has lapsed."""


@pytest.fixture
def ito(offices, app):
    """The browser of Ito, counselor at Miyakonojo."""
    desks.open_miyakonojo()
    return desks.at_desk(app, "ito")


@pytest.fixture
def number(ito, clock):
    """An application by telephone that awaits its reply."""
    return desks.take_down(ito, OFFICE, SLOT)


def consented_at(number):
    """When the terms were agreed to; empty where nobody has."""
    db.session.rollback()
    found = db.select(ConsentRow.given_at).where(ConsentRow.booking_number == number)
    return list(db.session.scalars(found))


@pytest.mark.rule("MYK-19")
def test_looking_at_the_link_changes_nothing_and_its_button_confirms_with_consent(app, number, clock):
    path, person = desks.reply_path(number), Page(app)
    clock.set("2026-05-14T23:59:58+09:00")
    for _each in range(3):
        assert "まだ" not in person.get(path).text
    assert desks.state_of(number) == "awaiting_reply"
    page = person.get(path)
    assert not any(value in page.text for value in desks.PERSONAL)
    answer = person.submit(page, status=303)
    row = bookings.row_of(number)
    assert (row.state, row.confirmed_at) == ("confirmed", clock.now())
    assert consented_at(number) == [clock.now()]
    assert "ご予約は確定しています" in person.follow(answer).text


@pytest.mark.rule("MYK-19")
def test_a_link_is_used_once_and_a_strange_one_is_not_there(app, number, clock):
    path, person = desks.reply_path(number), Page(app)
    page = person.get(path)
    person.submit(page, status=303)
    person.submit(page, status=303)
    assert len(consented_at(number)) == 1
    person.get(path + "x", status=404)
    person.post("/replies/nobody", status=404)


@pytest.mark.rule("MYK-20")
def test_without_a_reply_the_application_is_invalid_from_midnight_and_its_time_is_free(app, ito, number, clock):
    path, person = desks.reply_path(number), Page(app)
    page = person.get(path)
    clock.set(LIMIT)
    assert "無効になりました" in person.submit(page, status=409).text
    assert write_down_states(clock.now()) == 1
    row = bookings.row_of(number)
    assert (row.state, row.holds_seat) == ("invalid", False)
    assert presses_at_midnight(number) == LIMIT
    assert consented_at(number) == []


def presses_at_midnight(number):
    """The moment that the history tells for the lapse."""
    from app.booking.models.bookings import BookingStateRow
    from app.kernel.moments import JST

    booking_id = bookings.row_of(number).id
    at = db.session.scalar(db.select(BookingStateRow.at).where(BookingStateRow.booking_id == booking_id))
    return at.astimezone(JST).isoformat()


@pytest.mark.rule("MYK-19", "MYK-20")
def test_a_reply_of_the_last_evening_counts_when_staff_enter_it_next_morning(ito, number, clock):
    clock.set("2026-05-15T08:40:00+09:00")
    write_down_states(clock.now())
    late = desks.act(ito, OFFICE, number, "reply", status=422, day="2026-05-15", time="0:00")
    assert "返信の期限を過ぎてから" in late.text
    desks.act(ito, OFFICE, number, "reply", day="2026-05-14", time="23:50")
    row = bookings.row_of(number)
    assert (row.state, row.holds_seat, row.seat_no) == ("confirmed", True, 1)
    assert [each.isoformat() for each in consented_at(number)] == ["2026-05-14T14:50:00+00:00"]
    assert [row.consented_at] == consented_at(number)


@pytest.mark.rule("MYK-20")
def test_a_time_given_away_meanwhile_does_not_come_back(ito, number, clock):
    clock.set("2026-05-15T08:40:00+09:00")
    write_down_states(clock.now())
    other = {"name": "別の人", "email": "b@example.jp", "phone": "090-9999-8888", "seeker_number": "42010-87654321"}
    desks.take_down(ito, OFFICE, SLOT, reason="機器の都合", **other)
    refused = desks.act(ito, OFFICE, number, "reply", status=409, day="2026-05-14", time="23:50")
    assert "ほかの方が予約しました" in refused.text
    assert desks.state_of(number) == "invalid"


@pytest.mark.rule("MYK-19")
@pytest.mark.parametrize(
    "day, time, words",
    [
        ("2026-05-11", "9:59", "メールを送るより前"),
        ("2026-05-11", "10:01", "まだ来ていない"),
        ("11日", "10:00", "日付を"),
        ("2026-05-11", "朝", "時刻を"),
    ],
)
def test_a_reply_has_a_moment_of_its_own(ito, number, clock, day, time, words):
    assert words in desks.act(ito, OFFICE, number, "reply", status=422, day=day, time=time).text
    assert desks.state_of(number) == "awaiting_reply"


@pytest.mark.rule("MYK-18", "MYK-22")
def test_the_meeting_id_may_follow_and_is_mailed_with_a_link_of_its_own(ito, number, clock):
    assert "後日お知らせします" in bookings.outbox(number)[0].body
    before = desks.reply_path(number)
    desks.act(ito, OFFICE, number, "meeting-info", url=desks.URLS[OFFICE])
    first, second = bookings.outbox(number)
    assert (first.state, second.kind) == ("void", "M-MYK-1")
    assert desks.URLS[OFFICE] in second.body
    assert desks.reply_path(number) != before


def test_a_link_that_went_to_a_wrong_address_does_not_count(app, ito, number, clock):
    old, person = desks.reply_path(number), Page(app)
    page = person.get(old)
    desks.act(ito, OFFICE, number, "address", email="right@example.jp")
    assert person.submit(page, status=409)
    assert desks.state_of(number) == "awaiting_reply"
    assert bookings.outbox(number)[-1].recipient == "right@example.jp"
    person.submit(person.get(desks.reply_path(number)), status=303)
    assert desks.state_of(number) == "confirmed"


@pytest.mark.rule("MYK-25")
def test_a_cancellation_by_telephone_sends_no_mail_and_ends_the_link(app, ito, number, clock):
    path, person = desks.reply_path(number), Page(app)
    page = person.get(path)
    desks.act(ito, OFFICE, number, "withdrawal")
    assert desks.state_of(number) == "cancelled"
    assert bookings.kinds(number) == ["M-MYK-1"]
    assert "確定できない状態" in person.submit(page, status=409).text


@pytest.mark.rule("MYK-18", "MYK-20")
@pytest.mark.parametrize(
    "language, words",
    [
        ("ja", "2026年5月12日（火）14時00分になるまでに"),
        ("ja@easy", "2026年5月12日（火）14時00分になるまでに"),
        ("en", "Without a reply before Tue 12 May 2026, 14:00"),
    ],
)
def test_an_exception_waits_for_its_reply_until_it_begins_and_says_so(ito, app, clock, language, words):
    number = desks.take_down(ito, OFFICE, "2026-05-12T14:00", reason="面接が近いため", language=language)
    assert words in bookings.outbox(number)[0].body
    page = Page(app).get(desks.reply_path(number))
    assert "2026年5月12日（火）14時00分になるまでに押してください" in page.text
    lists = ito.get(f"/desk/{OFFICE}/worklists").find("#undecided").get_text(" ", strip=True)
    assert "5月12日（火）まで" in lists
    assert "期限を過ぎました" not in lists


@pytest.mark.rule("MYK-19")
def test_the_terms_that_the_reply_agrees_to_are_those_of_the_application_in_mail_and_page(app, number):
    dated = f"/offices/{OFFICE}/terms/2025-03-10"
    assert dated in bookings.outbox(number)[0].body
    page = Page(app)
    assert page.get(desks.reply_path(number)).find(f"a[href='{dated}']")
    assert page.get(dated)
