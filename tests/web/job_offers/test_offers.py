"""What an agency finds, gives to seekers and does about an offer (7(1))."""

from datetime import date

import pytest

from app.agencies.models.agencies import Agency
from app.agencies.rules.particulars import read, written
from app.agencies.terms.kinds import AgencyKind, Service
from app.agencies.terms.participation import Ground
from app.db import db
from app.job_offers.queries.figures import offer_figures
from app.job_offers.terms.acts import OfferFigures
from tests import factories, mails, offers, participants, watched

ONE = "42010-00000001"
PAGE = f"/agency/job-offers/{ONE}"
DAYS = ("contacted_on", "conditions_on", "fee_explained_on", "subsidies_explained_on", "accepted_on")


@pytest.fixture
def one(hikari, clock) -> str:
    """An offer."""
    return offers.put(ONE, now=clock.now(), 休日="土・日・祝")


@pytest.mark.rule("AGY-001", "AGY-032")
def test_a_withdrawn_offer_is_gone_at_the_next_load(hikari, one, clock) -> None:
    assert ONE in hikari.get("/agency/job-offers").text
    offers.put(ONE, now=clock.now(), 提供の同意="なし")
    assert ONE not in hikari.get("/agency/job-offers").text
    assert hikari.get(PAGE, status=404)
    assert hikari.get(f"{PAGE}/sheet", status=404)


@pytest.mark.rule("AGY-031", "AGY-032")
def test_the_sheet_shows_the_newest_version_as_received(hikari, one, clock) -> None:
    offers.put(ONE, now=clock.now(), 休日="日曜　※シフト①")
    text = hikari.get(f"{PAGE}/sheet").text
    assert "日曜 ※シフト①" in text
    assert "土・日・祝" not in text


@pytest.mark.rule("AGY-030")
def test_every_sheet_and_file_tells_source_and_procedure(hikari, one, by) -> None:
    sheet = hikari.get(f"{PAGE}/sheet").text
    assert "安定所から情報提供を受けた求人情報" in sheet
    assert "当社にお電話ください。" in sheet
    lines = hikari.client.get("/agency/job-offers/file.csv").get_data().decode("utf-8-sig").splitlines()
    assert "安定所から情報提供を受けた求人情報" in lines[1]
    assert "当社にお電話ください。" in lines[1]
    forget_procedure(by.agency_id)
    assert hikari.client.get("/agency/job-offers/file.csv").status_code == 409
    assert hikari.get(f"{PAGE}/sheet", status=409).heading == "求人を求職者へ渡す準備ができていません"


@db.write
def forget_procedure(agency_id: int) -> None:
    """The agency has not told its procedure."""
    from dataclasses import replace

    row = db.session.get_one(Agency, agency_id)
    row.particulars = written(replace(read(row.particulars), procedure=""))


@pytest.mark.rule("AGY-005", "AGY-028", "AGY-141")
def test_a_file_holds_no_more_than_it_may_and_says_what_to_do(hikari, one, clock, monkeypatch) -> None:
    offers.put("42010-00000002", now=clock.now())
    monkeypatch.setattr("app.job_offers.views.lists.MOST_IN_FILE", 1)
    page = hikari.get("/agency/job-offers/file.csv", status=422)
    assert "条件を足して絞って" in page.find("#refusal").get_text()


def test_files_are_counted_like_what_an_agency_s_system_fetches(hikari, one) -> None:
    asked = [hikari.client.get("/agency/job-offers/file.csv").status_code for _ in range(11)]
    assert asked == [200] * 10 + [429]


@pytest.mark.parametrize("path", ["", "/file.csv", f"/{ONE}", f"/{ONE}/sheet", "/tokens"])
def test_only_an_agency_whose_service_runs_gets_offers(page, app, clock, path: str) -> None:
    agency_id = participants.join("hikari", services=(Service.SEEKER_INFO,))
    offers.put(ONE, now=clock.now())
    factories.sign_in_as(page, "hikari")
    assert page.get(f"/agency/job-offers{path}", status=403).heading == "いま、求人情報は使えません"
    participants.also(agency_id, Service.JOB_INFO, since=clock.now().date())
    assert page.client.get(f"/agency/job-offers{path}").status_code == 200
    watched.stop(agency_id, Ground.OTHER_BREACH, watched.mori(), clock.now())
    factories.sign_in_as(page, "hikari")
    assert page.client.get(f"/agency/job-offers{path}").status_code == 403


