"""What became of an application is told to the contact officer in the same commit, word for word."""

from datetime import date

import pytest

from app.agencies.terms.kinds import BusinessOrderKind
from app.agencies.terms.processing import Decided, OrderFacts
from app.agencies.usecases.orders import enter_order
from app.agencies.usecases.processing import process_application, refuse_application
from app.db import db
from tests import agencies, mails

SAMPLE = "4X7K9PQ2MA"
TODAY = date(2026, 5, 11)
WHY = "常用就職の実績が、3か月の間にありません。"


@pytest.fixture
def ono(app):
    """Ono of the bureau of Kanagawa."""
    return agencies.identity("ono")


@pytest.fixture
def minato(app, ono):
    """Minato with an account at Kanagawa."""
    return agencies.found("minato")


def told(app, outbox, kind, number, golden):
    """The only mail of a kind, held to every property and its golden text."""
    (mail,) = outbox.posted(kind)
    assert (mail.recipient, mail.key) == (agencies.TOLD["minato"].contact_officer.mail, f"application:{number}")
    subject, body = (text.replace(number, SAMPLE) for text in (mail.subject, mail.body))
    mails.check_text(app, subject, body, number=SAMPLE, personal=[WHY])
    mails.check_golden(golden, f"Subject: {subject}\n{body}")
    return body


def applied(agency_id, kind, ono, clock, **given):
    """An application whose document came."""
    number = agencies.apply(agency_id, kind, clock.now(), agencies.particulars("minato"), **given)
    agencies.receive(number, ono, clock.now())
    return number


def test_use_that_starts_is_told_with_its_services_and_days(app, clock, outbox, minato, ono):
    number = applied(minato, "use", ono, clock)
    assert outbox.posted("M-AGY-31") == []
    agencies.process(number, ono, clock.now())
    body = told(app, outbox, "M-AGY-31", number, "M-AGY-31")
    assert "2026年5月11日（月）から2028年3月31日（金）まで" in body
    again = process_application(number, Decided(start_on=TODAY), by=ono, now=clock.now())
    assert again is not None
    assert len(outbox.posted("M-AGY-31")) == 1


@pytest.mark.rule("AGY-014")
def test_after_a_full_withdrawal_the_mail_says_that_nobody_signs_in_and_until_when_the_address_is_held(
    app, clock, outbox, minato, ono
):
    agencies.process(applied(minato, "use", ono, clock), ono, clock.now())
    db.session.execute(db.text("DELETE FROM outbox"))
    db.session.commit()
    number = applied(minato, "withdraw", ono, clock)
    agencies.process(number, ono, clock.now(), until=None)
    body = told(app, outbox, "M-AGY-31", number, "M-AGY-31-withdrawn")
    assert "2031年5月12日（月）から、また登録に使えます。" in body
    assert "http" not in body.partition("お問い合わせ先")[0]


def test_what_was_not_admitted_is_told_without_its_reason(app, clock, outbox, minato, ono):
    number = applied(minato, "use", ono, clock)
    assert refuse_application(number, WHY, by=ono, now=clock.now()) is None
    body = told(app, outbox, "M-AGY-32", number, "M-AGY-32")
    assert "理由は、申請の画面にあります。" in body


@pytest.mark.rule("AGY-013")
def test_a_renewal_that_was_not_admitted_is_told_with_what_is_left_after_the_term(app, clock, outbox, minato, ono):
    agencies.process(applied(minato, "use", ono, clock), ono, clock.now())
    number = applied(minato, "renew", ono, clock)
    refuse_application(number, WHY, by=ono, now=clock.now())
    assert "退会申請をしてください。" in told(app, outbox, "M-AGY-32", number, "M-AGY-32-renewal")


@pytest.mark.rule("AGY-074")
def test_a_stop_for_an_order_is_told_by_the_bureau_itself(app, clock, outbox, minato, ono):
    agencies.process(applied(minato, "use", ono, clock), ono, clock.now())
    order = OrderFacts(kind=BusinessOrderKind.IMPROVEMENT_ORDER, from_on=TODAY, until_on=None)
    assert enter_order(minato, order, WHY, by=ono, now=clock.now()) is None
    (mail,) = outbox.posted("M-AGY-33")
    mails.check_text(app, mail.subject, mail.body, personal=[WHY])
    assert "神奈川労働局が、" in mail.body
    assert "利用規約　8(1)" in mail.body
    assert "命令に従って改善し、労働局に知らせてください。" in mail.body
