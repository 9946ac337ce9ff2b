"""The first pages: what an agency has to do, what a bureau and the ministry see, what waits at operations."""

from datetime import date, datetime

import pytest

from app.agencies.queries.applications import applications_of
from app.agencies.terms.applications import Asked, Refused
from app.agencies.terms.kinds import ApplicationKind, Service
from app.agencies.terms.participation import Ground, NewSuspension, SuspensionEnd
from app.agencies.usecases.processing import refuse_application
from app.kernel.moments import JST
from app.offices.rules.documents import document_of
from app.offices.usecases.terms import import_terms
from tests import agencies, applicants, participants

STOPPED = NewSuspension(
    ground=Ground.ADVERTISING,
    end_kind=SuspensionEnd.SIX_MONTHS,
    begins_at=datetime(2026, 5, 8, tzinfo=JST),
    first_day=date(2026, 5, 8),
    last_day=date(2026, 11, 6),
    reason="宣伝",
)


@pytest.mark.rule("AGY-003", "AGY-092")
def test_the_first_page_bears_the_name_of_the_site_and_needs_a_sign_in(hikari, page) -> None:
    assert hikari.get("/agency").heading == "求人・求職情報提供サービスサイト"
    assert page.get("/agency", status=303).location.startswith("/login")


def test_a_missing_report_is_told_with_its_days_and_why(hikari, clock) -> None:
    clock.set("2026-04-15T10:00:00")
    assert "2025年度（令和7年度）の利用状況報告" in hikari.get("/agency").text
    assert "あと5日です。" in hikari.get("/agency").text
    clock.set("2026-05-11T10:00:00")
    shown = hikari.get("/agency").text
    assert "2026年5月20日（水）までに報告がないと、停止の対象です。" in shown
    assert "1か月の末日は2026年5月20日（水）です。" in shown


def test_who_owes_nothing_has_nothing_to_do(app, browser_of, clock) -> None:
    participants.join("kaze", since=date(2026, 4, 10), services=(Service.JOB_INFO,))
    assert "いま、することはありません。" in browser_of("kaze").get("/agency").text


@pytest.mark.rule("AGY-097", "AGY-098")
def test_a_document_that_is_not_at_the_bureau_is_told_with_its_last_day_and_why(app, browser_of, clock) -> None:
    clock.set("2026-04-15T10:00:00")
    agencies.apply(agencies.found("minato", clock.now()), "use", clock.now())
    shown = browser_of("minato").get("/agency").text
    assert "利用申請の申請書を労働局に出す 2026年4月28日（火） あと13日です。" in shown
    assert "2026年4月29日（水）が閉庁日なので、その前の開庁日の2026年4月28日（火）に繰り上げます。" in shown


@pytest.mark.rule("AGY-011")
def test_a_licence_that_passed_asks_for_a_change(app, browser_of, clock) -> None:
    participants.join("kaze", services=(Service.JOB_INFO,))
    clock.set("2027-03-31T10:00:00")
    assert "変更申請の用意" in browser_of("kaze").get("/agency").text
    clock.set("2027-04-01T10:00:00")
    assert "変更申請が必要" in browser_of("kaze").get("/agency").text


@pytest.mark.rule("AGY-013")
def test_past_the_term_without_the_requirements_only_the_withdrawal_is_left_to_do(app, browser_of, clock) -> None:
    kaze = agencies.take_part("kaze", clock.now(), until=date(2026, 10, 8))
    number = agencies.apply(kaze, "renew", clock.now(), agencies.particulars("kaze", placements=()))
    officer = agencies.identity("ono")
    agencies.receive(number, officer, clock.now())
    assert refuse_application(number, "常用就職がありません。", by=officer, now=clock.now()) is None
    clock.set("2026-10-08T10:00:00")
    assert "退会申請" not in browser_of("kaze").get("/agency").find("#agency-tasks").text
    clock.set("2026-10-09T10:00:00")
    (task,) = browser_of("kaze").get("/agency").all("#agency-tasks tbody tr")
    assert "求職情報提供サービスの退会申請" in task.text
    assert task.find("a")["href"] == "/agency/applications"


