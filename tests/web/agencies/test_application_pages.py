"""The four applications in steps on the agencies' site: nothing typed is lost, the limit and its reason are shown."""

import io

import pytest

from app.agencies.queries.applications import applications_of
from app.agencies.rules import applications as rules
from app.agencies.terms.contacts import BUREAU_LIST
from tests import applicants
from tests.factories import sign_in_as

ORGANISATION = {
    "name": "株式会社𠮷田紹介",
    "address": "長崎県長崎市万才町７－１",
    "phone": "０９５－８００－００００",
    "representative": "𠮷田 太郎",
    "kind": "fee",
    "licence_number": "42-ユ-300001",
    "licence_valid_until": "令和11年3月31日",
}
SERVICES = {
    "job_info": "y",
    "seeker_info": "y",
    "placement_1_on": "R8.4.20",
    "charges_seekers": "no",
    "handles_subsidies": "no",
}
OFFICERS = {
    "contact_name": "光 美咲",
    "contact_mail": "misaki@hikari.example",
    "contact_phone": "095-800-0001",
    "contact_full_time": "y",
    "contact_supervisor": "no",
    "same_officer": "y",
    "contact_way": "電話 095-800-0001",
    "procedure": "電話で申し込んでください。",
}
INFORMATION = {
    "record": "昨年度 120人",
    "occupations": "事務",
    "industries": "医療",
    "areas": "長崎県",
    "seeker_fees": "いただきません",
}
ALL = {"organisation": ORGANISATION, "services": SERVICES, "officers": OFFICERS, "information": INFORMATION}


@pytest.fixture
def hikari(page, offices) -> int:
    """Hikari, registered and signed in."""
    agency_id = applicants.register("hikari")
    sign_in_as(page, "hikari")
    return agency_id


def filled(page, kind="use", **other):
    """Every step typed: the confirmation."""
    shown = page.get(f"/agency/drafts/{kind}", follow_redirects=True)
    for step, typed in ALL.items():
        if f"/{step}" in shown.find("main form")["action"]:
            shown = page.follow(page.submit(shown, **{**typed, **other.get(step, {})}))
    return shown


@pytest.mark.rule("AGY-096", "AGY-097", "AGY-098")
def test_an_application_is_typed_step_by_step_and_its_limit_has_a_reason(page, hikari, clock) -> None:
    confirmation = filled(page)
    assert confirmation.heading == "利用申請：確認"
    assert "2026年5月25日（月）" in confirmation.text
    done = page.follow(page.submit(confirmation))
    assert done.find("#document-limit").text == "2026年5月25日（月）"
    assert "登録手続きは完了していません" in done.text
    assert "14日間の末日は2026年5月25日（月）です。" in done.text
    assert "あと15日" in done.text
    [line] = applications_of(hikari, clock.now())
    assert line.number in page.get("/agency/applications").text


@pytest.mark.rule("AGY-019", "AGY-112")
def test_before_registering_the_law_and_the_six_measures_of_safety_are_told(page, hikari) -> None:
    told = filled(page).text
    assert "職業安定法の定めは変わりません" in told
    assert "労働条件の明示や個人情報の取扱いなどは、団体が自分の責任で行います" in told
    for measure in (
        "見つかった不正なファイルを実行しない",
        "ウイルス対策の定義を最新にし",
        "修正プログラムを当てていないOSやブラウザーと、修正の提供が終わったものを使わない",
        "すべてのファイルを、定期的に検査する",
        "情報が漏れる、なくなる、壊れる、書き換えられることを防ぐ",
        "不正に入られないようにする",
    ):
        assert measure in told


@pytest.mark.rule("AGY-140")
def test_whom_to_ask_is_linked_from_the_pages_of_applications(page, hikari) -> None:
    assert page.get("/agency/applications").all(f"a[href='{BUREAU_LIST}']")
    assert page.follow(page.submit(filled(page))).all(f"a[href='{BUREAU_LIST}']")


@pytest.mark.rule("AGY-109")
def test_the_contact_officer_is_preferably_the_placement_supervisor(page, hikari) -> None:
    step = page.get("/agency/drafts/use/steps/officers")
    assert "職業紹介責任者であることが望まれます" in step.text
    assert [each["value"] for each in step.all("input[name=contact_supervisor]")] == ["yes", "no"]


@pytest.mark.rule("AGY-104", "AGY-105", "AGY-103")
def test_the_page_says_how_the_document_is_sent(page, hikari) -> None:
    done = page.follow(page.submit(filled(page)))
    assert "PDFを、期限までに長崎労働局へメールで送ります" in done.text
    assert "先に労働局へ電話などで連絡してから" in done.text
    assert "署名と押印はいりません" in done.text


