"""The pages of yearly reports: an agency hands in, its bureau and the ministry read and ask."""

from datetime import date

import pytest

from app.agencies.terms.kinds import AgencyKind, Service
from app.job_offers.terms.acts import Hire
from app.job_offers.usecases.duties import keep_hire
from app.kernel.moments import day_of
from app.seekers.effects.acquisitions import pseudonym
from app.seekers.terms.acquisitions import Fee, Payer
from app.seekers.usecases.holding import delete_own, record_acceptance, record_application, record_fee
from tests import factories, letters, offers, participants

JOBS, SEEKERS = "form:has(input[value=job_info])", "form:has(input[value=seeker_info])"
FEES = {
    "seeker_info-new_applications": "１２件",
    "seeker_info-seeker_fee_total": "0",
    "seeker_info-seeker_fee_count": "0",
    "seeker_info-employer_fee_total": "1,200,000円",
    "seeker_info-employer_fee_count": "4",
}


@pytest.mark.rule("AGY-124", "AGY-133")
def test_zero_is_reported_in_one_press_and_the_limit_is_told(hikari, clock) -> None:
    clock.set("2026-04-20T23:00:00")
    shown = hikari.get("/agency/reports")
    assert "2026年4月20日（月） です。今日までです。" in shown.text
    done = hikari.follow(hikari.submit(shown, JOBS, zero="1"))
    assert "求人情報提供サービスの報告を受け付けました。" in done.text
    assert "提出済み" in done.text
    assert "（期限後）" not in done.text


@pytest.mark.rule("AGY-126", "AGY-127")
def test_a_fee_charging_agency_tells_four_fees_with_the_applications(hikari, clock) -> None:
    clock.set("2026-04-21T10:00:00")
    done = hikari.follow(hikari.submit(hikari.get("/agency/reports"), SEEKERS, **FEES))
    assert "求人者手数料の合計額（円） 1,200,000" in done.text
    assert "期限後" in done.text
    assert done.fields(SEEKERS)["seeker_info-new_applications"] == "12"


@pytest.mark.rule("AGY-125", "AGY-127")
@pytest.mark.parametrize("left_out", list(FEES))
def test_each_figure_is_needed_and_what_was_typed_stays(hikari, clock, left_out: str) -> None:
    refused = hikari.submit(hikari.get("/agency/reports"), SEEKERS, status=422, **{**FEES, left_out: ""})
    assert "実績がないときは「0」と入れます。" in refused.text
    assert refused.fields(SEEKERS)[left_out] == ""
    kept = {name: value for name, value in FEES.items() if name != left_out}
    assert {name: refused.fields(SEEKERS)[name] for name in kept} == kept


@pytest.mark.parametrize("wrong", ["-1", "たくさん", "1.5", "9" * 13, "1e3", "１，０００億"])
def test_what_is_no_number_is_told(hikari, wrong: str) -> None:
    refused = hikari.submit(hikari.get("/agency/reports"), JOBS, status=422, **{"job_info-hires": wrong})
    assert "0以上の整数を入れてください。" in refused.text


@pytest.mark.rule("AGY-125", "AGY-127")
def test_other_kinds_have_no_fields_of_fees(app, browser_of) -> None:
    participants.join("kaze", kind=AgencyKind.FREE)
    shown = browser_of("kaze").get("/agency/reports")
    assert {name for name in shown.fields(SEEKERS) if name.startswith("seeker_info-")} == {
        "seeker_info-new_applications"
    }


@pytest.mark.rule("AGY-134")
def test_the_first_year_is_2020_and_one_still_running_is_no_year(app, browser_of, clock) -> None:
    participants.join("kaze", since=date(2019, 4, 1), services=(Service.JOB_INFO,))
    kaze = browser_of("kaze")
    links = [str(link["href"]) for link in kaze.get("/agency/reports").all("main a[href*='year=']")]
    assert links[-1] == "/agency/reports?year=2020"
    assert "上半期の分をすでに報告した年度は" in kaze.get("/agency/reports?year=2020").text
    for year in ("2019", "2026", "x", "２０２５"):
        assert kaze.get(f"/agency/reports?year={year}", status=404).status == 404


def test_who_owes_nothing_is_told_so(app, browser_of) -> None:
    participants.register("minato", bureau="kanagawa")
    assert "いま報告が要る年度はありません。" in browser_of("minato").get("/agency/reports").text


