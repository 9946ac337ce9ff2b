"""Telephone and counter intake at the offices whose bookings do not stand at once: items, checks, exceptions."""

import pytest

from app.booking.models.bookings import Booking
from app.booking.models.desk_records import IntakeRecord
from app.booking.terms.instant import Asked, InstantRefusal
from app.db import db
from app.offices.models.terms import ConsentRow
from tests import bookings, desks, instant
from tests.kato import recorded
from tests.web.desk.test_follow_up import YAMADA

MIYAKONOJO, NAGASAKI, KURASHIKI = "miyakonojo", "nagasaki_main", "kurashiki_wakamono"
SLOT = "2026-05-18T10:00"


@pytest.fixture
def desk(offices, app):
    """`desk(office)`: the browser of a counselor of the office."""
    desks.open_miyakonojo()
    keys = {office: key for key, office in desks.PLACES.items()}
    return lambda office: desks.at_desk(app, keys[office])


def consents(number):
    """How many consents a booking has."""
    db.session.rollback()
    found = db.select(db.func.count()).select_from(ConsentRow).where(ConsentRow.booking_number == number)
    return db.session.scalar(found)


def record(number):
    """What is kept of the intake."""
    booking_id = bookings.row_of(number).id
    return db.session.scalars(db.select(IntakeRecord).where(IntakeRecord.booking_id == booking_id)).one()


@pytest.mark.rule("MYK-14", "NGS-17", "KRS-25")
@pytest.mark.parametrize(
    "office, items",
    [
        (MIYAKONOJO, ["name", "seeker_number", "phone", "content"]),
        (NAGASAKI, ["name", "seeker_number", "email", "phone", "content"]),
        (KURASHIKI, ["name", "seeker_number", "email"]),
    ],
)
def test_nothing_is_saved_while_an_item_of_the_text_is_blank(desk, clock, office, items):
    page = desk(office)
    for item in items:
        answer = desks.take_down(page, office, SLOT, status=422, **{item: ""})
        assert "入力内容を確認してください（1件）" in answer, item
    assert bookings.count(Booking) == 0


@pytest.mark.rule("KRS-25")
def test_telephone_and_content_are_not_required_there(desk, clock):
    number = desks.take_down(desk(KURASHIKI), KURASHIKI, SLOT, phone="", content="")
    row = bookings.row_of(number)
    assert (row.state, row.phone, row.content, row.phone_key) == ("requested", "", "", "")


@pytest.mark.rule("MYK-18")
def test_a_call_awaits_the_reply_its_mail_asks_for_and_nothing_is_agreed_yet(desk, clock):
    number = desks.take_down(desk(MIYAKONOJO), MIYAKONOJO, SLOT, url=desks.URLS[MIYAKONOJO])
    row = bookings.row_of(number)
    assert (row.state, row.channel, row.holds_seat) == ("awaiting_reply", "phone", True)
    (mail,) = bookings.outbox(number)
    assert (mail.kind, mail.recipient) == ("M-MYK-1", desks.YAMAMOTO["email"])
    for fact in ("2026年5月18日（月）", "10時00分から10時30分まで", desks.URLS[MIYAKONOJO], "/replies/", "/terms"):
        assert fact in mail.body
    assert consents(number) == 0


@pytest.mark.rule("NGS-14", "NGS-16", "NGS-21")
def test_an_application_at_the_counter_enters_the_queue_with_where_the_terms_were_read(desk, clock):
    tanaka = desk(NAGASAKI)
    form = tanaka.get(f"/desk/{NAGASAKI}/intake/new?slot={SLOT}")
    assert "オンライン職業相談" in form.text
    desks.take_down(tanaka, NAGASAKI, SLOT, status=422, terms_read=None)
    number = desks.take_down(tanaka, NAGASAKI, SLOT, channel="counter", terms_read="counter")
    row = bookings.row_of(number)
    assert (row.state, row.channel, row.method) == ("requested", "counter", "job_consultation")
    shown = tanaka.get(f"/desk/{NAGASAKI}/bookings/{number}").find("main").get_text(" ", strip=True)
    assert "希望する相談 オンライン職業相談" in shown
    assert record(number).terms_read == "counter"
    assert consents(number) == 1
    assert bookings.kinds(number) == []
    assert recorded("desk.call_taken") == [{"channel": "counter"}]


