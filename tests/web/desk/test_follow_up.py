"""The next booking, made at a session: it stands at once, and its person is told by the office's way."""

import pytest

from app.booking.models.desk_records import CallTask
from app.db import db
from app.notices.queries import inbox_of
from app.offices.models.terms import ConsentRow
from tests import bookings, desks, factories, instant
from tests.harness.clock import FrozenClock
from tests.presses import history

MIYAKONOJO, NAGASAKI, KURASHIKI = "miyakonojo", "nagasaki_main", "kurashiki_wakamono"
SLOT = "2026-05-13T10:00"
NEXT = "2026-05-27T14:00"
YAMADA = {"name": "山田 花子", "email": "Yamada@seeker.example", "seeker_number": "42010-00000001"}
"""Yamada on the telephone, with the address and the number of her account."""


@pytest.fixture
def session(offices, app, clock):
    """`session(office)`: browser and booking of a session in progress."""

    def begin(office: str, **changes: str):
        desks.open_miyakonojo()
        keys = {place: key for key, place in desks.PLACES.items()}
        page = desks.at_desk(app, keys[office])
        clock.set("2026-05-08T10:00:00+09:00")
        number = desks.take_down(page, office, SLOT, **changes)
        confirm(page, office, number, clock)
        clock.set("2026-05-13T10:00:00+09:00")
        desks.act(page, office, number, "admission")
        return page, number

    return begin


def confirm(page, office, number, clock: FrozenClock):
    """By whatever confirms at the office."""
    from app.booking.effects.bookings import locked_booking
    from app.booking.effects.confirmation import confirm_booking
    from app.booking.terms.changes import ByWhom

    @db.write
    def put():
        confirm_booking(locked_booking(number), at=clock.now(), by_whom=ByWhom.STAFF, now=clock.now())

    put()


def follow(page, office, number, *, status=303, **typed):
    """Fill the form of the next booking and press."""
    return desks.act(page, office, number, "follow-up", status=status, **{"slot": NEXT, "told_by": "mail", **typed})


def next_of(number):
    """The row of the booking that follows."""
    from app.booking.models.bookings import Booking

    booking_id = bookings.row_of(number).id
    return db.session.scalars(db.select(Booking).where(Booking.follows_id == booking_id)).one()


def consent_kinds(number):
    """How the terms were agreed to."""
    return list(db.session.scalars(db.select(ConsentRow.kind).where(ConsentRow.booking_number == number)))


@pytest.mark.rule("NGS-24", "NGS-25")
def test_it_stands_at_once_and_a_mail_tells_date_time_and_url(session, clock):
    page, number = session(NAGASAKI)
    follow(page, NAGASAKI, number, url="https://meet.teleoffice.jp/next")
    row = next_of(number)
    assert (row.state, row.channel, row.told_by, row.confirmed_at) == ("confirmed", "at_session", "mail", clock.now())
    assert (row.email, row.seeker_number) == (desks.YAMAMOTO["email"], "4201012345678")
    assert history(row.number) == []
    assert consent_kinds(row.number) == ["deemed"]
    (mail,) = bookings.outbox(row.number)
    assert mail.kind == "M-NGS-2"
    for fact in ("2026年5月27日（水）", "14時00分から14時30分まで", "https://meet.teleoffice.jp/next"):
        assert fact in mail.body


@pytest.mark.rule("NGS-25")
def test_by_telephone_a_task_waits_until_it_is_ticked_off_and_no_mail_goes_out(session, clock):
    page, number = session(NAGASAKI)
    follow(page, NAGASAKI, number, told_by="telephone", url="https://meet.teleoffice.jp/next")
    row = next_of(number)
    assert bookings.kinds(row.number) == []
    lists = page.get(f"/desk/{NAGASAKI}/worklists")
    assert row.number in lists.find("#to-tell").get_text()
    clock.advance(hours=2)
    page.submit(lists, f"form[action$='{row.number}/call']", status=303)
    task = db.session.scalars(db.select(CallTask).where(CallTask.booking_id == row.id)).one()
    assert (task.done_at, task.done_by) == (clock.now(), desks.identity("tanaka").account_id)
    assert row.number not in page.get(f"/desk/{NAGASAKI}/worklists").find("#to-tell").get_text()


@pytest.mark.rule("MYK-17", "MYK-23")
def test_who_has_no_page_with_us_is_told_at_the_address_of_mypage_and_nobody_by_telephone(session, clock):
    page, number = session(MIYAKONOJO)
    form = page.get(f"/desk/{MIYAKONOJO}/bookings/{number}/follow-up")
    assert [each["value"] for each in form.all("[name=told_by]")] == ["mail"]
    follow(page, MIYAKONOJO, number, status=422, told_by="telephone")
    follow(page, MIYAKONOJO, number, url="https://zoom.us/j/999")
    row = next_of(number)
    assert (row.state, bookings.kinds(row.number)) == ("confirmed", ["M-MYK-3"])


