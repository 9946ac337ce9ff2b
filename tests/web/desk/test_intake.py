"""A caller's booking from the desk's picker to its mails; every refusal keeps what was typed."""

import pytest

from app.booking.models.bookings import Booking
from app.booking.models.guards import Ban, BanKey, PersonDay
from app.booking.queries.facts import index_of
from app.booking.rules.person import person_keys
from app.booking.usecases.routines import post_reminders
from app.db import db
from tests import bookings, factories
from tests.kato import recorded

PICKER = "/desk/kanagawa/intake"
CALLER = {
    **{name: value for name, value in bookings.SATO.items() if name not in ("slot", "token")},
    "agree_terms": "y",
    "agree_tool": "y",
}
SLOT = "2026-05-14T10:00"
LATE = "2026-05-12T10:00"


def form(page, slot=SLOT, status=200):
    """The form for a time."""
    return page.get(f"{PICKER}/new?slot={slot}", status=status)


def press(page, slot=SLOT, status=303, **changes):
    """What the press on the filled form comes to."""
    return page.submit(form(page, slot), status=status, **{**CALLER, **changes})


def number_in(answer):
    """The number of the booking the desk is sent on to."""
    return answer.location.rpartition("/")[2]


@pytest.mark.rule("KNG-26", "KNG-28")
def test_a_caller_is_booked_and_gets_the_same_mails_as_on_the_site(suzuki, clock):
    number = number_in(press(suzuki))
    row = bookings.row_of(number)
    assert (row.state, row.channel, row.email) == ("confirmed", "phone", "hanako.sato@example.jp")
    assert bookings.kinds(number) == ["M-KNG-1", "M-KNG-2"]
    assert {notice.recipient for notice in bookings.outbox(number)} == {"hanako.sato@example.jp"}
    assert recorded("desk.call_taken") == [{"channel": "phone"}]