@pytest.mark.rule("AGY-029")
def test_what_was_learned_is_kept_and_the_offer_stays(hikari, one) -> None:
    document = hikari.get(PAGE)
    assert "すみやかに連絡するよう求めてください" in document.text
    assert document.find("blockquote").text.startswith("受理安定所の内容に申し込まれた求人")
    typed = {"kind": "change", "learned_on": "2026-05-11", "content": "賃金が上がった", "asked_on": ""}
    done = hikari.post(f"{PAGE}/findings", typed)
    assert done.status == 303
    after = hikari.get(PAGE).text
    assert "変更された。賃金が上がった（まだ連絡を求めていません）" in after
    assert "220,000円" in after
    assert hikari.post(f"{PAGE}/findings", {**typed, "learned_on": "2026-05-12"}).status == 409


LEARNED = {"kind": "withdrawal", "learned_on": "2026-05-08", "content": "充足したとのこと", "asked_on": ""}
TO_ASK = "安定所へ連絡するよう求める（1件） すみやかに まだ求めていません 2026年5月8日（金）に変更か取消しを把握"


@pytest.mark.rule("AGY-029")
def test_what_an_employer_is_still_to_be_asked_stands_before_the_agency_until_it_was(hikari, one, clock) -> None:
    assert "安定所へ連絡するよう求める" not in hikari.get("/agency").text
    for day in ("2026-05-11", "2026-05-08"):
        hikari.post(f"{PAGE}/findings", {**LEARNED, "learned_on": day})
    assert TO_ASK in hikari.get("/agency").text
    assert "（2026年5月8日（金）に把握）" in hikari.get("/agency/job-offers").text
    assert hikari.post(f"{PAGE}/findings/request", {"requested_on": ""}, status=422)
    assert hikari.post(f"{PAGE}/findings/request", {"requested_on": "2026-05-07"}).status == 409
    assert hikari.post(f"{PAGE}/findings/request", {"requested_on": "2026-05-08"}).status == 303
    assert "（2026年5月11日（月）に把握）" in hikari.get("/agency/job-offers").text, "learned after that day"
    assert hikari.post(f"{PAGE}/findings/request", {"requested_on": "2026-05-11"}).status == 303
    assert "安定所へ連絡するよう求める" not in hikari.get("/agency").text
    assert "安定所への連絡を求人者にまだ求めていない" not in hikari.get("/agency/job-offers").text
    assert "（2026年5月8日（金）に連絡を求めた）" in hikari.get(PAGE).text
    assert hikari.post(f"{PAGE}/findings/request", {"requested_on": "2026-05-11"}).status == 409


@pytest.mark.rule("AGY-029")
def test_nothing_is_asked_for_once_the_office_provides_the_offer_no_more(hikari, one, clock) -> None:
    hikari.post(f"{PAGE}/findings", LEARNED)
    offers.put(ONE, now=clock.now(), 提供の同意="なし")
    assert "安定所へ連絡するよう求める" not in hikari.get("/agency").text
    assert "安定所への連絡を求人者にまだ求めていない" not in hikari.get("/agency/job-offers").text


@pytest.mark.rule("AGY-037")
def test_what_is_still_to_be_told_stands_on_the_first_page(hikari, one) -> None:
    assert hikari.post(f"{PAGE}/acceptance", dict.fromkeys(DAYS, "2026-05-11")).status == 303
    assert "受理した求人の求人者に明示する（1件） すみやかに まだ明示していません" in hikari.get("/agency").text


