"""The demo's mailbox shows what was sent, and production has none."""

from dataclasses import replace

import pytest
from flask import Flask

from app.config import Mode
from app.factory import create_app
from app.routines.delivery import deliver_next
from tests import outbox
from tests.page import Page


@pytest.fixture(autouse=True)
def _samples(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "jinja_loader", app.jinja_loader)
    outbox.install(app)


def send(*addresses: str) -> None:
    """Post a mail to each address and deliver them."""
    for number, address in enumerate(addresses):
        outbox.post_sample(f"{number}", to=address)
        deliver_next()


def test_an_empty_mailbox_says_so(page: Page) -> None:
    assert "メールはまだありません。" in page.get("/demo/mailbox").text


def test_mails_are_listed_with_address_subject_and_time(page: Page) -> None:
    send("sato@example.jp", "a..b@docomo.ne.jp")
    document = page.get("/demo/mailbox")
    assert len(document.all("tbody tr")) == 2
    for words in ("ご予約の受付", "sato@example.jp", "a..b@docomo.ne.jp", "2026年5月11日（月）10時00分"):
        assert words in document.text


def test_the_list_can_be_narrowed_to_one_address(page: Page) -> None:
    send("sato@example.jp", "a..b@docomo.ne.jp", "sato@example.jp")
    assert len(page.get("/demo/mailbox?to=Sato@example.jp").all("tbody tr")) == 2
    assert len(page.get("/demo/mailbox?to=a..b@docomo.ne.jp").all("tbody tr")) == 1
    assert len(page.get("/demo/mailbox?to=nobody@example.jp").all("tbody tr")) == 0


def test_one_mail_is_shown_as_its_reader_sees_it(page: Page) -> None:
    send("sato@example.jp")
    link = page.get("/demo/mailbox").find("tbody a")
    document = page.get(str(link["href"]))
    assert document.heading == "ご予約の受付"
    assert "番号 K3X7Q を受け付けました。" in document.find("#letter").get_text()


@pytest.mark.parametrize("name", ["nothing", "20260511T010000Z-000001-1", "..%2Fsecrets", "%00", "a" * 300])
def test_a_mail_that_is_not_there_is_404(page: Page, name: str) -> None:
    page.get(f"/demo/mailbox/{name}", status=404)


def test_production_has_no_mailbox(app: Flask) -> None:
    settings = replace(
        app.extensions["settings"],
        mode=Mode.PRODUCTION,
        smtp_url="smtps://mail.example.jp",
        trusted_hosts=("www.example.jp",),
        public_base_url="https://www.example.jp",
    )
    rules = [rule.rule for rule in create_app(settings).url_map.iter_rules()]
    assert not [rule for rule in rules if rule.startswith("/demo")]