@pytest.mark.rule("AGY-130", "AGY-131")
def test_the_board_lists_who_is_late_and_computes_from_when_a_stop_is_due(hikari, mori, clock) -> None:
    clock.set("2026-04-20T10:00:00")
    assert "まだできません" in mori.get("/bureau/reports").text
    assert not mori.get("/bureau/reports/hikari").all("form[action$=chases]")
    clock.set("2026-04-21T10:00:00")
    shown = mori.get("/bureau/reports/hikari")
    assert "停止の対象です" in shown.text
    done = mori.follow(mori.submit(shown, "form[action$=chases]"))
    assert "提出を依頼しました。" in done.text
    clock.set("2026-05-20T10:00:00")
    assert "2026年5月21日（木）から" in mori.get("/bureau/reports").text
    clock.set("2026-05-21T10:00:00")
    board = mori.get("/bureau/reports")
    assert "停止対象" in board.text
    assert "もとの期限は2026年4月20日（月）です。" in board.text


@pytest.mark.rule("AGY-130")
def test_without_a_request_nobody_is_to_be_stopped(hikari, mori, clock) -> None:
    clock.set("2026-05-21T10:00:00")
    assert "先に提出の依頼" in mori.get("/bureau/reports").text


@pytest.mark.rule("AGY-124", "AGY-126")
def test_a_report_is_read_by_its_bureau_and_the_ministry_alone(hikari, mori, ono, oda) -> None:
    hikari.submit(hikari.get("/agency/reports"), JOBS, **{"job_info-hires": "7", "job_info-employer_fee_total": "0"})
    for reader in (mori, oda):
        assert "採用が決まった人数（人） 7" in reader.get("/bureau/reports/hikari").text
    assert ono.get("/bureau/reports/hikari", status=404).status == 404
    assert ono.post("/bureau/reports/hikari/chases", {"year": "2025"}, status=404).status == 404
    assert "ひかり" not in ono.get("/bureau/reports").text
    assert oda.post("/bureau/reports/hikari/chases", {"year": "2025"}, status=403).status == 403


def hired(person, now) -> None:
    """Three people were hired for an offer that the agency accepted."""
    number = offers.put("42010-00000001", now=now)
    offers.accept(number, person, now)
    hire = Hire(decided_on=day_of(now), people=3, fee=900_000)
    assert keep_hire(person.agency_id, number, hire, by=person, now=now) is None


@pytest.mark.rule("AGY-124", "AGY-126", "AGY-127")
def test_the_report_begins_with_what_the_site_counted_and_keeps_what_is_typed(browser_of, clock) -> None:
    clock.set("2026-03-31T10:00:00")
    agency_id = participants.join("hikari")
    person = letters.identity(factories.enlist("hikari")["hikari"], agency_id)
    record_id = letters.offer(1)[0]
    letters.hold(record_id, by=person, now=clock.now())
    number = pseudonym(agency_id, record_id)
    assert record_application(agency_id, number, date(2026, 3, 31), by=person, now=clock.now()) is None
    assert record_acceptance(agency_id, number, date(2026, 3, 31), None, by=person, now=clock.now()) is None
    fee = Fee(payer=Payer.EMPLOYER, yen=300_000, received_on=date(2026, 3, 31))
    assert record_fee(agency_id, number, fee, by=person, now=clock.now()) is None
    assert delete_own(agency_id, number, by=person, now=clock.now())
    hired(person, clock.now())
    clock.set("2026-04-20T10:00:00")
    hikari = browser_of("hikari")
    shown = hikari.get("/agency/reports")
    assert shown.fields(SEEKERS)["seeker_info-new_applications"] == "1"
    assert "記録した求職申込み 1件" in shown.text
    told = {name: shown.fields(SEEKERS)[name] for name in FEES}
    assert list(told.values()) == ["1", "0", "0", "300000", "1"]
    assert shown.fields(JOBS)["job_info-hires"] == "3"
    assert shown.fields(JOBS)["job_info-employer_fee_total"] == "900000"
    refused = hikari.submit(shown, SEEKERS, status=422, **{**FEES, "seeker_info-new_applications": ""})
    assert refused.fields(SEEKERS)["seeker_info-new_applications"] == ""