@pytest.mark.rule("NGS-21", "NGS-41")
@pytest.mark.parametrize("channel, read", [("counter", "counter"), ("phone", "homepage")])
def test_who_told_the_desk_of_their_agreement_may_use_the_service_at_once(desk, clock, channel, read):
    scene = instant.open_scene(clock, agreed="")
    assert instant.ask(clock, scene.yamada) is InstantRefusal.NO_CONSENT
    desks.take_down(desk(NAGASAKI), NAGASAKI, SLOT, channel=channel, terms_read=read, **YAMADA)
    assert isinstance(instant.ask(clock, scene.yamada), Asked)


@pytest.mark.rule("NGS-41")
@pytest.mark.parametrize("other", [{"seeker_number": "42010-1"}, {"email": "family@seeker.example"}])
def test_somebody_else_s_agreement_is_not_the_account_s(desk, clock, other):
    scene = instant.open_scene(clock, agreed="")
    desks.take_down(desk(NAGASAKI), NAGASAKI, SLOT, **{**YAMADA, **other})
    assert instant.ask(clock, scene.yamada) is InstantRefusal.NO_CONSENT


@pytest.mark.rule("NGS-05", "NGS-17")
def test_who_is_about_to_register_has_no_number_but_a_mypage(desk, clock):
    tanaka, about = desk(NAGASAKI), {"registration": "registering", "seeker_number": ""}
    assert "先に求職者マイページを開設" in desks.take_down(tanaka, NAGASAKI, SLOT, status=422, **about)
    number = desks.take_down(tanaka, NAGASAKI, SLOT, mypage_opened="y", **about)
    assert bookings.row_of(number).seeker_number is None


@pytest.mark.rule("MYK-05", "MYK-06")
def test_staff_refuse_who_is_not_registered_or_has_no_camera(desk, clock):
    ito = desk(MIYAKONOJO)
    answer = desks.take_down(ito, MIYAKONOJO, SLOT, status=422, registration="registering")
    assert "求職登録が完了している方だけ" in answer
    assert "Webカメラのある機器" in desks.take_down(ito, MIYAKONOJO, SLOT, status=422, device="none")
    assert desks.take_down(ito, MIYAKONOJO, SLOT, registration="online")


@pytest.mark.rule("KRS-06")
def test_staff_verify_the_continued_support_by_its_officer(desk, clock):
    honda = desk(KURASHIKI)
    desks.take_down(honda, KURASHIKI, SLOT, status=422, support_officer="")
    number = desks.take_down(honda, KURASHIKI, SLOT, support_place="ハローワーク倉敷中央")
    assert bookings.row_of(number).support_officer == "岡田 恵"


@pytest.mark.rule("NGS-20", "NGS-59")
def test_a_nomination_and_a_companion_are_kept_and_nobody_else_can_be_named(desk, clock):
    tanaka = desk(NAGASAKI)
    account = desks.identity("tanaka").account_id
    number = desks.take_down(
        tanaka, NAGASAKI, SLOT, nominated_counselor=str(account), companion="手話通訳の方", session_kind="interview"
    )
    row = bookings.row_of(number)
    assert (row.nominated_counselor_id, row.companion, row.session_kind) == (account, "手話通訳の方", "interview")


@pytest.mark.rule("NGS-15", "KRS-24")
def test_a_time_of_today_takes_a_reason_in_principle_and_is_refused_without_exception(desk, clock):
    today = "2026-05-11T14:00"
    assert "受付の締切を過ぎています" in desks.take_down(desk(NAGASAKI), NAGASAKI, today, status=422)
    number = desks.take_down(desk(NAGASAKI), NAGASAKI, today, reason="面接が明日のため")
    row = bookings.row_of(number)
    assert row.state == "requested"
    assert row.lapses_from == row.starts_at
    honda = desk(KURASHIKI)
    form = honda.get(f"/desk/{KURASHIKI}/intake/new?slot={today}", status=409)
    assert not form.all("[name=reason]")


@pytest.mark.rule("NGS-18")
@pytest.mark.parametrize("slot", ["2026-05-18T15:45", "2026-05-18T16:30"])
def test_a_wish_is_one_of_the_sites_own_times(desk, clock, slot):
    form = desk(NAGASAKI).get(f"/desk/{NAGASAKI}/intake/new?slot={slot}", status=409)
    assert "相談の時間ではありません" in form.text


def test_a_caller_gets_mails_in_the_language_asked_for(desk, clock):
    number = desks.take_down(desk(MIYAKONOJO), MIYAKONOJO, SLOT, language="en")
    (mail,) = bookings.outbox(number)
    assert (bookings.row_of(number).language, mail.language) == ("en", "en")
    desks.take_down(desk(MIYAKONOJO), MIYAKONOJO, "2026-05-19T10:00", status=422, language="tlh")
