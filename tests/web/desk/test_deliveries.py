"""A mail that did not arrive is sent again, or left with a word on what was done instead; each is on record."""

import pytest

from app.booking.usecases.deliveries import confirm_by_delivery
from app.booking.usecases.routines import post_reminders, write_down_states
from app.db import db
from tests import bookings, desks, ways_in
from tests.factories import open_offices
from tests.kato import recorded
from tests.page import Page


@pytest.fixture
def troubled(suzuki, clock):
    """The number of a booking whose first mail was refused and whose second needs a human."""
    number = bookings.book(clock).number
    first, second = bookings.outbox(number)
    first.state, first.code, first.attempts, first.settled_at = "refused", "550 5.1.1", 1, clock.now()
    second.state, second.unsure, second.attempts, second.settled_at = "needs_human", 3, 3, clock.now()
    db.session.commit()
    return number


def page_of(number):
    """The page of the decision."""
    return f"/desk/kanagawa/bookings/{number}/mails"


def decide(page, number, mail, decision, status=303, **typed):
    """Press for one mail."""
    return page.post(page_of(number), {"mail": str(mail.id), "decision": decision, **typed}, status=status)


@pytest.mark.rule("KNG-28")
def test_a_mail_is_sent_again_as_if_it_had_never_been_tried(suzuki, troubled):
    decide(suzuki, troubled, bookings.outbox(troubled)[1], "again")
    again = bookings.outbox(troubled)[1]
    assert (again.state, again.unsure, again.attempts, again.settled_at) == ("waiting", 0, 0, None)
    assert len(recorded("desk.mail_again")) == 1


def test_it_is_left_with_what_was_done_instead_as_hand_over(suzuki, troubled):
    decide(suzuki, troubled, bookings.outbox(troubled)[0], "given_up", text="電話で番号をお伝えした。")
    assert [mail.state for mail in bookings.outbox(troubled)] == ["void", "needs_human"]
    assert "電話で番号をお伝えした。" in suzuki.get(f"/desk/kanagawa/bookings/{troubled}").find("#notes").get_text()


def test_without_a_word_it_is_not_left(suzuki, troubled):
    page = decide(suzuki, troubled, bookings.outbox(troubled)[0], "given_up", status=422, text=" ")
    assert "入っていません" in page.text
    assert bookings.outbox(troubled)[0].state == "refused"


def test_what_was_decided_by_a_colleague_is_told_and_words_are_kept(suzuki, troubled):
    mail, other = bookings.outbox(troubled)
    decide(suzuki, troubled, mail, "again")
    page = decide(suzuki, troubled, mail, "given_up", status=409, text="電話した。")
    assert "もう決まっています" in page.text
    assert bookings.outbox(troubled)[0].state == "waiting"
    assert [section["value"] for section in page.all("input[name=mail]")] == [str(other.id)] * 2


def test_a_mail_of_no_more_use_or_without_text_is_not_sent_again(suzuki, troubled, clock):
    first, second = bookings.outbox(troubled)
    first.recipient = first.subject = first.body = None
    second.not_after = clock.now()
    db.session.commit()
    for mail in bookings.outbox(troubled):
        assert "送ることができません" in decide(suzuki, troubled, mail, "again", status=409).text


def test_a_mail_of_another_booking_is_not_touched(suzuki, troubled, clock):
    stranger = bookings.book(clock, bookings.somebody(1, "2026-05-14T10:00")).number
    decide(suzuki, stranger, bookings.outbox(troubled)[0], "again", status=409)
    assert bookings.outbox(troubled)[0].state == "refused"


def test_another_office_finds_no_such_page(tanaka, troubled):
    tanaka.get(page_of(troubled), status=404)
    tanaka.get(page_of(troubled).replace("kanagawa", "nagasaki_main"), status=404)
    tanaka.post(page_of(troubled).replace("kanagawa", "nagasaki_main"), {"decision": "again", "mail": "1"}, status=404)


def test_after_the_address_was_replaced_nothing_is_left_to_send_to_the_old_one(suzuki, troubled):
    act = suzuki.get(f"/desk/kanagawa/bookings/{troubled}/address")
    suzuki.submit(act, "#act form", status=303, email="hanako.satou@example.jp")
    left = [mail for mail in bookings.outbox(troubled) if mail.recipient != "hanako.satou@example.jp"]
    assert [mail.state for mail in left] == ["void", "void"]
    assert "届かないメールはありません。" in suzuki.get(page_of(troubled)).text