@pytest.mark.rule("KNG-20")
@pytest.mark.parametrize(
    "field", ["name", "name_kana", "phone", "email", "residence", "workplace", "topic", "content", "agree_terms"]
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(suzuki, clock, field):
    again = press(suzuki, status=422, **{field: None if field in ("topic", "agree_terms") else ""})
    assert again.find("#error-summary")
    assert again.fields().items() >= typed_without(field).items()
    assert bookings.count(Booking) == 0


def typed_without(left_out):
    """What must still stand in the form, as a browser would send it."""
    return {name: value for name, value in CALLER.items() if name not in (left_out, "agree_terms")}


@pytest.mark.rule("KNG-19")
def test_a_time_whose_limit_is_over_takes_a_reason_that_stays_with_the_booking(suzuki, clock):
    refused = press(suzuki, LATE, status=422)
    assert "受付の締切を過ぎています。" in refused.text
    assert refused.fields()["name"] == CALLER["name"]
    number = number_in(suzuki.submit(refused, status=303, reason="DVからの避難のため"))
    assert "DVからの避難のため" in suzuki.get(f"/desk/kanagawa/bookings/{number}").find("#notes").get_text()
    assert recorded("desk.call_taken") == [{"channel": "phone", "lead_time": True}]


@pytest.mark.rule("KNG-19")
def test_up_to_the_last_second_no_reason_is_asked_for(suzuki, clock):
    clock.set("2026-05-11T16:00:00+09:00")
    assert press(suzuki, "2026-05-13T10:00")
    clock.set("2026-05-11T16:00:01+09:00")
    other = {"email": "b@example.jp", "phone": "090-8765-4321"}
    assert "受付の締切を過ぎています。" in press(suzuki, "2026-05-13T14:30", status=422, **other).text


@pytest.mark.rule("KNG-30", "KNG-32", "KNG-33")
@pytest.mark.parametrize(
    "now, slot, by_the_day_before, reminded",
    [
        ("2026-05-12T10:00", "2026-05-13T14:30", True, True),
        ("2026-05-13T08:30", "2026-05-13T14:30", False, False),
        ("2026-05-10T10:00", "2026-05-11T14:30", False, True),
    ],
)
def test_what_is_taken_late_is_promised_nothing_for_a_day_that_is_over(
    suzuki, clock, now, slot, by_the_day_before, reminded
):
    clock.set(f"{now}:00+09:00")
    number = number_in(press(suzuki, slot, reason="急ぎのため"))
    body = bookings.outbox(number)[0].body
    assert ("前の\n　開庁日までに" in body) is by_the_day_before
    assert ("予約の時刻が近づいても届かない" in body) is not by_the_day_before
    assert ("前日にも、確認のメールをお送りします" in body) is reminded
    clock.set(f"{slot}:00+09:00")
    clock.advance(hours=-1)
    post_reminders(clock.now())
    expected = ["M-KNG-1", "M-KNG-2"] + (["M-KNG-4", "M-KNG-5"] if reminded else [])
    assert bookings.kinds(number) == expected


@pytest.mark.rule("KNG-17")
def test_a_second_booking_of_the_day_takes_a_reason_and_the_next_number_of_that_day(suzuki, clock):
    press(suzuki)
    refused = press(suzuki, "2026-05-14T14:30", status=422)
    assert "同じ日の予約があります。" in refused.text
    number = number_in(suzuki.submit(refused, status=303, reason="通訳の都合"))
    db.session.rollback()
    second = db.select(PersonDay).join(Booking, Booking.id == PersonDay.booking_id).where(Booking.number == number)
    assert {(day.nth, day.reason) for day in db.session.scalars(second)} == {(2, "通訳の都合")}


@pytest.mark.rule("KNG-42")
def test_a_person_who_is_refused_future_use_is_not_booked_even_with_a_reason(suzuki, clock):
    missed = bookings.book(clock)
    ban_of(missed)
    again = press(suzuki, "2026-05-15T10:00", status=409, reason="どうしても")
    assert "今後の利用を、お断りしています" in again.text
    assert again.fields()["reason"] == "どうしても"
    assert bookings.count(Booking) == 1


def ban_of(booking):
    """A ban that came of a booking."""
    account = factories.enlist("suzuki")["suzuki"]
    ban = Ban(
        office_id="kanagawa",
        booking_id=booking.id,
        ground="no_contact",
        reason="r",
        set_by=account,
        since=booking.applied_at,
    )
    db.session.add(ban)
    db.session.flush()
    keys = person_keys(email=booking.email, phone=booking.phone, name_kana=booking.name_kana)
    db.session.add_all(BanKey(ban_id=ban.id, key=index_of(key)) for key in keys)
    db.session.commit()


def test_a_taken_time_is_refused_with_everything_typed(suzuki, clock):
    page = form(suzuki)
    bookings.book(clock, bookings.somebody(1, SLOT))
    again = suzuki.submit(page, status=409, **CALLER)
    assert "席は、すべて埋まっています" in again.text
    assert again.fields()["email"] == CALLER["email"]


def test_pressing_again_leads_to_the_same_booking(suzuki, clock):
    page = form(suzuki)
    first, second = (suzuki.submit(page, status=303, **CALLER).location for _ in range(2))
    assert first == second
    assert suzuki.submit(page, status=409, **{**CALLER, "name": "別の人"}).fields()["name"] == "別の人"
    assert bookings.count(Booking) == 1


def test_the_picker_marks_days_past_their_limit_and_offers_no_past_time(suzuki, clock):
    clock.set("2026-05-12T09:30:00+09:00")
    page = suzuki.get(f"{PICKER}?day=2026-05-12")
    assert [head.get_text(strip=True) for head in page.all("thead th")][1:4] == [
        "5月12日（火）　受付の締切後",
        "5月13日（水）　受付の締切後",
        "5月14日（木）",
    ]
    links = [link["href"] for link in page.all("tbody a")]
    assert not any("2026-05-12T09:00" in link or "2026-05-11" in link for link in links)
    assert any("2026-05-12T10:00" in link for link in links)


@pytest.mark.parametrize("path", [PICKER, f"{PICKER}/new?slot={SLOT}"])
def test_another_offices_intake_is_not_there(tanaka, clock, path):
    tanaka.get(path, status=404)


@pytest.mark.parametrize("slot", ["", "tomorrow", "2026-13-01T10:00", "9999-12-31T10:00"])
def test_a_time_that_is_none_is_missing(suzuki, clock, slot):
    suzuki.post(PICKER, {**CALLER, "slot": slot}, status=404)