@pytest.mark.rule("AGY-034")
def test_added_information_needs_consent_and_stands_apart(hikari, one) -> None:
    typed = {"text": "駅から送迎します。", "consented_on": "2026-05-11"}
    refused = hikari.post(f"{PAGE}/additions", typed)
    assert refused.status == 409
    assert "求人事業主の同意と、同意を得た日が必要です" in refused.text
    assert "駅から送迎します。" in refused.html
    assert hikari.post(f"{PAGE}/additions", {**typed, "consented": "y"}).status == 303
    sheet = hikari.get(f"{PAGE}/sheet").text
    assert "当団体の責任で付加した情報 駅から送迎します。" in sheet
    assert hikari.post(f"{PAGE}/additions", {"text": ""}).status == 303
    assert "付加した情報" not in hikari.get(f"{PAGE}/sheet").text


@pytest.mark.rule("AGY-035", "AGY-036", "AGY-040")
@pytest.mark.parametrize("missing", DAYS[:4])
def test_an_offer_is_not_accepted_without_each_step(hikari, one, missing: str) -> None:
    typed = {**dict.fromkeys(DAYS, "2026-05-11"), missing: ""}
    refused = hikari.post(f"{PAGE}/acceptance", typed)
    assert refused.status == 409
    assert "求人受理を記録する" in refused.text


@pytest.mark.rule("AGY-037", "AGY-041")
def test_an_accepted_offer_is_the_agencys_and_owes_the_items(hikari, one, by, clock) -> None:
    assert hikari.post(f"{PAGE}/acceptance", dict.fromkeys(DAYS, "2026-05-11")).status == 303
    assert hikari.get(f"{PAGE}/sheet").heading == "当団体が受理した求人"
    assert "求人者への明示がまだの求人（1件）" in hikari.get("/agency/job-offers").text
    assert "手数料" in hikari.get(f"{PAGE}/explanation").text
    assert hikari.post(f"{PAGE}/explanation", {"told_on": "2026-05-10", "way": "paper"}).status == 409
    assert hikari.post(f"{PAGE}/explanation", {"told_on": "2026-05-11", "way": "paper"}).status == 303
    assert "明示がまだ" not in hikari.get("/agency/job-offers").text
    assert "書面で明示しました" in hikari.get(PAGE).text


@pytest.mark.rule("AGY-037")
def test_the_five_items_word_for_word(app, clock) -> None:
    told = {
        "agency": "ひかり人材紹介株式会社",
        "number": ONE,
        "accepted_on": clock.now().date(),
        "items": ("occupations", "fees", "complaints", "employer_information", "seeker_data"),
        "occupations": "介護職、事務職",
        "contact": "電話 095-800-0000",
        "officer": "光田 明",
    }
    mails.check(app, "M-AGY-15", told)


HIRE = {"decided_on": "2026/5/11", "people": "2人", "fee": "600,000円"}


@pytest.mark.rule("AGY-124", "AGY-125")
def test_hires_with_their_fees_are_kept_once_and_taken_back(hikari, one, by, clock) -> None:
    assert hikari.post(f"{PAGE}/hires", HIRE).status == 409
    offers.accept(ONE, by, clock.now())
    assert hikari.post(f"{PAGE}/hires", HIRE).status == 303
    assert "もう記録しています" in hikari.post(f"{PAGE}/hires", HIRE).text
    shown = hikari.get(PAGE)
    assert "600,000円" in shown.find("#hires").get_text()
    figures = offer_figures(by.agency_id, 2026)
    assert (figures.hires, figures.fees) == (2, 600_000)
    entry = {"hire": shown.find("#hires input[name=hire]")["value"]}
    assert hikari.post(f"{PAGE}/hires/withdrawal", entry).status == 303
    assert "記録は、もうありません" in hikari.post(f"{PAGE}/hires/withdrawal", entry).text
    assert offer_figures(by.agency_id, 2026).hires == 0


@pytest.mark.parametrize("field", HIRE)
def test_what_is_wrong_about_a_hire_is_told_and_kept(hikari, one, by, clock, field: str) -> None:
    offers.accept(ONE, by, clock.now())
    refused = hikari.post(f"{PAGE}/hires", {**HIRE, field: "さあ"})
    assert refused.status == 422
    assert refused.fields("form[action$=hires]").items() >= {**HIRE, field: "さあ"}.items()


