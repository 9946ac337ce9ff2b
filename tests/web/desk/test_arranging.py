"""Arranging the date of a request: the wish, the nominated counselor, conflicts, the invitation."""

from datetime import date, timedelta

import pytest

from app.booking.effects.seats import put_day_seats
from app.booking.terms.slots import DaySeats
from app.db import db
from tests import bookings, desks, factories
from tests.presses import history

OFFICE = "nagasaki_main"
SLOT = "2026-05-18T10:30"
URL = desks.URLS[OFFICE]


@pytest.fixture
def tanaka(offices, app):
    """The browser of Tanaka, counselor at Nagasaki."""
    return desks.at_desk(app, "tanaka")


@pytest.fixture
def me(offices):
    """Tanaka's account, as forms write it."""
    return str(desks.identity("tanaka").account_id)


@pytest.mark.rule("NGS-22", "NGS-23")
def test_date_counselor_and_url_confirm_with_one_invitation(tanaka, me, clock):
    number = desks.take_down(tanaka, OFFICE, SLOT)
    assert bookings.kinds(number) == []
    desks.act(tanaka, OFFICE, number, "arrangement", counselor=me, url=URL)
    row = bookings.row_of(number)
    assert (row.state, row.counselor_id, row.confirmed_at) == ("confirmed", int(me), clock.now())
    assert row.wished_at is None
    (mail,) = bookings.outbox(number)
    assert (mail.kind, mail.recipient) == ("M-NGS-1", desks.YAMAMOTO["email"])
    for fact in ("2026年5月18日（月）", "10時30分から11時00分まで", URL, "095-862-8643"):
        assert fact in mail.body
    assert history(number) == [("requested", "confirmed", "staff")]


@pytest.mark.rule("NGS-23")
@pytest.mark.parametrize("url", ["", "http://meet.teleoffice.jp/n1", "https://evil.example/n1"])
def test_without_the_url_nothing_is_fixed_or_sent(tanaka, me, clock, url):
    number = desks.take_down(tanaka, OFFICE, SLOT)
    again = desks.act(tanaka, OFFICE, number, "arrangement", status=422, counselor=me, url=url, words="入口は二つ")
    assert again.fields()["words"] == "入口は二つ"
    assert desks.state_of(number) == "requested"
    assert bookings.kinds(number) == []


@pytest.mark.rule("NGS-19", "NGS-22")
def test_another_time_than_the_wish_moves_seat_and_limit_and_keeps_the_wish(tanaka, me, clock):
    number = desks.take_down(tanaka, OFFICE, SLOT)
    desks.act(tanaka, OFFICE, number, "arrangement", slot="2026-05-19T15:30", counselor=me, url=URL)
    row = bookings.row_of(number)
    assert row.starts_at == bookings.moment("2026-05-19T15:30")
    assert row.wished_at == bookings.moment(SLOT)
    assert row.missed_from - row.starts_at == timedelta(minutes=10)
    form = tanaka.get(f"/desk/{OFFICE}/intake?day=2026-05-18")
    assert any(SLOT in link["href"] for link in form.all("tbody a"))
    assert not any("2026-05-19T15:30" in link["href"] for link in form.all("tbody a"))


@pytest.mark.rule("NGS-20", "NGS-22")
def test_the_nominated_counselor_stands_first_and_nobody_is_given_two_at_once(tanaka, me, clock):
    first = desks.take_down(tanaka, OFFICE, SLOT)
    desks.act(tanaka, OFFICE, first, "arrangement", counselor=me, url=URL)
    with_two_seats()
    second = desks.take_down(tanaka, OFFICE, SLOT, nominated_counselor=me)
    page = tanaka.get(f"/desk/{OFFICE}/bookings/{second}/arrangement")
    assert "（指名）" in page.find("select[name=counselor] option[selected]").text
    refused = tanaka.submit(page, status=422, url="https://meet.teleoffice.jp/n2")
    assert "ほかの相談を担当" in refused.text
    assert desks.state_of(second) == "requested"


