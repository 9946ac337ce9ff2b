"""Sending: the demo's files, the password put in at the last moment, and nothing kept longer than needed."""

import email
import email.policy
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.config import Settings
from app.db import db
from app.kernel.sealing import derived_password
from app.notices import queries
from app.notices.terms import Outcome, PasswordFill, Result, State
from app.notices.usecases.outbox import claim_letter, conclude, purge_texts
from app.notices.usecases.sending import send
from app.routines.delivery import deliver_next
from tests.outbox import ADDRESS, FILL, KIND, MINUTE, NOW, REAL, post_sample, row, rows


def kept(settings: Settings) -> list[EmailMessage]:
    """The files of the demo's delivery, in order."""
    files = sorted((settings.instance / "mail").glob("*.eml"))
    return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]  # type: ignore[misc]


def issued(app: Flask) -> str:
    """The password that the sample's booking gets."""
    return derived_password(app.extensions["keys"].booking_password, FILL.key_id, FILL.booking, FILL.nonce)


def every_byte(settings: Settings) -> bytes:
    """Everything the database holds: SQLite's files with their log, PostgreSQL's rows as text."""
    if settings.database_url.startswith("sqlite"):
        path = Path(settings.database_url.removeprefix("sqlite:///"))
        return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
    names = db.session.scalars(sa.text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
    tables = [db.session.scalars(sa.text(f'SELECT "{name}"::text FROM "{name}"')).all() for name in sorted(names)]
    return "\n".join(str(line) for table in tables for line in table).encode()


def test_the_demo_delivers_each_mail_into_a_file(settings: Settings) -> None:
    post_sample()
    assert deliver_next()
    assert not deliver_next()
    (message,) = kept(settings)
    assert (message["To"], message["Subject"]) == (ADDRESS, "ご予約の受付")
    assert message["Message-ID"] == row().message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert "番号 K3X7Q を受け付けました。" in message.get_content()
    assert (row().state, row().code) == ("sent", "file")


def test_the_sender_is_neutral(settings: Settings) -> None:
    post_sample()
    deliver_next()
    assert kept(settings)[0]["From"] == f"まどぐち <{settings.mail_from}>"


def test_no_line_of_a_mail_is_longer_than_a_strict_server_takes(settings: Settings) -> None:
    post_sample()
    deliver_next()
    (file,) = (settings.instance / "mail").glob("*.eml")
    assert max(len(line) for line in file.read_bytes().split(b"\r\n")) <= 78
    assert file.read_bytes().isascii()


def test_old_mobile_addresses_are_quoted(settings: Settings) -> None:
    post_sample(to="a..b@docomo.ne.jp")
    deliver_next()
    (file,) = (settings.instance / "mail").glob("*.eml")
    assert b'To: "a..b"@docomo.ne.jp\r\n' in file.read_bytes()


def test_the_password_is_put_in_at_sending(app: Flask, settings: Settings) -> None:
    post_sample(fill=FILL)
    deliver_next()
    assert kept(settings)[0].get_content().strip() == f"パスワード：{issued(app)}"


def test_the_password_sent_again_is_the_first_one(settings: Settings) -> None:
    post_sample("first", fill=FILL)
    post_sample("again", fill=FILL)
    deliver_next()
    deliver_next()
    first, again = kept(settings)
    assert first.get_content() == again.get_content()


@pytest.mark.rule("KNG-28")
def test_an_issued_password_is_nowhere_in_the_database_or_its_log(app: Flask, settings: Settings) -> None:
    passwords = set()
    for number in range(20):
        post_sample(f"booking {number}", fill=PasswordFill(key_id="k1", booking=f"K{number}", nonce="n"))
        deliver_next()
        passwords.add(derived_password(app.extensions["keys"].booking_password, "k1", f"K{number}", "n"))
    held = every_byte(settings)
    assert len(passwords) == 20
    assert not [password for password in passwords if password.encode() in held]


def test_a_password_whose_key_is_gone_sends_no_wrong_mail() -> None:
    post_sample(fill=PasswordFill(key_id="k0", booking="K1", nonce="n"))
    letter = claim_letter(NOW, REAL)
    assert letter is not None
    result = send(letter, NOW)
    assert (result.outcome, result.code) == (Outcome.FAILED, "key")


def test_texts_go_seven_days_after_they_were_settled(settings: Settings) -> None:
    post_sample()
    deliver_next()
    settled = row().settled_at
    assert settled is not None
    assert purge_texts(settled + timedelta(days=7)) == 0
    assert purge_texts(settled + timedelta(days=7, seconds=1)) == 1
    found = row()
    assert (found.recipient, found.subject, found.body) == (None, None, None)
    assert (found.state, found.kind) == ("sent", KIND)


def test_open_mails_and_mypage_keep_their_texts() -> None:
    post_sample("open")
    post_sample("page", channel="mypage", account_id=1)
    assert purge_texts(NOW + timedelta(days=400)) == 0
    assert all(each.body for each in rows())


def test_routines_read_deliveries_in_the_order_they_happened() -> None:
    for key in ("a", "b", "c"):
        post_sample(key, booking_number=f"K-{key}")
    deliver_next()
    deliver_next()
    sent = queries.deliveries_sent([KIND], NOW)
    assert [(each.key, each.state) for each in sent] == [("a", State.SENT), ("b", State.SENT)]
    assert queries.deliveries_of("K-c")[0].state is State.WAITING
    assert queries.count_by_state()[State.SENT] == 2


def test_the_oldest_unsent_mail_tells_its_age() -> None:
    assert queries.oldest_unsent_age(NOW) is None
    post_sample("now")
    post_sample("later", not_before=NOW + 60 * MINUTE)
    assert queries.oldest_unsent_age(NOW + 10 * MINUTE) == 10 * MINUTE
    deliver_next()
    assert queries.oldest_unsent_age(NOW + 10 * MINUTE) is None
    assert queries.oldest_unsent_age(NOW + 61 * MINUTE) == MINUTE


def test_refused_mails_and_those_that_need_a_human_are_listed_for_the_desk() -> None:
    post_sample("a", booking_number="K1", to="a@example.jp")
    letter = claim_letter(NOW, REAL)
    assert letter is not None
    conclude(letter, Result(outcome=Outcome.REFUSED, code="550 5.1.1"), NOW, REAL)
    (trouble,) = queries.deliveries_in_trouble()
    assert (trouble.booking_number, trouble.state, trouble.code) == ("K1", State.REFUSED, "550 5.1.1")
    assert queries.deliveries_in_trouble(["K2"]) == []
