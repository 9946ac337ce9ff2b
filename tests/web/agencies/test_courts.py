"""The court of a dispute with a seeker is that of the office of application (AGY-144)."""

from dataclasses import replace
from datetime import date, time

import pytest

from app.db import db
from app.kernel.moments import at as moment
from app.offices.effects.offices import add_office
from app.offices.effects.policies import set_policy
from app.offices.queries.offices import policy_in_force, shipped_profiles
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
def test_the_page_names_the_court_of_every_office_and_of_every_prefecture_for_the_rest(app, page) -> None:
    open_offices()
    shown = page.get("/agencies/contacts")
    offices = [[cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] for row in rows_after(shown)]
    named = {each.policy.name: slug for slug, each in shipped_profiles().items()}
    assert {named[name]: court for name, _, court in offices} == OFFICES
    bureaux = shown.all("main .table-scroll")[0].find_all("tr")[1:]
    rest = {row.find("th").get_text(strip=True): row.find_all("td")[1].get_text(strip=True) for row in bureaux}
    assert len(rest) == 47
    assert all(court.endswith("地方裁判所") for court in rest.values())
    assert (rest["東京都"], rest["北海道"], rest["岡山県"]) == ("東京地方裁判所", "札幌地方裁判所", "岡山地方裁判所")
    assert "表にない窓口のときは、上の表の、窓口がある都道府県の地方裁判所です。" in shown.text


def rows_after(shown):
    """The rows of the table of offices."""
    return shown.all("#seekers-court ~ .table-scroll tbody tr")


@pytest.mark.rule("AGY-144")
def test_a_court_an_office_sets_anew_is_shown_from_its_day(app, page, clock) -> None:
    open_offices()
    changed = replace(policy_in_force("kanagawa", DAY), jurisdiction_court="横浜地方裁判所小田原支部")
    db.write(lambda: set_policy("kanagawa", changed, since=DAY, by="test", now=clock.now()))()
    assert ["横浜地方裁判所小田原支部" in row.get_text() for row in rows_after(page.get("/agencies/contacts"))].count(
        True
    ) == 1


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
