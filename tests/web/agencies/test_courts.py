"""The court of a dispute with a seeker is that of the office of application (AGY-144)."""

from dataclasses import replace
from datetime import date, time

import pytest

from app.db import db
from app.kernel.moments import at as moment
from app.offices.effects.offices import add_office
from app.offices.queries.bureaux import list_bureaux
from app.offices.queries.courts import court_for_seeker
from app.offices.queries.offices import shipped_profiles
from tests.agency_crowd import statements
from tests.factories import open_offices

DAY = date(2026, 5, 11)
OFFICES = {
    "kanagawa": "横浜地方裁判所",
    "miyakonojo": "宮崎地方裁判所",
    "nagasaki_main": "長崎地方裁判所",
    "nagasaki_young": "長崎地方裁判所",
    "nagasaki_tsukimachi": "長崎地方裁判所",
    "kurashiki_chuo": "岡山地方裁判所",
    "kurashiki_wakamono": "岡山地方裁判所",
}


@pytest.mark.rule("AGY-144")
def test_every_office_has_its_court_and_every_prefecture_one_for_the_rest(app, page) -> None:
    open_offices()
    assert {slug: court_for_seeker(slug, "東京都", DAY) for slug in OFFICES} == OFFICES
    rest = {each.prefecture: court_for_seeker(None, each.prefecture, DAY) for each in list_bureaux()}
    assert len(rest) == 47
    assert all(court and court.endswith("地方裁判所") for court in rest.values())
    assert (rest["東京都"], rest["北海道"]) == ("東京地方裁判所", "札幌地方裁判所")
    assert court_for_seeker("unknown", "岡山県", DAY) == "岡山地方裁判所"
    assert court_for_seeker(None, "どこか", DAY) is None


@pytest.mark.rule("AGY-144")
def test_the_page_shows_each_office_with_its_court(app, page) -> None:
    open_offices()
    shown = page.get("/agencies/contacts")
    for told in (
        "ハローワーク長崎（長崎公共職業安定所） 長崎県 長崎地方裁判所",
        "倉敷わかものハローワーク 岡山県 岡山地方裁判所",
    ):
        assert told in shown.text


@pytest.mark.rule("AGY-144")
def test_offices_past_a_page_stand_on_the_next(app, page) -> None:
    open_offices()
    more_offices(44)
    first, second = (page.get(f"/agencies/contacts{more}") for more in ("", "?page=2"))
    assert [len(each.all("#seekers-court ~ .table-scroll tbody tr")) for each in (first, second)] == [50, 1]
    assert [link["href"] for link in first.all(".pages a")] == ["/agencies/contacts?page=2"]
    assert first.text.count("窓口043") == 0
    assert second.text.count("窓口043") == 1


def test_the_page_asks_no_more_often_for_more_offices(app, page) -> None:
    open_offices()
    page.get("/agencies/contacts")
    few = statements(lambda: page.get("/agencies/contacts"))
    more_offices(20)
    assert statements(lambda: page.get("/agencies/contacts")) == few
    assert "窓口019" in page.get("/agencies/contacts").text


@db.write
def more_offices(count: int) -> None:
    model = shipped_profiles()["kanagawa"]
    for number in range(count):
        named = {"slug": f"office{number:03}", "order": 1000 + number}
        policy = replace(model.policy, name=f"窓口{number:03}")
        add_office(replace(model, **named, policy=policy), now=moment(DAY, time(9)))
