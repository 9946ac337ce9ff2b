"""Notices on MyPage stand on one account's page: read there, by nobody else, as long as they are meant to be."""

import pytest
import sqlalchemy as sa

from app.db import db
from app.notices.effects import NotOneAddress, close_on_page, empty_page, mark_read
from app.notices.queries import find_on_page, inbox_of, unread_on_page
from tests.outbox import MINUTE, NOW, post_sample, row

MINE, THEIRS = 3, 4


def post(key: str = "cause", account_id: int = MINE, **changes: object) -> str:
    """One notice on a page: its name in addresses."""
    assert post_sample(key, channel="mypage", account_id=account_id, **changes)
    return row(key).message_id[1:].partition("@")[0]


@db.write
def read(account_id: int, ref: str) -> bool:
    """Mark it in a transaction of its own."""
    return mark_read(account_id, ref, NOW + MINUTE)


@pytest.mark.rule("NGS-47")
def test_a_notice_stands_on_the_page_of_its_account_and_on_no_other() -> None:
    ref = post()
    [message] = inbox_of(MINE, NOW)
    assert (message.ref, message.subject, message.arrived_at) == (ref, "ご予約の受付", NOW)
    assert (message.body or "").startswith("番号 K3X7Q を受け付けました。\n")
    assert inbox_of(THEIRS, NOW) == []
    assert find_on_page(THEIRS, ref, NOW) is None
    found = find_on_page(MINE, ref, NOW)
    assert found == message


def test_the_newest_notice_comes_first() -> None:
    older, newer = post("a"), post("b", now=NOW + MINUTE)
    assert [each.ref for each in inbox_of(MINE, NOW + MINUTE)] == [newer, older]


def test_a_notice_for_later_is_not_there_before_its_moment() -> None:
    post(not_before=NOW + MINUTE)
    assert inbox_of(MINE, NOW) == []
    assert len(inbox_of(MINE, NOW + MINUTE)) == 1


def test_past_its_use_the_text_is_shown_no_more() -> None:
    ref = post(not_after=NOW + MINUTE)
    whole, past = (find_on_page(MINE, ref, NOW + MINUTE * minutes) for minutes in (1, 2))
    assert whole
    assert whole.body
    assert past
    assert (past.subject, past.body) == ("ご予約の受付", None)


def test_a_text_taken_off_a_page_is_gone_from_the_table() -> None:
    ref, other = post("instant:1:code"), post("instant:10:code")
    theirs = post("instant:1:other", account_id=THEIRS)
    assert db.write(lambda: close_on_page(MINE, "instant:1:", NOW))() == 1
    closed = find_on_page(MINE, ref, NOW)
    assert closed
    assert closed.body is None
    assert all(
        getattr(find_on_page(whose, kept, NOW), "body", None) for whose, kept in ((MINE, other), (THEIRS, theirs))
    )
    assert db.session.scalar(sa.text("SELECT count(*) FROM outbox WHERE body IS NULL")) == 1


def test_reading_is_kept_once_and_only_by_the_owner() -> None:
    ref = post()
    assert unread_on_page(MINE, NOW) == 1
    assert not read(THEIRS, ref)
    assert not read(MINE, ref[:-1])
    assert unread_on_page(MINE, NOW) == 1
    assert read(MINE, ref)
    assert read(MINE, ref)
    assert unread_on_page(MINE, NOW) == 0
    assert row().read_at == NOW + MINUTE


def test_the_page_of_a_closed_account_is_empty() -> None:
    post()
    theirs = post("other", account_id=THEIRS)
    db.write(lambda: empty_page(MINE))()
    assert inbox_of(MINE, NOW) == []
    assert find_on_page(THEIRS, theirs, NOW)


def test_a_notice_on_nobody_s_page_is_a_fault() -> None:
    with pytest.raises(NotOneAddress):
        post_sample(channel="mypage")


def test_a_mail_has_no_account_whatever_was_given() -> None:
    post_sample(account_id=MINE)
    assert inbox_of(MINE, NOW) == []
    assert row().account_id is None
