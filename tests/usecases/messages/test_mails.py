"""The texts of messages on the site, word for word (RULES b)."""

from datetime import date, datetime

import pytest
from flask import Flask

from app.kernel.moments import JST
from tests import letters, mails
from tests.usecases.messages.test_inviting import send, set_sent

CHANGES = (
    ("seeker_fees", "いただきません", "求職受付手数料 710円"),
    ("officer_contact", "095-800-0001", "095-800-0002"),
)


@pytest.mark.rule("AGY-058")
def test_what_changed_is_told_with_both_texts(app: Flask) -> None:
    mails.check(app, "M-AGY-13", {"changes": CHANGES})


@pytest.mark.rule("AGY-049")
@pytest.mark.parametrize("language", ["ja", "ja@easy", "en"])
def test_a_seeker_is_told_who_deleted_what_and_when(app: Flask, language: str) -> None:
    told = {"agency": "ひかり人材紹介株式会社", "at": datetime(2026, 5, 13, 10, 0, tzinfo=JST)}
    golden = "M-AGY-14" if language == "ja" else f"{language}/M-AGY-14"
    mails.check(app, "M-AGY-14", told, language=language, golden=golden)


@pytest.mark.rule("AGY-060")
@pytest.mark.parametrize("mark", [800, 1000])
def test_an_agency_is_told_once_a_day_at_each_mark(app: Flask, clock, outbox, mark: int) -> None:
    clock.set("2026-05-13T10:00:00+09:00")
    hikari = letters.open_agency()[0]
    set_sent(hikari.agency_id, date(2026, 5, 13), mark - 2)
    send(hikari, clock, letters.offer(1))
    assert outbox.posted("M-AGY-41") == []
    send(hikari, clock, letters.offer(1, first=1))
    send(hikari, clock, letters.offer(1, first=5))
    (mail,) = outbox.posted("M-AGY-41")
    assert mail.recipient == "misaki@hikari.example"
    mails.check_text(app, mail.subject, mail.body)
    mails.check_golden("M-AGY-41" if mark == 1000 else "M-AGY-41-800", f"Subject: {mail.subject}\n{mail.body}")
