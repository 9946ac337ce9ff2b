"""Holding sessions at the other offices: who lets people in and when, kinds, clauses, refusals, future use."""

import pytest

from app.accounts.effects.people import lock_account
from app.booking.models.guards import Ban
from app.booking.terms.instant import InstantRefusal
from app.db import db
from tests import bookings, desks, instant, ways_in
from tests.page import Page
from tests.presses import session_row
from tests.web.desk.test_follow_up import confirm

MIYAKONOJO, NAGASAKI, KURASHIKI = "miyakonojo", "nagasaki_main", "kurashiki_wakamono"
SLOT = "2026-05-13T10:00"
WORDS = {MIYAKONOJO: "相談を始める", NAGASAKI: "相談を始める", KURASHIKI: "参加を承諾する"}
WRITTEN_OTHERWISE = {
    "name": "山本 一郎 ",
    "phone": "０８０（１１１１）３３３３",
    "email": "other@example.jp",
    "seeker_number": "４２０１０　１２３４５６７８",
}
"""The caller once more, from another telephone and address: known by the 求職番号 alone, typed in full width."""


@pytest.fixture
def booked(offices, app, clock):
    """`booked(office)`: browser and confirmed booking of the 13th, 10:00, just before its time."""

    def begin(office: str, **changes: str):
        desks.open_miyakonojo()
        keys = {place: key for key, place in desks.PLACES.items()}
        page = desks.at_desk(app, keys[office])
        clock.set("2026-05-08T10:00:00+09:00")
        number = desks.take_down(page, office, SLOT, **changes)
        confirm(page, office, number, clock)
        clock.set("2026-05-13T09:59:59+09:00")
        return page, number

    return begin


@db.write
def give_phone(account_id, phone):
    """Let an account have a registered telephone number that a desk would take as well."""
    lock_account(account_id).phone = phone


def buttons(page, office, number):
    """The words of what may be done."""
    return page.get(f"/desk/{office}/bookings/{number}").find("#acts").get_text(" ")


@pytest.mark.rule("KRS-13", "KRS-15")
def test_taking_part_is_accepted_from_the_booked_second_on_and_starts_the_session(booked, clock):
    page, number = booked(KURASHIKI)
    early = desks.act(page, KURASHIKI, number, "admission", status=409)
    assert "予約の時刻の前には、参加を承諾できません" in early.text
    assert early.find("h1").get_text(strip=True) == WORDS[KURASHIKI]
    assert desks.state_of(number) == "confirmed"
    clock.set("2026-05-13T10:00:00+09:00")
    assert WORDS[KURASHIKI] in buttons(page, KURASHIKI, number)
    desks.act(page, KURASHIKI, number, "admission")
    assert desks.state_of(number) == "in_session"
    assert session_row(number).admitted_at == clock.now()


@pytest.mark.parametrize("office", [MIYAKONOJO, NAGASAKI])
def test_where_no_text_forbids_it_the_session_may_begin_a_little_early(booked, office):
    page, number = booked(office)
    assert WORDS[office] in buttons(page, office, number)
    desks.act(page, office, number, "admission")
    assert desks.state_of(number) == "in_session"


@pytest.mark.rule("MYK-02", "NGS-32", "KRS-21")
@pytest.mark.parametrize("office", desks.PLACES.values())
def test_a_session_is_given_a_kind_with_its_companion(booked, clock, office):
    page, number = booked(office, companion="求人事業所の人事担当者")
    clock.set("2026-05-13T10:00:00+09:00")
    desks.act(page, office, number, "admission")
    desks.act(page, office, number, "session-kind", status=422, session_kind="lottery")
    for kind, words in (("placement", "職業紹介"), ("interview", "面接"), ("selection", "管理選考")):
        desks.act(page, office, number, "session-kind", session_kind=kind)
        assert bookings.row_of(number).session_kind == kind
        assert words in page.get(f"/desk/{office}/bookings/{number}").text
    assert "求人事業所の人事担当者" in page.get(f"/desk/{office}/bookings/{number}").text


@pytest.mark.rule("MYK-37", "NGS-56", "KRS-42")
@pytest.mark.parametrize("office", desks.PLACES.values())
def test_a_session_is_stopped_for_what_the_terms_name(booked, clock, office):
    page, number = booked(office)
    clock.set("2026-05-13T10:05:00+09:00")
    desks.act(page, office, number, "admission")
    form = page.get(f"/desk/{office}/bookings/{number}/stop")
    offered = [each["value"] for each in form.all("[name=letter]")]
    assert ("迷惑行為" in offered) == (office == MIYAKONOJO)
    assert "ア" not in offered
    assert not form.all("[name=ban]")
    page.submit(form, status=422, letter="ア")
    page.submit(form, status=303, letter="暴言")
    assert (desks.state_of(number), session_row(number).stopped_for) == ("stopped", "暴言")