def with_two_seats():
    """The office has two seats at a time."""
    from dataclasses import replace

    from app.db import db
    from app.offices.effects.policies import set_policy
    from app.offices.queries.offices import policy_in_force
    from tests import factories

    @db.write
    def put():
        known = policy_in_force(OFFICE, desks.FIRST)
        more = replace(known, capacity=2, public_capacity=2)
        set_policy(OFFICE, more, since=desks.FIRST, by="tests", now=factories.OPENING)

    put()


@pytest.mark.rule("NGS-15")
def test_a_request_lapses_when_the_day_before_is_over_and_today_takes_a_reason(tanaka, me, clock):
    number = desks.take_down(tanaka, OFFICE, "2026-05-13T10:30")
    other = desks.take_down(tanaka, OFFICE, "2026-05-14T10:30", email="b@example.jp", seeker_number="42010-2")
    clock.set("2026-05-13T00:00:00+09:00")
    page = tanaka.get(f"/desk/{OFFICE}/bookings/{number}/arrangement")
    assert "席を返しています" in tanaka.submit(page, status=409, counselor=me, url=URL).text
    today = {"slot": "2026-05-13T15:00", "counselor": me, "url": URL}
    assert "原則の例外" in desks.act(tanaka, OFFICE, other, "arrangement", status=422, **today).text
    desks.act(tanaka, OFFICE, other, "arrangement", reason="ご本人の希望", **today)
    assert desks.state_of(other) == "confirmed"
    assert "ご本人の希望" in tanaka.get(f"/desk/{OFFICE}/bookings/{other}").find("#notes").get_text()


@pytest.mark.rule("NGS-37")
def test_a_request_is_cancelled_by_telephone_and_gives_its_time_back(tanaka, clock):
    number = desks.take_down(tanaka, OFFICE, SLOT)
    desks.act(tanaka, OFFICE, number, "withdrawal")
    row = bookings.row_of(number)
    assert (row.state, row.holds_seat) == ("cancelled", False)
    assert bookings.kinds(number) == []


@db.write
def set_seats(clock, me: str, seats: int) -> None:
    """Give the 18th a number of seats of its own."""
    own = DaySeats(day=date(2026, 5, 18), capacity=seats, public_capacity=seats)
    put_day_seats(OFFICE, own, "研修のため", by=int(me), now=clock.now())


@pytest.mark.rule("NGS-20", "NGS-22")
def test_on_a_day_with_more_seats_each_request_keeps_its_seat_and_staff_are_given_one(tanaka, me, clock):
    set_seats(clock, me, 2)
    one = desks.take_down(tanaka, OFFICE, SLOT)
    nishi = str(factories.enlist("nishi")["nishi"])
    other = {"email": "b@example.jp", "seeker_number": "1", "phone": "080-3333-4444"}
    two = desks.take_down(tanaka, OFFICE, SLOT, nominated_counselor=nishi, **other)
    desks.act(tanaka, OFFICE, one, "arrangement", counselor=me, url=URL)
    desks.act(tanaka, OFFICE, two, "arrangement", counselor=nishi, url="https://meet.teleoffice.jp/n2")
    assert [bookings.row_of(number).seat_no for number in (one, two)] == [1, 2]
    assert (desks.state_of(two), bookings.row_of(two).counselor_id) == ("confirmed", int(nishi))


@pytest.mark.rule("NGS-22")
@pytest.mark.parametrize("slot, answered", [(SLOT, 409), ("2026-05-18T14:00", 422)])
def test_on_a_day_that_takes_nobody_any_more_no_date_is_fixed(tanaka, me, clock, slot, answered):
    number = desks.take_down(tanaka, OFFICE, SLOT)
    set_seats(clock, me, 0)
    desks.act(tanaka, OFFICE, number, "arrangement", status=answered, slot=slot, counselor=me, url=URL)
    assert desks.state_of(number) == "requested"
    desks.act(tanaka, OFFICE, number, "arrangement", slot="2026-05-19T14:00", counselor=me, url=URL)
    assert desks.state_of(number) == "confirmed"