def test_a_draft_survives_everything_and_is_the_whole_agency_s(page, hikari, clock) -> None:
    wrong = page.submit(
        page.get("/agency/drafts/use/steps/organisation"),
        **{**ORGANISATION, "licence_valid_until": "あした"},
        status=422,
    )
    assert "日付として読めません" in wrong.text
    again = page.get("/agency/drafts/use/steps/organisation").fields()
    assert (again["name"], again["licence_valid_until"]) == ("株式会社𠮷田紹介", "あした")
    sign_in_as(page, "hikari2")
    assert page.get("/agency/drafts/use/steps/organisation").fields()["name"] == "株式会社𠮷田紹介"
    clock.advance(days=200)
    sign_in_as(page, "hikari2")
    assert page.get("/agency/drafts/use/steps/organisation").fields()["name"] == "株式会社𠮷田紹介"
    unready = page.get("/agency/drafts/use/steps/confirmation")
    assert "まだ登録できません" in unready.text
    page.post("/agency/drafts/use/discarding")
    assert page.get("/agency/drafts/use/steps/organisation").fields()["name"] == ""


@pytest.mark.rule("AGY-007")
def test_a_school_is_offered_no_seeker_service_and_a_forged_one_is_refused(page, hikari) -> None:
    school = {"kind": "school", "school": "university", "licence_valid_until": ""}
    assert page.get("/agency/drafts/use/steps/services").all("input[name=seeker_info]")
    offered = page.follow(page.submit(page.get("/agency/drafts/use", follow_redirects=True), **ORGANISATION | school))
    assert [each["name"] for each in offered.all("input[name$=_info]")] == ["job_info"]
    assert "求人情報提供サービスだけを利用できます" in offered.text
    refused = page.submit(filled(page, organisation=school), status=409)
    assert "③の団体（学校など）は、求職情報提供サービスを利用できません" in refused.text


@pytest.mark.rule("AGY-005")
def test_a_high_school_is_refused(page, hikari) -> None:
    school = {"kind": "school", "school": "high", "licence_valid_until": ""}
    refused = page.submit(filled(page, organisation=school), status=409)
    assert "中学校と高等学校は、サービスを利用できません" in refused.text


@pytest.mark.rule("AGY-008", "AGY-009")
@pytest.mark.parametrize(
    "placed",
    [
        {"placement_1_on": ""},
        {"placement_1_on": "2026/2/11"},
        {"placement_1_months": "３"},
        {"placement_1_months": "4", "placement_1_seasonal": "y"},
    ],
)
def test_without_a_regular_placement_the_seeker_service_is_refused(page, hikari, placed) -> None:
    step = page.get("/agency/drafts/use/steps/services")
    assert "2026年2月12日（木）から今日までの就職を数えます" in "".join(step.text.split())
    refused = page.submit(filled(page, services=placed), status=409)
    assert "過去3か月以内に常用就職が1件もないと" in refused.text
    without = filled(page, services={**placed, "seeker_info": None})
    assert page.submit(without).status == 303


@pytest.mark.rule("AGY-009", "AGY-063")
@pytest.mark.parametrize(
    ("step", "typed", "words"),
    [
        ("services", {"placement_2_months": "6"}, "就職した日を入力してください"),
        ("services", {"placement_2_seasonal": "y"}, "就職した日を入力してください"),
        ("services", {"placement_1_months": "9999"}, "3文字"),
        ("services", {"placement_1_months": "半年"}, "数字"),
        ("information", {"paid_1_name": "面接の講座"}, "サービスの料金を入力してください"),
        ("information", {"paid_2_price": "5,000円"}, "サービスの内容を入力してください"),
    ],
)
def test_half_a_row_is_asked_for_and_never_dropped(page, hikari, step, typed, words) -> None:
    page.submit(page.get("/agency/drafts/use/steps/services"), **SERVICES)
    refused = page.submit(page.get(f"/agency/drafts/use/steps/{step}"), **{**ALL[step], **typed}, status=422)
    assert words in refused.text
    assert {name: refused.fields()[name] for name in typed} == typed


@pytest.mark.rule("AGY-108", "AGY-110", "AGY-111")
@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"contact_full_time": None}, "連絡責任者は、常勤の社員から決めて"),
        ({"contact_name": ""}, "連絡責任者の氏名を入力してください"),
        ({"same_officer": None}, "個人情報管理等責任者の氏名を入力してください"),
        ({"contact_supervisor": None}, "職業紹介責任者かどうかを選んでください"),
    ],
)
def test_both_officers_are_named_of_the_full_time_staff(page, hikari, other, words) -> None:
    refused = page.submit(page.get("/agency/drafts/use/steps/officers"), **{**OFFICERS, **other}, status=422)
    assert words in refused.text


