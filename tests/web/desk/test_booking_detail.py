"""One booking at the desk: everything the person said, everything that happened, every look recorded."""

import random

import pytest

from app.audit.models import AuditEvent
from app.booking.usecases.routines import write_down_states
from app.booking.usecases.withdrawal import withdraw_booking
from app.db import db
from app.desk.models.notes import DeskNote
from app.kernel.roles import ANONYMOUS
from app.notices.models import Outbox
from tests import bookings


@pytest.fixture
def booked(suzuki, clock):
    """The number of Sato's booking for Wednesday at ten."""
    return bookings.book(clock).number


def at_desk(number):
    """The address of a booking at the desk."""
    return f"/desk/kanagawa/bookings/{number}"


def looks(number):
    """Who looked at a booking, oldest first."""
    db.session.rollback()
    asked = db.select(AuditEvent).where(AuditEvent.subject == f"booking:{number}", AuditEvent.act.like("desk.%"))
    return [(event.act, event.actor, event.office_id) for event in db.session.scalars(asked.order_by(AuditEvent.id))]


@pytest.mark.rule("KNG-20")
def test_the_seven_inputs_and_the_address_stand_there_in_the_person_s_own_words(suzuki, booked):
    text = suzuki.get(at_desk(booked)).text
    for words in (
        "佐藤 花子",
        "サトウ ハナコ",
        "090-1234-5678",
        "hanako.sato@example.jp",
        "神奈川県川崎市",
        "東京都",
        "ハラスメント",
        "上司から毎日どなられています。",
    ):
        assert words in text


@pytest.mark.rule("KNG-21", "KNG-22", "KNG-23")
def test_furigana_places_topic_and_content_have_their_own_lines(suzuki, booked):
    page = suzuki.get(at_desk(booked))
    facts = {row.dt.get_text(strip=True): row.dd.get_text(strip=True) for row in page.all("dl.facts > div")}
    assert facts["フリガナ"] == "サトウ ハナコ"
    assert facts["在住地"] == "神奈川県川崎市"
    assert facts["事業所の所在地"] == "東京都"
    assert facts["相談項目"] == "ハラスメント"
    assert page.find("#own-words").get_text() == "上司から毎日どなられています。"


def test_every_look_is_recorded_and_the_page_says_so(suzuki, booked):
    assert "閲覧は記録されます" in suzuki.get(at_desk(booked)).text
    suzuki.get(f"{at_desk(booked)}/print")
    suzuki.get(at_desk(booked))
    acts = [act for act, _actor, office in looks(booked) if office == "kanagawa"]
    assert acts == ["desk.booking_viewed", "desk.booking_printed", "desk.booking_viewed"]


def test_there_are_as_many_looks_as_pages_shown(suzuki, kato, tanaka, clock, figure):
    numbers = [bookings.book(clock, bookings.somebody(n, f"2026-05-1{3 + n}T10:00")).number for n in range(2)]
    shown, chance = 0, random.Random(5)
    for _ in range(figure(20, 1000)):
        who, number = chance.choice((suzuki, kato, tanaka)), chance.choice((*numbers, "0000000000"))
        office = chance.choice(("kanagawa", "nagasaki_main"))
        answer = who.client.get(f"/desk/{office}/bookings/{number}{chance.choice(('', '/print'))}")
        shown += answer.status_code == 200
    assert 0 < shown == sum(len(looks(number)) for number in numbers)
    assert not looks("0000000000")


def test_nobody_sees_a_booking_whose_look_cannot_be_recorded(suzuki, booked, monkeypatch):
    from app.db import Busy

    def busy(*_values, **_more):
        raise Busy

    monkeypatch.setattr("app.desk.views.booking_detail.note_view", busy)
    assert "どなられて" not in suzuki.get(at_desk(booked), status=503).text


def test_a_look_at_what_is_not_there_is_no_look(tanaka, suzuki, booked):
    tanaka.get(f"/desk/nagasaki_main/bookings/{booked}", status=404)
    suzuki.get(at_desk("0000000000"), status=404)
    assert looks(booked) == looks("0000000000") == []


def test_what_a_person_typed_is_text_and_nothing_else(suzuki, clock):
    wanted = bookings.application(
        name="<b>花子</b>", content="<script>alert(1)</script>\nhttps://evil.example/", topic="ハラスメント"
    )
    number = bookings.book(clock, wanted).number
    page = suzuki.get(at_desk(number))
    assert page.find("#own-words").get_text() == wanted.content
    assert not page.all("#own-words a, #own-words script, dl.facts b")


def test_the_history_tells_who_did_what_and_when(suzuki, booked, clock):
    clock.set("2026-05-12T09:00:00+09:00")
    withdraw_booking(booked, ANONYMOUS, clock.now())
    history = suzuki.get(at_desk(booked)).find("#history").get_text(" ", strip=True)
    assert "2026年5月11日（月）10時00分" in history
    assert "予約完了 → 取下げ" in history
    assert "2026年5月12日（火）9時00分" in history
    assert "ご本人" in history