RIGHT = "hanako.satou@example.jp"


def come_back(page, office, number):
    """Every mail of a booking that a server took comes back, and is sent again; the answers."""
    path, pressed = f"/desk/{office}/bookings/{number}/mails", []
    for mail in [each for each in bookings.outbox(number) if each.state == "sent"]:
        page.post(path, {"mail": str(mail.id), "decision": "bounced"}, status=303)
        pressed.append(page.post(path, {"mail": str(mail.id), "decision": "again"}))
    return pressed


@pytest.mark.rule("KNG-28", "KNG-32", "KNG-33")
def test_a_mail_to_a_replaced_address_is_sent_again_to_the_one_the_booking_has_now(suzuki, clock):
    number = bookings.book(clock).number
    clock.set("2026-05-12T09:00:00+09:00")
    post_reminders(clock.now())
    ways_in.deliver(number, clock)
    sent = {each.kind: (each.id, each.message_id) for each in bookings.outbox(number)}
    suzuki.submit(suzuki.get(f"/desk/kanagawa/bookings/{number}/address"), "#act form", status=303, email=RIGHT)
    answers = dict(zip(sent, come_back(suzuki, "kanagawa", number), strict=True))
    told_anew = {kind for kind, answer in answers.items() if answer.status == 409}
    assert told_anew == {"M-KNG-1", "M-KNG-2"}
    assert all("同じお知らせを新しく送っています" in answers[kind].text for kind in told_anew)
    waiting = {each.id: each for each in bookings.outbox(number) if each.state == "waiting"}
    assert {each.recipient for each in waiting.values()} == {RIGHT}
    reminder, password = (waiting[sent[kind][0]] for kind in ("M-KNG-4", "M-KNG-5"))
    assert reminder.message_id != sent["M-KNG-4"][1]
    assert password.fill_nonce == bookings.row_of(number).password_nonce


@pytest.mark.rule("MYK-19", "MYK-22")
def test_no_way_in_goes_to_a_replaced_address(app, clock):
    open_offices()
    desks.open_miyakonojo()
    ito = desks.at_desk(app, "ito")
    number = desks.take_down(ito, "miyakonojo", "2026-05-18T10:00")
    desks.act(ito, "miyakonojo", number, "meeting-info", url=desks.URLS["miyakonojo"])
    ways_in.deliver(number, clock)
    desks.act(ito, "miyakonojo", number, "address", email=RIGHT)
    assert [each.status for each in come_back(ito, "miyakonojo", number)] == [409]
    assert {each.recipient for each in bookings.outbox(number) if each.state == "waiting"} == {RIGHT}


@pytest.mark.rule("MYK-21", "KRS-27")
@pytest.mark.parametrize("now, state", [("2026-05-11T12:00:00", "requested"), ("2026-05-12T09:00:00", "invalid")])
def test_a_mail_that_came_back_takes_its_confirmation_back(app, clock, now, state):
    open_offices()
    desks.open_miyakonojo()
    number = ways_in.apply(Page(app), "miyakonojo")
    ways_in.deliver(number, clock)
    confirm_by_delivery(clock.now())
    clock.set(f"{now}+09:00")
    ito = desks.at_desk(app, "ito")
    path = f"/desk/miyakonojo/bookings/{number}/mails"
    form = ito.get(path)
    assert ito.get(f"/desk/miyakonojo/bookings/{number}").all(f"a[href='{path}']")
    ito.submit(form, "form.inline-form", status=303)
    assert ways_in.where(number)[0] == "requested"
    assert bookings.row_of(number).confirmed_at is None
    assert bookings.outbox(number)[0].code == "bounced"
    assert confirm_by_delivery(clock.now()) == 0
    write_down_states(clock.now())
    assert ways_in.where(number)[0] == state
    assert number in ito.get("/desk/miyakonojo/worklists").html
    ito.post(path, {"mail": str(bookings.outbox(number)[0].id), "decision": "bounced"}, status=409)