def test_a_second_press_leads_to_the_same_application(page, hikari, clock) -> None:
    confirmation = filled(page)
    first = page.submit(confirmation).location
    assert page.submit(confirmation).location == first
    assert len(applications_of(hikari, clock.now())) == 1


def test_of_presses_in_two_tabs_one_registers_and_the_other_is_told_why_not(page, hikari, clock) -> None:
    first = filled(page)
    second = page.get("/agency/drafts/use/steps/confirmation")
    page.submit(first, status=303)
    refused = page.submit(second, status=409)
    assert "同じ種類の申請が、まだ終わっていません。" in refused.text
    assert "書類を送らなければ、前の申請は書類の期限の翌日に消え、新しく登録できます。" in refused.text
    assert len(applications_of(hikari, clock.now())) == 1


def test_what_a_colleague_changed_since_is_shown_before_it_is_registered(page, hikari, clock) -> None:
    confirmation = filled(page)
    page.submit(page.get("/agency/drafts/use/steps/organisation"), representative="別の 人")
    refused = page.submit(confirmation, status=409)
    assert "確認した後に、申請の内容が変わりました" in refused.text
    assert applications_of(hikari, clock.now()) == ()
    assert page.submit(refused).status == 303


@pytest.mark.rule("AGY-096")
def test_procedures_that_are_not_open_say_why(page, hikari) -> None:
    assert "いまは、サービスを利用していません" in page.get("/agency/drafts/change", status=409).text
    applicants.start("hikari")
    listed = page.get("/agency/applications").text
    assert "すでにサービスを利用しています" in listed
    assert "更新申請を始める" in listed


@pytest.mark.rule("AGY-012")
def test_a_renewal_begins_with_what_is_registered_and_brings_its_change(page, hikari) -> None:
    applicants.start("hikari")
    shown = page.get("/agency/drafts/renew", follow_redirects=True)
    assert shown.fields()["address"] == "長崎県長崎市万才町7-1"
    page.submit(shown, address="長崎県長崎市出島町1-1")
    page.submit(page.get("/agency/drafts/renew/steps/services"), placement_1_on="2026-04-20")
    done = page.follow(page.submit(page.get("/agency/drafts/renew/steps/confirmation")))
    assert "も一緒に登録しました" in done.text


@pytest.mark.rule("AGY-096")
def test_a_withdrawal_tells_what_it_does_first(page, hikari) -> None:
    applicants.start("hikari")
    shown = page.get("/agency/drafts/withdraw", follow_redirects=True)
    assert "IDは5年間保存され" in shown.text.replace("ID（メールアドレス）", "ID")
    page.submit(shown, given_up="seeker_info", understood=None, status=422)
    confirmation = page.follow(page.submit(shown, given_up="seeker_info", understood="y"))
    done = page.follow(page.submit(confirmation))
    assert "求職情報提供サービスだけをやめる" in done.text
    [line] = applications_of(hikari, applicants.REGISTERED)
    assert page.client.get(f"/agency/applications/{line.number}.pdf").data.startswith(b"%PDF")


@pytest.mark.rule("AGY-102")
def test_the_document_can_be_downloaded_and_the_filled_one_put_beside(page, hikari, clock) -> None:
    at = page.submit(filled(page)).location
    answer = page.client.get(f"{at}.pdf")
    assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")
    wrong = page.post(f"{at}/filled", {"document": (io.BytesIO(b"<html>"), "a.pdf")}, status=422)
    assert "PDFのファイルではないか" in wrong.text
    done = page.post(f"{at}/filled", {"document": (io.BytesIO(answer.data), "a.pdf")}, status=303)
    assert "登録した申請書を見る" in page.follow(done).text
    assert page.client.get(f"{at}/filled.pdf").data == answer.data
    clock.set("2026-05-26T10:00")
    sign_in_as(page, "hikari")
    assert "期限が過ぎて消えました" in page.get(at).text
    assert page.client.get(f"{at}.pdf").status_code == 404


def test_a_file_beyond_the_limit_is_answered_kindly(page, hikari, monkeypatch) -> None:
    monkeypatch.setattr(rules, "LARGEST_UPLOAD", 100)
    at = page.submit(filled(page)).location
    large = b"%PDF-1.7" + b" " * 100 + b"%%EOF"
    refused = page.post(f"{at}/filled", {"document": (io.BytesIO(large), "a.pdf")}, status=422)
    assert "ファイルが大きすぎます" in refused.text
