"""What one watcher may not do about an agency: told as such, kept from the page, and nothing told beside it."""

import re

import pytest

from app.agencies.terms.kinds import BusinessOrderKind
from app.agencies.terms.participation import Ground
from app.agencies.terms.processing import OrderFacts
from app.agencies.usecases.orders import enter_order
from tests import agencies, watched
from tests.factories import sign_in_as

WATCH = "/bureau/oversight"
MISSING = "2345678923"
ERROR_NUMBER = re.compile(r"エラー番号 \w+")


@pytest.mark.rule("AGY-072")
def test_another_bureau_s_officer_is_refused_a_stop_and_not_told_whether_there_is_a_case(
    clock, hikari, mori, ono
) -> None:
    agency_id = agencies.identity("hikari").agency_id
    number = watched.opened(agency_id, Ground.OTHER_MALICIOUS, watched.mori(), clock.now())
    stop = watched.opened(agency_id, Ground.OTHER_BREACH, watched.mori(), clock.now())
    mori.get(f"{WATCH}/cases/{stop}/suspensions/new")
    mori.get(f"{WATCH}/cases/{number}/terminations/new")
    for door in ("suspensions/new", "terminations/new"):
        pages = [ono.get(f"{WATCH}/cases/{each}/{door}", status=403) for each in (number, stop, MISSING)]
        assert len({ERROR_NUMBER.sub("", each.text) for each in pages}) == 1
    typed = {"begins": "now", "reason": "違反"}
    for door in ("suspensions/new", "suspensions/preview", "suspensions", "terminations"):
        for each in (number, stop, MISSING):
            ono.post(f"{WATCH}/cases/{each}/{door}", typed, status=403)


@pytest.mark.rule("AGY-072", "AGY-117", "AGY-135")
def test_another_bureau_s_officer_is_offered_corrections_facts_and_complaints(hikari, mori, ono) -> None:
    def offered(page) -> list[str]:
        links = page.get(f"{WATCH}/agencies/hikari").all("a[href*='requests/new?kind=']")
        return [str(each["href"]).partition("kind=")[2] for each in links]

    assert offered(ono) == ["correction", "fact_check", "complaint"]
    assert offered(mori) == ["correction", "fact_check", "complaint", "record", "report", "survey"]
    form = ono.get(f"{WATCH}/agencies/hikari/requests/new?kind=survey")
    ono.submit(form, "form[action$=requests]", kind="survey", text="調査", limit_on="2027-01-29", status=422)


@pytest.mark.rule("AGY-114")
def test_the_press_for_a_measure_is_away_while_the_stop_holds(clock, hikari, ueda) -> None:
    form = ueda.get(f"{WATCH}/agencies/hikari/requests/new")
    sent = {"addressee": "contact_officer", "text": "端末の検査", "limit_on": clock.now().date().isoformat()}
    address = ueda.submit(form, "form[action$=requests]", status=303, **sent).location.partition("?")[0]
    clock.advance(days=1)
    sign_in_as(ueda, "ueda")
    ignored = ueda.get(address)
    ueda.submit(ignored, "form[action$=suspension]", status=303, **{"stop-outcome": "応答がない"})
    stopped = ueda.get(address)
    assert not stopped.all("form[action$=suspension]")
    assert "すでに止まっています" in stopped.text
    again = ueda.submit(ignored, "form[action$=suspension]", status=409, **{"stop-outcome": "二度目の長い理由"})
    assert "二度目の長い理由" in str(again.find("textarea[readonly]"))
    assert not ueda.get(f"{WATCH}/agencies/hikari/cases/new", status=403).all("option[value=measure_ignored]")


@pytest.mark.rule("AGY-114")
def test_a_bureau_is_not_offered_the_ground_of_an_ignored_measure(hikari, mori) -> None:
    form = mori.get(f"{WATCH}/agencies/hikari/cases/new")
    assert form.all("option[value=other_breach]")
    assert not form.all("option[value=measure_ignored]")


@pytest.mark.rule("AGY-074")
def test_a_stop_under_an_order_is_lifted_once_the_order_s_day_is_entered(clock, hikari, mori) -> None:
    agency_id, officer = agencies.identity("hikari").agency_id, watched.mori()
    watched.stop(agency_id, Ground.EXCESSIVE_SALES, officer, clock.now())
    today = clock.now().date()
    order = OrderFacts(kind=BusinessOrderKind.IMPROVEMENT_ORDER, from_on=today)
    assert enter_order(agency_id, order, "命令", by=officer, now=clock.now()) is None
    form = mori.get(f"{WATCH}/agencies/hikari/liftings/new")
    assert "業務改善命令" in form.text
    typed = {"reason": "是正を確かめた長い理由", "confirmed_on": today.isoformat()}
    refused = mori.submit(form, "form[action$=liftings]", status=409, **typed)
    assert "命令などの是正が、まだ確認されていません" in refused.text
    assert "是正を確かめた長い理由" in refused.html
    orders = mori.get(str(refused.find("main a[href$='#orders']")["href"]).partition("#")[0])
    mori.submit(orders, "form[action$=improvement]", improved_on=today.isoformat(), status=303)
    again = mori.get(f"{WATCH}/agencies/hikari/liftings/new")
    assert "業務改善命令" not in again.find("main").get_text()
    mori.submit(again, "form[action$=liftings]", status=303, **typed)