@pytest.mark.rule("AGY-010")
def test_the_limit_that_is_told_is_that_of_the_service_that_is_had_now(app, browser_of, clock) -> None:
    kaze = participants.join("kaze", valid_until=date(2026, 6, 1))
    participants.give_up(kaze, Service.SEEKER_INFO, on=date(2026, 5, 11))
    participants.also(kaze, Service.SEEKER_INFO, since=date(2026, 5, 20), valid_until=date(2026, 6, 30))
    clock.set("2026-06-20T10:00:00")
    (limit,) = [
        row.find_all("td")[0].get_text(strip=True)
        for row in browser_of("kaze").get("/agency").all("#agency-tasks tbody tr")
        if "更新申請" in row.text
    ]
    assert limit == "2026年6月30日（火）"


@pytest.mark.rule("AGY-013")
def test_a_renewal_refused_by_the_system_leaves_only_the_withdrawal_after_the_term(browser_of, clock, app) -> None:
    kaze = agencies.take_part("kaze", clock.now(), until=date(2026, 10, 8))
    unmet = Asked(kind=ApplicationKind.RENEW, told=agencies.particulars("kaze", placements=()))
    assert isinstance(applicants.press("kaze", unmet, now=clock.now()), Refused)
    clock.set("2026-10-09T10:00:00")
    (task,) = browser_of("kaze").get("/agency").all("#agency-tasks tbody tr")
    assert "求職情報提供サービスの退会申請" in task.text
    kept = applications_of(kaze, clock.now())[0]
    assert "書類はいりません" in browser_of("kaze").get("/agency/applications").text
    browser_of("kaze").get(f"/agency/applications/{kept.number}.pdf", status=404)
    for path, who in [(f"/agency/applications/{kept.number}", "kaze"), (f"/bureau/applications/{kept.number}", "ono")]:
        shown = browser_of(who).get(path).text
        assert "過去3か月以内に常用就職が1件もない" in shown
        assert "提出期限" not in shown, "no document is asked for"
        assert "この期限になる理由" not in shown


@pytest.mark.rule("AGY-143", "AGY-145")
def test_the_court_of_the_bureau_and_the_terms_that_apply_are_told(hikari) -> None:
    shown = hikari.get("/agency").text
    assert "長崎地方裁判所" in shown
    assert "2025年4月1日（火）から 利用申請 2025年4月1日（火）" in shown


@pytest.mark.rule("AGY-138", "AGY-145")
def test_changed_terms_are_posted_and_apply_to_whoever_goes_on(hikari, page, clock) -> None:
    clock.set("2026-05-12T10:00:00")
    import_terms("info_service", date(2026, 6, 1), document_of("# 利用規約\n１ 目的\n変わりました。"), clock.now())
    posted = page.get("/agencies/terms")
    assert "2026年6月1日（月）から、規約が変わります" in posted.text
    assert "2026年6月1日（月）から" not in hikari.get("/agency").text
    clock.set("2026-06-01T06:00:00")
    assert "2026年6月1日（月）から まだありません" in hikari.get("/agency").text
    assert "変わりました。" in page.get("/agencies/terms").find("#text").text


@pytest.mark.rule("AGY-075")
def test_a_stop_is_told_with_its_last_day_and_why(app, browser_of, clock) -> None:
    kaze = participants.join("kaze", bureau="kanagawa")
    participants.stop(kaze, STOPPED, clock.now())
    shown = browser_of("kaze").get("/agency").text
    assert "停止の初日は2026年5月8日（金）、最後の日は2026年11月6日（金）です。" in shown
    assert "2026年11月7日（土）が閉庁日なので、その前の開庁日の2026年11月6日（金）に繰り上げます。" in shown


@pytest.mark.rule("AGY-101")
def test_whom_to_ask_for_the_bureau_s_address_stands_on_the_first_page_too(app, browser_of, clock) -> None:
    clock.set("2026-06-01T10:00:00")
    agencies.found("minato", clock.now())
    clock.set("2026-06-04T10:00:00")
    assert "まだ届いていません" not in browser_of("minato").get("/agency").text
    clock.set("2026-06-05T10:00:00")
    late = browser_of("minato").get("/agency")
    assert "申請用のメールアドレスが、まだ届いていません" in late.text
    assert late.all("a[href$='labour_bureau_list.pdf']")