@pytest.mark.rule("MYK-23")
def test_who_has_an_account_finds_one_message_on_mypage_and_gets_no_mail(session, clock):
    account = factories.enlist("yamada")["yamada"]
    page, number = session(MIYAKONOJO, **YAMADA)
    assert bookings.row_of(number).account_id == account
    follow(page, MIYAKONOJO, number, told_by="mypage", url="https://zoom.us/j/999")
    (mail,) = bookings.outbox(next_of(number).number)
    assert (mail.kind, mail.channel, mail.account_id, mail.state) == ("M-MYK-3", "mypage", account, "sent")
    (message,) = inbox_of(account, clock.now())
    assert "https://zoom.us/j/999" in message.body


@pytest.mark.rule("MYK-23")
def test_who_has_registered_an_account_since_is_told_there_as_well(session, clock):
    page, number = session(MIYAKONOJO, **YAMADA)
    account = factories.enlist("yamada")["yamada"]
    follow(page, MIYAKONOJO, number, told_by="mypage", url="https://zoom.us/j/999")
    assert (bookings.row_of(number).account_id, next_of(number).account_id) == (None, account)


@pytest.mark.rule("MYK-23")
@pytest.mark.parametrize("other", [{"seeker_number": "42010-1"}, {"email": "family@seeker.example"}])
def test_a_caller_with_only_the_address_or_only_the_number_of_an_account_is_not_its_person(session, other):
    factories.enlist("yamada")
    page, number = session(MIYAKONOJO, **{**YAMADA, **other})
    assert bookings.row_of(number).account_id is None
    form = page.get(f"/desk/{MIYAKONOJO}/bookings/{number}/follow-up")
    assert [each["value"] for each in form.all("[name=told_by]")] == ["mail"]


@pytest.mark.rule("KRS-29", "KRS-30")
def test_the_invitation_of_a_next_booking_may_follow_with_its_url(session, clock):
    page, number = session(KURASHIKI)
    follow(page, KURASHIKI, number)
    row = next_of(number)
    assert (row.state, bookings.kinds(row.number)) == ("confirmed", [])
    assert row.number in page.get(f"/desk/{KURASHIKI}/worklists").find("#to-tell").get_text()
    desks.act(page, KURASHIKI, row.number, "meeting-info", url="https://meet.teleoffice.jp/next")
    assert bookings.kinds(row.number) == ["M-KRS-2"]
    assert desks.state_of(row.number) == "confirmed"
    assert row.number not in page.get(f"/desk/{KURASHIKI}/worklists").find("#to-tell").get_text()


@pytest.mark.rule("NGS-24", "KRS-24")
def test_the_limit_of_the_day_counts_at_a_session_too_with_a_reason_only_in_principle(session, clock):
    page, number = session(NAGASAKI)
    today = "2026-05-13T15:00"
    assert "原則の例外" in follow(page, NAGASAKI, number, status=422, slot=today).text
    follow(page, NAGASAKI, number, slot=today, reason="きょう続けて必要なため")
    assert next_of(number).starts_at == bookings.moment(today)


@pytest.mark.rule("KRS-24")
def test_without_principle_there_is_no_exception_at_a_session_either(session, clock):
    page, number = session(KURASHIKI)
    form = page.get(f"/desk/{KURASHIKI}/bookings/{number}/follow-up")
    assert not any("2026-05-13" in each["value"] for each in form.all("select[name=slot] option"))
    follow(page, KURASHIKI, number, status=422, slot="2026-05-13T15:00", reason="どうしても")


@pytest.mark.rule("NGS-24")
def test_after_the_day_nobody_books_the_next_one_at_a_session(session, clock):
    page, number = session(NAGASAKI)
    clock.set("2026-05-14T09:00:00+09:00")
    assert "相談の当日に限ります" in follow(page, NAGASAKI, number, status=409).text


def test_a_day_weeks_ahead_is_chosen_from_its_own_page_and_the_url_is_not_the_old_one(session, clock):
    page, number = session(NAGASAKI)
    form = page.get(f"/desk/{NAGASAKI}/bookings/{number}/follow-up?since=2026-06-15")
    assert form.fields()["url"] == ""
    slots = [each["value"][:10] for each in form.all("select[name=slot] option") if each["value"]]
    assert min(slots) == "2026-06-15"
    page.submit(form, status=303, slot="2026-06-17T11:00", told_by="telephone")
    assert next_of(number).starts_at == bookings.moment("2026-06-17T11:00")


@pytest.mark.rule("NGS-40")
def test_an_employer_gets_no_next_booking_but_is_pointed_to_instant_use(app, clock):
    scene = instant.open_scene(clock)
    number = instant.ask(clock, scene.maruyama).number
    instant.accept(clock, scene.tanaka, number)
    page = desks.at_desk(app, "tanaka")
    desks.act(page, NAGASAKI, number, "admission")
    shown = page.get(f"/desk/{NAGASAKI}/bookings/{number}").find("#acts")
    assert not shown.select("a[href$='follow-up']")
    assert "即時利用を案内してください" in shown.get_text()
    pressed = {"slot": NEXT, "told_by": "mail", "session_kind": "consultation", "revision": "99"}
    told = page.post(f"/desk/{NAGASAKI}/bookings/{number}/follow-up", pressed, status=409)
    assert "即時利用を案内してください" in told.text
    assert bookings.row_of(number).state == "in_session"
