"""What the site says of itself: how long things are kept, how accessible it is, whom to tell of a hole."""

from datetime import date, datetime

import pytest

from app.db import db
from app.offices.effects.retention import choose_retention
from app.offices.queries.retention import Periods
from app.web.clock import now
from tests.agency_crowd import statements

pytestmark = pytest.mark.usefixtures("offices")
SINCE = date(2026, 5, 1)


@db.write
def chosen(office: str, contact_months: int, record_months: int) -> None:
    """What an office has chosen."""
    periods = Periods(contact_months=contact_months, record_months=record_months)
    choose_retention(office, periods, since=SINCE, by="account:1", approved_by="account:2", now=now())


def test_the_foot_of_every_public_page_leads_to_both(page):
    for path in ("/", "/offices/kanagawa", "/enquiry", "/login"):
        found = page.get(path)
        assert {"/privacy", "/accessibility"} <= {link["href"] for link in found.all("footer a")}


def test_the_periods_are_those_that_hold(page):
    before = page.get("/privacy").text
    assert "窓口がまだ決めていません" in before
    chosen("kanagawa", 7, 25)
    after = page.get("/privacy")
    assert "7か月" in after.text
    assert "25か月" in after.text
    assert "送り終えてから7日で消えます" in after.text


def test_the_periods_come_page_by_page_for_the_same_statements(page, monkeypatch):
    chosen("kanagawa", 7, 25)
    whole = page.get("/privacy").all("main tbody tr")
    all_at_once = statements(lambda: page.get("/privacy"))
    monkeypatch.setattr("app.offices.queries.offices.A_PAGE", 2)
    assert statements(lambda: page.get("/privacy")) == all_at_once
    rows, number, following = [], 1, "/privacy"
    while following:
        shown = page.get(following)
        rows += shown.all("main tbody tr")
        number += 1
        following = f"/privacy?page={number}" if shown.all(".pages a[rel=next]") else None
    assert [row.text for row in rows] == [row.text for row in whole]
    assert number > 3


def test_it_is_told_in_every_language(page):
    for language, words in (("en", "Only the counselors and staff"), ("ja@easy", "予約（よやく）した 窓口")):
        page.post("/language", {"language": language, "back": "/privacy"})
        assert words in page.get("/privacy").text
        assert "AA" in page.get("/accessibility").text


def test_the_page_on_accessibility_says_what_is_not_met_and_when_it_was_tried(page):
    text = page.get("/accessibility").text
    for words in ("JIS X 8341-3:2016", "一部準拠", "2026年11月", "まだ足りないこと", "axe-core 4.14"):
        assert words in text


def test_whoever_finds_a_hole_knows_whom_to_tell(make_app):
    client = make_app(security_contact="mailto:security@office.example").test_client()
    answer = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert answer.content_type == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:security@office.example"
    assert 90 < (datetime.fromisoformat(fields["Expires"]) - now()).days < 365
    assert make_app().test_client().get("/.well-known/security.txt").text.startswith("Contact: mailto:")


def test_the_agencies_and_the_intranet_have_no_such_pages(make_app):
    from app.kernel.roles import Surface

    for surface in (Surface.AGENCY, Surface.INTRANET):
        client = make_app(surfaces=frozenset({surface})).test_client()
        assert client.get("/privacy").status_code == 404
        assert client.get("/.well-known/security.txt").status_code == 404
