"""A notice is part of the act it tells of: there with it, gone with it, worded and sealed at that moment."""

import pytest
import sqlalchemy as sa
from jinja2 import UndefinedError

from app.db import db
from app.notices.effects import NotOneAddress, post, void
from app.notices.terms import PASSWORD_PLACE, Channel, State
from app.notices.wording import TemplateBroken
from tests.outbox import ADDRESS, FILL, KIND, MINUTE, NOW, post_sample, row, rows


class Mishap(Exception):
    """Something goes wrong after the notice was posted."""


def test_a_notice_of_an_act_that_was_undone_does_not_exist() -> None:
    @db.write
    def act() -> None:
        post(KIND, key="c", to=ADDRESS, template="sample", context={"number": "K1"}, language="ja", now=NOW)
        raise Mishap

    with pytest.raises(Mishap):
        act()
    assert rows() == []


def test_a_cause_posts_each_kind_once() -> None:
    assert post_sample("cause")
    assert not post_sample("cause")
    assert post_sample("cause", kind="M-OTHER")
    assert post_sample("other cause")
    assert len(rows()) == 3


def test_posting_twice_leaves_the_transaction_alive() -> None:
    post_sample("cause")

    @db.write
    def again() -> None:
        post(KIND, key="cause", to=ADDRESS, template="sample", context={"number": "K1"}, language="ja", now=NOW)
        post(KIND, key="next", to=ADDRESS, template="sample", context={"number": "K1"}, language="ja", now=NOW)

    again()
    assert [each.key for each in rows()] == ["cause", "next"]


def test_the_text_is_rendered_when_it_is_posted() -> None:
    post_sample(booking_number="K3X7Q")
    found = row()
    assert found.subject == "ご予約の受付"
    assert (found.body or "").startswith("番号 K3X7Q を受け付けました。\n")
    assert (found.state, found.channel, found.language, found.attempts) == ("waiting", "mail", "ja", 0)
    assert (found.posted_at, found.booking_number) == (NOW, "K3X7Q")


def test_address_and_text_are_sealed_in_the_table() -> None:
    post_sample()
    raw = db.session.execute(sa.text("SELECT recipient, subject, body FROM outbox")).one()
    kept = b"".join(bytes(value) for value in raw)
    assert ADDRESS.encode() not in kept
    assert "予約".encode() not in kept
    assert b"K3X7Q" not in kept


def test_the_derived_password_is_a_place_in_the_text() -> None:
    post_sample(fill=FILL)
    found = row()
    assert found.body == f"パスワード：{PASSWORD_PLACE}\n"
    assert (found.fill_key_id, found.fill_booking, found.fill_nonce) == ("k1", "K3X7Q", "n0nce")


def test_each_row_has_a_message_id_of_its_own() -> None:
    post_sample("one")
    post_sample("two")
    one, two = rows()
    assert one.message_id != two.message_id
    assert one.message_id.endswith("@localhost.example>")


def test_a_notice_on_mypage_is_delivered_by_its_commit() -> None:
    post_sample(channel=Channel.MYPAGE, account_id=3)
    assert (row().state, row().settled_at) == ("sent", NOW)
    post_sample("later", channel="mypage", account_id=3, not_before=NOW + MINUTE)
    assert row("later").settled_at == NOW + MINUTE


@pytest.mark.parametrize(
    "to", ["a@example.jp, b@example.jp", "a@example.jp\r\nBcc: b@example.jp", "", "佐藤@example.jp"]
)
def test_a_mail_to_anything_but_one_address_is_a_fault(to: str) -> None:
    with pytest.raises(NotOneAddress):
        post_sample(to=to)
    assert rows() == []


@pytest.mark.parametrize("sign", ["\r\nBcc: x@example.jp", "\u2028", "\v", "\x85"])
def test_a_subject_that_breaks_out_is_a_fault(sign: str) -> None:
    with pytest.raises(TemplateBroken):
        post_sample(template="sample_bad", context={"subject": f"予約{sign}続き"})


def test_a_value_missing_in_a_mail_is_a_fault() -> None:
    with pytest.raises(UndefinedError):
        post_sample(context={})


@db.write
def take_back(**which: object) -> int:
    """Void in a transaction of its own."""
    return void(now=NOW + MINUTE, **which)  # type: ignore[arg-type]


def test_a_withdrawal_takes_back_what_has_not_gone_out() -> None:
    post_sample("a", booking_number="K1")
    post_sample("b", booking_number="K1", kind="M-REMINDER")
    post_sample("c", booking_number="K2")
    assert take_back(booking_number="K1", kinds=["M-REMINDER"]) == 1
    assert [each.state for each in rows()] == ["waiting", "void", "waiting"]
    assert row("b", "M-REMINDER").settled_at == NOW + MINUTE


def test_a_cause_takes_back_its_notices_and_no_others() -> None:
    for key in ("thread:1:invitation", "thread:1:notice", "thread:10:invitation", "thread_1:x"):
        post_sample(key)
    assert take_back(key_prefix="thread:1:") == 2
    assert take_back(key_prefix="thread_") == 1
    assert row("thread:10:invitation").state == State.WAITING.value


def test_what_was_sent_is_not_taken_back() -> None:
    post_sample("page", channel="mypage", account_id=3, booking_number="K1")
    assert take_back(booking_number="K1") == 0
    assert row("page").state == State.SENT.value


def test_nothing_in_particular_cannot_be_taken_back() -> None:
    with pytest.raises(ValueError, match="booking or a cause"):
        take_back(kinds=[KIND])