def test_what_time_did_is_told_before_and_after_it_is_written_down(suzuki, booked, clock):
    clock.set("2026-05-13T10:12:00+09:00")
    read = suzuki.get(at_desk(booked)).find("#history").get_text(" ", strip=True)
    assert "予約完了 → キャンセル扱い 時間の経過による" in read
    write_down_states(clock.now())
    written = suzuki.get(at_desk(booked)).find("#history").get_text(" ", strip=True)
    assert written.count("キャンセル扱い") == 1
    assert "2026年5月13日（水）10時10分" in written
    assert "10時12分に記録" in written


def test_the_mails_are_told_with_what_became_of_them(suzuki, booked):
    mail = bookings.outbox(booked)[1]
    mail.state, mail.code = "refused", "550 5.1.1"
    db.session.commit()
    page = suzuki.get(at_desk(booked))
    mails = page.find("#mails").get_text(" ", strip=True)
    assert "予約完了通知" in mails
    assert "パスワード通知" in mails
    assert "届かなかった このアドレスはありません（550 5.1.1）" in mails
    assert "届かないメール" in page.find("#standing").get_text()


@pytest.mark.rule("KNG-30")
def test_the_missing_url_is_told_with_its_last_day_and_why(suzuki, clock):
    number = bookings.book(clock, bookings.application("2026-05-18T10:00")).number
    standing = suzuki.get(at_desk(number)).find("#standing").get_text(" ", strip=True)
    assert "相談URL（5月15日（金）まで）" in standing
    assert "土曜日" in standing


def test_a_private_note_is_its_author_s_alone(suzuki, kato, booked):
    done = suzuki.post(f"{at_desk(booked)}/note", {"text": "声が小さい。\r\nゆっくり話す。"})
    assert done.location == f"{at_desk(booked)}?done=private"
    assert "ゆっくり話す。" in suzuki.get(at_desk(booked)).find("#notes").get_text()
    assert "ゆっくり話す。" not in kato.get(at_desk(booked)).html
    assert "ゆっくり話す。" not in suzuki.get(f"{at_desk(booked)}/print").html


def test_a_handover_note_is_everybody_s_of_the_office_with_its_author(suzuki, kato, booked):
    suzuki.post(f"{at_desk(booked)}/handover", {"text": "前回の書類は本所にあります。"})
    notes = kato.get(at_desk(booked)).find("#notes").get_text(" ", strip=True)
    assert "前回の書類は本所にあります。" in notes
    assert "鈴木" in notes
    assert "2026年5月11日（月）10時00分" in notes


def test_a_need_is_marked_in_the_list_and_printed(suzuki, booked):
    suzuki.post(f"{at_desk(booked)}/need", {"text": "手話通訳"})
    assert "配慮あり" in suzuki.get("/desk/kanagawa/today?day=2026-05-13").text
    assert "手話通訳" in suzuki.get(f"{at_desk(booked)}/print").text


def test_a_note_is_sealed_and_the_record_tells_only_that_it_was_written(suzuki, booked):
    suzuki.post(f"{at_desk(booked)}/handover", {"text": "前回の書類"})
    db.session.rollback()
    raw = db.session.scalar(db.text("SELECT text FROM desk_note"))
    assert "前回".encode() not in bytes(raw)
    assert [act for act, _actor, _office in looks(booked)] == ["desk.handover_note_written"]


@pytest.mark.parametrize("text", ["", "  \r\n ", "a\x07b", "字" * 2001])
def test_a_note_that_cannot_be_kept_is_given_back(suzuki, booked, text):
    again = suzuki.post(f"{at_desk(booked)}/note", {"text": text}, status=422)
    kept = again.find("#text").get_text().removeprefix("\n")
    assert kept.replace("\n", "\r\n").strip() == text.strip() or not text.strip()
    assert bookings.count(DeskNote) == 0


def test_a_stranger_leaves_no_note(tanaka, booked):
    for noun in ("note", "handover", "need"):
        tanaka.post(f"{at_desk(booked)}/{noun}", {"text": "x"}, status=404)
        tanaka.post(f"/desk/nagasaki_main/bookings/{booked}/{noun}", {"text": "x"}, status=404)
    assert bookings.count(DeskNote) == 0


def test_who_lost_the_role_meanwhile_is_refused_and_leaves_nothing(suzuki, booked, clock):
    from app.accounts.models.people import Grant

    suzuki.get(at_desk(booked))
    db.session.execute(db.update(Grant).values(ends_at=clock.now()))
    db.session.commit()
    suzuki.post(f"{at_desk(booked)}/note", {"text": "x"}, status=401)
    assert bookings.count(DeskNote) == 0


def test_looking_writes_nothing_but_the_record(suzuki, booked):
    before = bookings.count(Outbox)
    suzuki.get(at_desk(booked))
    assert bookings.count(Outbox) == before