@pytest.mark.rule("AGY-093", "AGY-094")
def test_the_page_of_the_account_says_how_to_keep_it_and_where_misuse_is_told(hikari) -> None:
    account = hikari.get("/account")
    assert "ほかの人に教えたり、貸したり、譲ったりしないでください" in account.text
    assert account.all("main a[href='/agency/misuse-reports']")


def test_before_the_start_the_first_page_says_so(app, browser_of) -> None:
    participants.register("minato", bureau="kanagawa", kind=None)
    assert "サービスの利用は、まだ始まっていません" in browser_of("minato").get("/agency").text
    assert "まだ始まっていません" in browser_of("kaze").get("/agency").text


@pytest.mark.rule("AGY-142")
def test_a_notice_of_the_ministry_stands_on_every_first_page_until_it_is_taken_back(hikari, oda, mori) -> None:
    done = oda.follow(oda.submit(oda.get("/bureau/notices"), title="規約の変更", body="6月1日から変わります。"))
    assert "事業者のホームに載せました。" in done.text
    for reader in (hikari.get("/agency"), mori.get("/bureau")):
        assert "6月1日から変わります。" in reader.text
    oda.submit(oda.get("/bureau/notices"), "form[action$=withdrawal]")
    assert "6月1日から変わります。" not in hikari.get("/agency").text
    assert "取り下げ" in oda.get("/bureau/notices").text


def test_a_notice_needs_title_and_text_and_keeps_what_was_typed(oda) -> None:
    refused = oda.submit(oda.get("/bureau/notices"), status=422, title="", body="本文だけ")
    assert refused.fields("form[action$=notices]")["body"].strip() == "本文だけ"


def test_a_bureau_counts_its_own_and_the_ministry_everybody(hikari, mori, oda, clock) -> None:
    kaze = participants.join("kaze", bureau="kanagawa")
    participants.stop(kaze, STOPPED, clock.now())
    own, everybody = mori.get("/bureau").text, oda.get("/bureau").text
    assert "長崎労働局 1 0 1" in own
    assert "神奈川労働局" not in own
    assert "神奈川労働局 1 1 1" in everybody
    assert "合計 2 1 2" in everybody


@pytest.mark.rule("AGY-094")
def test_possible_misuse_is_kept_with_its_time_and_told_to_operations(hikari, ueda, outbox) -> None:
    told = hikari.follow(hikari.submit(hikari.get("/agency/misuse-reports"), text="知らない端末がありました。"))
    assert "運用管理組織に報告しました。" in told.text
    assert "2026年5月11日（月）10時00分" in told.text
    (mail,) = outbox.posted("M-AGY-16")
    assert mail.recipient == "ueda@operations.example"
    assert "知らない端末" not in mail.body
    assert "不正利用の報告 1件" in ueda.get("/operations").text
    waiting = ueda.get("/operations/misuse-reports")
    assert "知らない端末がありました。" in waiting.text
    handled = ueda.follow(ueda.submit(waiting, text="アカウントを止めました。"))
    assert "対応を記録しました。" in handled.text
    assert "アカウントを止めました。" in hikari.get("/agency/misuse-reports").text
    again = ueda.post(str(waiting.find("main form")["action"]), {"text": "もう一度"}, status=409)
    assert "すでに対応が記録されています" in again.text


def test_a_report_of_misuse_needs_words(hikari, ueda) -> None:
    assert hikari.submit(hikari.get("/agency/misuse-reports"), status=422, text=" ").status == 422
    hikari.submit(hikari.get("/agency/misuse-reports"), text="おかしい")
    assert ueda.submit(ueda.get("/operations/misuse-reports"), status=422, text="").status == 422


def test_a_bureau_s_first_page_counts_what_waits_for_it(app, browser_of, clock) -> None:
    kaze = agencies.take_part("kaze", clock.now(), until=date(2026, 10, 8))
    assert "いま、待っているものはありません。" in browser_of("ono").get("/bureau").text
    agencies.apply(kaze, "change", clock.now(), agencies.particulars("kaze", phone="045-000-1111"))
    (tile,) = browser_of("ono").get("/bureau").all(".tiles li")
    assert tile.get_text(" ", strip=True) == "処理を待っている申請 1件 うち申請書が届いたもの 0件"
    assert browser_of("ono").get(tile.find("a")["href"]).all("tbody tr")
    assert "いま、待っているものはありません。" in browser_of("mori").get("/bureau").text
