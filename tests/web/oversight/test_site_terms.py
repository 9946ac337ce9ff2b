"""The ministry posts the service's terms on the web, sees what was read, and may take them back (AGY-138, AGY-142)."""

from datetime import date
from io import BytesIO

import pytest

from app.agencies.models.participation import Participation, ParticipationConsent
from app.audit.models import AuditEvent
from app.db import db
from app.offices.models.terms import TermsVersionRow
from tests import participants

SLIPS = "# 利用規約\n１ 目的\n求人对象団体が使うときの決まりを、\nここに定めます。\n２ 利用\nだれでも使えます。\n"
DAY = "令和8年6月1日"


@pytest.fixture(autouse=True)
def _day(clock) -> None:
    clock.set("2026-05-11T10:00:00+09:00")


def post(oda, text=SLIPS, day=DAY):
    """Everything the ministry presses to post a text."""
    oda.submit(oda.get("/bureau/terms/draft"), effective_on=day, text=text, status=303)
    return oda.submit(oda.get("/bureau/terms/posting"), 'form[action$="/posting"]', status=303)


def stored(day: str) -> TermsVersionRow | None:
    """The version of a day."""
    db.session.rollback()
    rows = db.select(TermsVersionRow).where(TermsVersionRow.terms_set == "info_service")
    return next((row for row in db.session.scalars(rows) if row.effective_on.isoformat() == day), None)


@pytest.mark.rule("AGY-138", "AGY-142")
def test_what_was_read_is_shown_and_posted_without_changing_a_character(oda, hikari, page) -> None:
    kept = oda.submit(oda.get("/bureau/terms/draft"), effective_on=DAY, text=SLIPS, status=303)
    shown = oda.follow(kept)
    for told in ("对（U+5BF9）", "求人对象団", "つないだ改行 1か所", "見出し 2（1、2）", "2026年6月1日（月）0時から"):
        assert told in shown.text
    assert "規約が変わります" not in page.get("/agencies/terms").text
    oda.submit(shown, 'form[action$="/posting"]', status=303)
    assert "求人对象団体が使うときの決まりを、ここに定めます。" in stored("2026-06-01").text
    assert "2026年6月1日（月）から、規約が変わります" in page.get("/agencies/terms").text
    assert "利用規約が変わります（2026年6月1日（月）から）" in hikari.get("/agency").text
    acts = db.session.scalars(db.select(AuditEvent.act).where(AuditEvent.act.like("oversight.terms%"))).all()
    assert set(acts) == {"oversight.terms_drafted", "oversight.terms_posted"}


def test_a_file_takes_the_place_of_the_text_and_one_that_is_none_is_told(oda) -> None:
    form = oda.get("/bureau/terms/draft").fields()
    typed = {**form, "effective_on": DAY, "text": "１ 目的\n手で入れた文章です。"}
    for content, told in ((b"\x93\x8c\x96\x9c\xff\xfe", "UTF-8"), (b"a" * 400_001, "大きすぎます"), (b"\0", "NUL")):
        refused = oda.post("/bureau/terms/draft", {**typed, "file": (BytesIO(content), "kiyaku.txt")}, status=422)
        assert told in refused.text
        assert "手で入れた文章です。" in str(refused.find("#text"))
    oda.post("/bureau/terms/draft", {**typed, "file": (BytesIO(SLIPS.encode()), "kiyaku.txt")}, status=303)
    assert "对（U+5BF9）" in oda.get("/bureau/terms/posting").text


@pytest.mark.rule("AGY-138")
def test_posted_terms_are_taken_back_before_their_day_and_not_on_it(oda, hikari, page, clock) -> None:
    post(oda)
    starts = participants.join("kaze", since=date(2026, 6, 2))
    assert bound(starts) == stored("2026-06-01").id
    oda.submit(oda.get("/bureau/terms"), 'form[action$="/withdrawal"]', status=303)
    assert stored("2026-06-01") is None
    assert bound(starts) == stored("2021-12-01").id
    assert "規約が変わります" not in page.get("/agencies/terms").find("main").text
    assert "利用規約の変更を取りやめました（2026年6月1日（月）からの変更）" in hikari.get("/agency").text
    post(oda)
    clock.set("2026-06-01T06:00:00+09:00")
    assert not oda.get("/bureau/terms").all('form[action$="/withdrawal"]')
    refused = oda.post("/bureau/terms/withdrawal", {"day": "2026-06-01"}, status=409)
    assert "これから施行される版ではありません。" in refused.text


def bound(agency_id: int) -> int:
    """The version under which an agency's use starts, the same in its consent."""
    db.session.rollback()
    found = participants.participation_of(agency_id)
    consents = db.select(ParticipationConsent.terms_version_id).where(ParticipationConsent.participation_id == found)
    (agreed,) = db.session.scalars(consents).all()
    row = db.session.get_one(Participation, found)
    assert row.terms_version_id == agreed
    return agreed


def test_two_writers_and_two_presses_and_refusals_change_nothing(oda) -> None:
    first = oda.get("/bureau/terms/draft")
    oda.submit(first, effective_on=DAY, text=SLIPS, status=303)
    refused = oda.submit(first, effective_on=DAY, text=SLIPS + "別の文章。", status=409)
    assert "ほかの担当者が、先に下書きを変えました。" in refused.text
    assert "別の文章。" in str(refused.find("#text"))
    ready = oda.get("/bureau/terms/posting")
    oda.submit(ready, 'form[action$="/posting"]', status=303)
    assert "下書きがありません。" in oda.submit(ready, 'form[action$="/posting"]', status=409).text
    for day, text, status in (("いつか", SLIPS, 422), ("", SLIPS, 422), (DAY, "見出しがない", 409), (DAY, " ", 409)):
        oda.submit(oda.get("/bureau/terms/draft"), effective_on=day, text=text, status=status)
    oda.submit(oda.get("/bureau/terms/draft"), effective_on="2026-05-11", text=SLIPS + "三つ目。", status=303)
    refused = oda.submit(oda.get("/bureau/terms/posting"), 'form[action$="/posting"]', status=409)
    assert "施行日が、今日か、今日より前です。" in refused.text
    oda.submit(oda.get("/bureau/terms"), 'form[action$="/removal"]', status=303)
    assert "下書きがありません。" in oda.get("/bureau/terms/posting").text


def test_nobody_but_the_ministry_reads_or_posts(mori, ueda) -> None:
    for who in (mori, ueda):
        who.get("/bureau/terms", status=403)
        who.post("/bureau/terms/posting", {"revision": "1"}, status=403)