@pytest.mark.rule("MYK-37", "NGS-56", "KRS-42")
@pytest.mark.parametrize("office", desks.PLACES.values())
def test_a_booking_is_refused_for_what_the_terms_name_and_the_reason_stays_inside(booked, office):
    page, number = booked(office)
    desks.act(page, office, number, "refusal", status=422, clause=None, reason="電話口で怒鳴られた")
    desks.act(page, office, number, "refusal", clause="脅迫", reason="電話口で怒鳴られた")
    assert desks.state_of(number) == "refused"
    history = page.get(f"/desk/{office}/bookings/{number}").find("#history").get_text()
    assert "脅迫：電話口で怒鳴られた" in history
    mail = bookings.outbox(number)[-1]
    assert mail.kind == "M-KNG-7"
    assert "脅迫" not in mail.body
    assert "怒鳴" not in mail.body


@pytest.mark.rule("MYK-26", "NGS-38", "KRS-32")
@pytest.mark.parametrize("office", desks.PLACES.values())
def test_ten_minutes_without_contact_count_as_cancelled(booked, clock, office):
    page, number = booked(office)
    clock.set("2026-05-13T10:09:59+09:00")
    assert "予約完了" in page.get(f"/desk/{office}/bookings/{number}").text
    clock.set("2026-05-13T10:10:00+09:00")
    assert "キャンセル扱い" in page.get(f"/desk/{office}/bookings/{number}").text


@pytest.mark.rule("MYK-27", "NGS-39", "KRS-33")
@pytest.mark.parametrize("office", desks.PLACES.values())
def test_future_use_is_refused_by_decision_only_and_meets_the_next_application(booked, clock, office):
    page, number = booked(office)
    clock.set("2026-05-13T10:30:00+09:00")
    assert bookings.count(Ban) == 0
    again = "2026-05-27T14:00"
    assert desks.take_down(page, office, again)
    desks.act(page, office, number, "ban", status=422, reason="")
    desks.act(page, office, number, "ban", reason="三度目の無断のキャンセル")
    told = desks.take_down(page, office, "2026-05-28T14:00", status=409, **WRITTEN_OTHERWISE)
    assert "今後の利用を、お断りしています" in told
    db.session.rollback()
    assert [ban.ground for ban in db.session.scalars(db.select(Ban))] == ["no_contact"]


@pytest.mark.rule("MYK-27")
@pytest.mark.parametrize("typed", ["42010-12345678", "４２０１０ー１２３４５６７８", "4201012345678"])
def test_a_ban_from_the_desk_meets_an_application_on_the_site_however_the_number_is_typed(booked, app, clock, typed):
    page, number = booked(MIYAKONOJO)
    clock.set("2026-05-13T10:30:00+09:00")
    desks.act(page, MIYAKONOJO, number, "ban", reason="連絡なし")
    other = {"email": "other@example.jp", "phone": "090-9999-0000", "seeker_number": typed}
    applicant = Page(app)
    confirmed = ways_in.fill(applicant, MIYAKONOJO, "2026-05-28T14:00", **other)
    ways_in.press(applicant, confirmed, status=409)


@pytest.mark.rule("NGS-39")
def test_a_ban_from_the_telephone_meets_the_account_that_has_a_furigana(booked, clock):
    """The desk of Nagasaki asks for no furigana; telephone and name are the same person's all the same (Q-04)."""
    told = {"name": "山田 花子", "phone": "090-2345-0001", "email": "old@example.jp", "registration": "registering"}
    page, number = booked(NAGASAKI, **told, mypage_opened="y", seeker_number="")
    clock.set("2026-05-13T10:30:00+09:00")
    desks.act(page, NAGASAKI, number, "ban", reason="連絡なし")
    yamada = instant.open_scene(clock).yamada
    give_phone(yamada.account_id, "+819023450001")
    assert instant.ask(clock, yamada, phone="+819023450001") is InstantRefusal.BANNED


@pytest.mark.rule("MYK-25", "NGS-37", "KRS-31")
@pytest.mark.parametrize("office", desks.PLACES.values())
def test_a_call_after_the_start_still_cancels_within_the_ten_minutes(booked, clock, office):
    page, number = booked(office)
    clock.set("2026-05-13T10:05:00+09:00")
    desks.act(page, office, number, "withdrawal")
    assert desks.state_of(number) == "cancelled"


def test_an_ending_asks_for_no_branch_where_the_office_refers_to_none(booked, clock):
    page, number = booked(NAGASAKI)
    desks.act(page, NAGASAKI, number, "admission")
    form = page.get(f"/desk/{NAGASAKI}/bookings/{number}/completion")
    assert not form.all("[name=kind]")
    page.submit(form, status=303, outcome="continued")
    assert desks.state_of(number) == "held"
