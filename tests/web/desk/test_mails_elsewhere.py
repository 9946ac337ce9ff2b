"""The mails that state the way in, word for word beside their golden texts, and what each of them must tell."""

import re

import pytest

from tests import bookings, desks, mails
from tests.web.desk.test_follow_up import confirm, next_of

MIYAKONOJO, NAGASAKI, KURASHIKI = "miyakonojo", "nagasaki_main", "kurashiki_wakamono"
NUMBER, TOKEN = "4X7K9PQ2MA", "T" * 43
MEETING = re.compile(r"https://(?:zoom\.us|meet\.teleoffice\.jp)/[\w/]+")
"""The addresses of the tools, which alone may be foreign (SECURITY T17)."""

SLOT, NEXT = "2026-05-18T10:00", "2026-05-27T14:00"
WHEN = ("2026年5月18日（月）", "10時00分から10時30分まで", "30分間")


@pytest.fixture
def desk(offices, app):
    """`desk(office)`: the browser of a counselor of the office."""
    desks.open_miyakonojo()
    keys = {office: key for key, office in desks.PLACES.items()}
    return lambda office: desks.at_desk(app, keys[office])


def check(app, number, golden=None):
    """The text of a booking's last mail as the golden file has it: number and token always the same."""
    mail = bookings.outbox(number)[-1]
    body = re.sub(r"(?<=/replies/)[\w-]+", TOKEN, (mail.body or "").replace(number, NUMBER))
    ours = MEETING.sub("（相談のURL）", body)
    mails.check_text(app, mail.subject or "", ours, number=NUMBER, personal=desks.PERSONAL)
    text = f"Subject: {mail.subject}\n{body}"
    mails.check_golden(golden or mail.kind, text)
    return text


@pytest.mark.rule("MYK-18", "MYK-22", "MYK-39")
def test_the_mail_that_asks_for_a_reply(app, desk, clock):
    number = desks.take_down(desk(MIYAKONOJO), MIYAKONOJO, SLOT, url=desks.URLS[MIYAKONOJO])
    text = check(app, number)
    for fact in (*WHEN, "Zoom", desks.URLS[MIYAKONOJO], "/terms", "録画・録音・撮影", "個室", "0986-00-0000"):
        assert fact in text
    assert "2026年5月15日（金）0時00分になるまで" in text
    assert "/offices/miyakonojo/terms/2025-03-10" in text
    assert "このメールにご返信いただくか、\n　お電話で" in text
    assert "返信では、お答えできません" not in text


@pytest.mark.rule("MYK-22")
def test_the_same_without_its_meeting_id_says_that_it_follows(app, desk, clock):
    number = desks.take_down(desk(MIYAKONOJO), MIYAKONOJO, SLOT)
    assert "後日お知らせします" in check(app, number, "M-MYK-1-later")


@pytest.mark.rule("NGS-23", "NGS-26", "NGS-27")
def test_the_invitation_to_an_arranged_date(app, desk, clock):
    tanaka = desk(NAGASAKI)
    number = desks.take_down(tanaka, NAGASAKI, SLOT)
    me = str(desks.identity("tanaka").account_id)
    desks.act(tanaka, NAGASAKI, number, "arrangement", counselor=me, url=desks.URLS[NAGASAKI], words="入口は一つです。")
    text = check(app, number)
    for fact in (*WHEN, "オンライン相談用URL", desks.URLS[NAGASAKI], "入口は一つです。", "ブラウザー", "095-862-8643"):
        assert fact in text
    steps = [text.index(f"　{step}. ") for step in range(1, 5)]
    assert steps == sorted(steps)


@pytest.mark.rule("KRS-14", "KRS-16", "KRS-26")
def test_the_invitation_whose_arrival_confirms(app, desk, clock):
    honda = desk(KURASHIKI)
    number = desks.take_down(honda, KURASHIKI, SLOT)
    desks.act(honda, KURASHIKI, number, "meeting-info", url=desks.URLS[KURASHIKI])
    text = check(app, number)
    for fact in (
        *WHEN,
        desks.URLS[KURASHIKI],
        "より前には、参加できません",
        "ご案内できません",
        "086-430-0705",
        "録画・録音",
    ):
        assert fact in text
    steps = [text.index(f"　{step}. ") for step in range(1, 6)]
    assert steps == sorted(steps)


@pytest.mark.rule("MYK-23", "NGS-25", "KRS-30")
@pytest.mark.parametrize("office, kind", [(MIYAKONOJO, "M-MYK-3"), (NAGASAKI, "M-NGS-2"), (KURASHIKI, "M-KRS-2")])
def test_the_mail_of_a_next_booking(app, desk, clock, office, kind):
    page = desk(office)
    number = desks.take_down(page, office, SLOT)
    confirm(page, office, number, clock)
    clock.set("2026-05-18T10:00:00+09:00")
    desks.act(page, office, number, "admission")
    desks.act(page, office, number, "follow-up", slot=NEXT, told_by="mail", url=desks.URLS[office])
    follower = next_of(number).number
    text = check(app, follower)
    assert bookings.kinds(follower) == [kind]
    for fact in ("2026年5月27日（水）", "14時00分から14時30分まで", desks.URLS[office], "すでに確定しています"):
        assert fact in text