@pytest.mark.rule("AGY-125")
def test_no_other_kind_is_asked_for_fees(page, app, clock) -> None:
    by = watched.hikari(participants.join("hikari", kind=AgencyKind.FREE))
    factories.sign_in_as(page, "hikari")
    offers.put(ONE, now=clock.now())
    offers.accept(ONE, by, clock.now())
    assert "fee" not in page.get(PAGE).fields("form[action$=hires]")
    assert page.post(f"{PAGE}/hires", {**HIRE, "fee": "1"}).status == 303
    assert offer_figures(by.agency_id, 2026).fees == 0


def test_what_was_given_is_counted_by_fiscal_year(hikari, one, by, clock) -> None:
    for _ in range(2):
        assert hikari.post(f"{PAGE}/provisions").location == f"{PAGE}/sheet"
    offers.accept(ONE, by, clock.now())
    assert offer_figures(by.agency_id, 2026) == OfferFigures(offers=1, provisions=2, accepted=1)
    assert offer_figures(by.agency_id, 2025) == OfferFigures(offers=0, provisions=0, accepted=0)


def test_offers_are_found_by_what_they_tell_twenty_at_a_time(hikari, clock) -> None:
    for number in range(23):
        offers.put(f"42010-{number + 1}", now=clock.now(), 職種="看護師" if number == 7 else "介護職員")
    first = hikari.get("/agency/job-offers")
    assert len(first.all("tbody tr")) == 20
    following = first.find("a[rel=next]")["href"]
    assert len(hikari.get(str(following)).all("tbody tr")) == 3
    assert "42010-8" in hikari.get("/agency/job-offers?q=看護").text
    for nothing in ("q=パイロット", "prefecture=13", "wage=220001", "occupation=06", "employment=part_time"):
        assert "当てはまる求人はありません" in hikari.get(f"/agency/job-offers?{nothing}").text
    for odd in ("before=99999999999999999999", "wage=-1", "prefecture=99", "q=%25%27"):
        hikari.get(f"/agency/job-offers?{odd}")


@pytest.mark.rule("AGY-028")
@pytest.mark.parametrize("path", ["/agency/job-offers", PAGE, f"{PAGE}/sheet", "/agency/job-offers/file.csv"])
def test_no_page_of_offers_is_for_search_engines(hikari, one, path: str) -> None:
    assert "noindex" in hikari.client.get(path).headers["X-Robots-Tag"]


@pytest.mark.rule("AGY-016")
def test_before_the_first_day_of_use_no_offer_is_given(page, app, clock) -> None:
    participants.join("hikari", since=date(2026, 5, 14))
    offers.put(ONE, now=clock.now())
    factories.sign_in_as(page, "hikari")
    for path in ("/agency/job-offers", PAGE, f"{PAGE}/sheet", "/agency/job-offers/file.csv"):
        assert page.client.get(path).status_code == 403


@pytest.mark.rule("AGY-026", "AGY-027")
def test_the_list_says_for_what_offers_are_and_an_offer_leads_to_its_sheet(hikari, one) -> None:
    assert "職業紹介のためだけに使えます" in hikari.get("/agency/job-offers").text
    sheet = hikari.follow(hikari.submit(hikari.get(PAGE), f"form[action='{PAGE}/provisions']", status=303))
    assert "安定所から情報提供を受けた求人情報" in sheet.text


def test_the_menu_marks_the_list_an_offer_hangs_below(hikari, one) -> None:
    marked = {path: hikari.get(path).find(".site-nav [aria-current]") for path in (PAGE, "/agency/job-offers")}
    assert {link["href"] for link in marked.values()} == {"/agency/job-offers"}
    assert [link["aria-current"] for link in marked.values()] == ["true", "page"]
    assert hikari.get("/agency/quota").all(".site-nav [aria-current]") == []
