"""The pages of those who watch over agencies, from the search to the decision of two people."""

from datetime import date
from urllib.parse import urlsplit

import pytest

from app.accounts.views.login import COOKIE
from app.agencies.terms.participation import Ground, ParticipationState
from app.web.cookies import cookie_name
from tests import agencies, watched
from tests.factories import sign_in_as
from tests.kato import recorded
from tests.page import Page
from tests.people import begin
from tests.rules.agencies.told import told

WATCH = "/bureau/oversight"


@pytest.fixture
def agency_id(app, clock) -> int:
    """Hikari takes part; it is Thursday 4 June."""
    clock.set("2026-06-04T10:00:00+09:00")
    return watched.active()


def browser(app, who: str | None = None, account_id: int | None = None) -> Page:
    """A browser signed in as one of the cast, or with an account."""
    page = Page(app)
    if who:
        sign_in_as(page, who)
        return page
    settings = app.extensions["settings"]
    domain = settings.public_base_url.partition("//")[2].partition(":")[0]
    page.client.set_cookie(cookie_name(settings, COOKIE), begin(app, account_id), domain=domain, path="/")
    return page


@pytest.fixture
def mori(app, agency_id) -> Page:
    return browser(app, "mori")


def opened(page: Page, ground: Ground, kind: str = "breach") -> str:
    """The address of a case that was opened on the page."""
    form = page.get(f"{WATCH}/agencies/hikari/cases/new")
    selector = "form[action$=cases]"
    done = page.submit(form, selector, kind=kind, ground=ground.value, facts="第三者に渡していた。", status=303)
    return done.location.partition("?")[0]


@pytest.mark.rule("AGY-021", "AGY-072")
def test_an_agency_is_found_by_a_part_of_its_name_or_number(mori) -> None:
    for words in ("ひかり", "300001"):
        found = mori.get(f"{WATCH}/agencies?q={words}")
        assert "ひかり人材紹介（架空）" in found.text
    assert "見つかりません" in mori.get(f"{WATCH}/agencies?q=100%25").text


@pytest.mark.rule("AGY-021", "AGY-071")
def test_an_office_comes_from_its_work_to_the_agencies_and_prints_the_public_list(app, agency_id) -> None:
    nishi = browser(app, "nishi")
    to_do = nishi.get(str(nishi.get("/desk").all("main li a")[0]["href"]).replace("/today", "/worklists"))
    watching = nishi.get(str(to_do.find("#agencies a")["href"]))
    address = str(watching.find("main a[href$='/agencies'][rel]")["href"])
    printed = Page(app).get(urlsplit(address).path)
    assert "ひかり人材紹介（架空）" in printed.text
    assert printed.all("[data-print]")
    assert not browser(app, "suzuki").get("/desk/kanagawa/worklists").all("#agencies")


@pytest.mark.rule("AGY-017", "AGY-071")
def test_what_is_asked_reaches_the_agency_and_its_answer_comes_back(app, outbox, agency_id, mori) -> None:
    form = mori.get(f"{WATCH}/agencies/hikari/requests/new?kind=correction")
    lacking = mori.submit(form, "form[action$=requests]", text="案内をやめてください。", status=409)
    assert "規約のどこに反するかが選ばれていません" in lacking.text
    assert "案内をやめてください。" in lacking.html
    done = mori.submit(lacking, "form[action$=requests]", ground="advertising", status=303)
    hikari = browser(app, "hikari")
    listed = hikari.get("/agency/requests")
    page = hikari.get(str(listed.find("main table a")["href"]))
    assert "案内をやめてください。" in page.text
    assert hikari.submit(page, "form[action$=answer]", answer=" ", status=422).text.count("回答を入れてください") == 2
    hikari.submit(page, "form[action$=answer]", answer="やめました。", status=303)
    seen = mori.follow(done)
    assert "やめました。" in seen.text
    assert mori.submit(seen, "form[action$=confirmation]", day="きのう", status=422).html.count("きのう") == 1
    closed = mori.submit(seen, "form[action$=confirmation]", day="令和8年6月4日", status=303)
    assert "2026年6月4日（木）" in mori.follow(closed).text
    assert outbox.kinds() == ["M-AGY-4"]


@pytest.mark.rule("AGY-075", "AGY-022")
def test_a_stop_shows_its_days_their_reason_and_what_is_published_before_the_press(clock, agency_id, mori) -> None:
    case = opened(mori, Ground.JOB_INFO_MISUSE)
    form = mori.get(f"{case}/suspensions/new")
    asked = mori.submit(form, reason="求人情報を第三者に渡した。")
    assert "2026年12月3日（木）・令和8年12月3日" in asked.text
    assert "6か月の末日は2026年12月3日（木）です。" in asked.text
    assert "停止中" in asked.text
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.ACTIVE
    back = mori.post(f"{case}/suspensions/new", asked.fields())
    assert "求人情報を第三者に渡した。" in back.html
    done = mori.submit(asked, status=303)
    stopped = mori.follow(done)
    assert "停止しました" in stopped.text
    assert "この事案で停止しています" in stopped.text
    assert not stopped.all("a[href$='suspensions/new']")
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.SUSPENDED


@pytest.mark.rule("AGY-075", "AGY-017")
def test_what_is_asked_from_a_case_stands_under_it(app, agency_id, mori) -> None:
    case = opened(mori, Ground.OTHER_BREACH)
    form = mori.get(str(mori.get(case).find("a[href*='requests/new']")["href"]))
    mori.submit(form, "form[action$=requests]", kind="correction", ground="other_breach", text="是正", status=303)
    assert "是正の要請" in mori.get(case).text
    browser(app, "ono").get(f"{WATCH}/agencies/hikari/requests/new?case={case.rpartition('/')[2]}", status=404)


@pytest.mark.rule("AGY-018", "AGY-020", "AGY-081")
def test_the_form_of_a_case_offers_every_ground_with_its_clause(agency_id, mori) -> None:
    options = mori.get(f"{WATCH}/agencies/hikari/cases/new").all("select[name=ground] option")
    offered = {str(each["value"]): each.text for each in options}
    of_4 = ("licence_lapsed", "service_lapsed", "no_report", "false_report", "qualifications_passed_on")
    assert all(offered[each].startswith("8(2)④a") for each in of_4)
    assert offered["terms"] == "3　利用規約の違反"
    assert offered["act"] == "4　職業安定法の違反"


@pytest.mark.rule("AGY-018", "AGY-023")
def test_the_end_of_use_is_proposed_by_one_and_approved_by_another(app, clock, agency_id, mori) -> None:
    case = opened(mori, Ground.OTHER_MALICIOUS)
    form = mori.get(f"{case}/terminations/new")
    assert "2029年6月4日（月）" in form.text
    decision = mori.follow(mori.submit(form, reason="悪質な違反", status=303))
    assert not decision.all("form[action$=approval]")
    address = str(decision.find("form[action$=withdrawal]")["action"]).removesuffix("/withdrawal")
    for session in (mori, browser(app, "mori")):
        assert "自分の出した案は、自分では承認できません。" in session.post(f"{address}/approval", status=403).text
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.ACTIVE
    second = browser(app, account_id=watched.hayashi().account_id)
    assert "承認を待っている決定" in second.get(WATCH).text
    done = second.submit(second.get(address), "form[action$=approval]", status=303)
    assert "決定は、もう効いています" in second.follow(done).text
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.TERMINATED


@pytest.mark.rule("AGY-079", "AGY-074")
def test_a_stop_is_lifted_with_the_day_the_correction_was_confirmed(app, clock, agency_id, mori) -> None:
    officer = watched.mori()
    watched.stop(agency_id, Ground.EXCESSIVE_SALES, officer, clock.now())
    clock.advance(days=7)
    form = mori.get(f"{WATCH}/agencies/hikari/liftings/new")
    early = mori.submit(form, reason="是正した", confirmed_on="", status=409)
    assert "確認した日が入っていません" in early.text
    decision = mori.follow(mori.submit(early, confirmed_on="R8.6.10", status=303))
    address = str(decision.find("form[action$=withdrawal]")["action"]).removesuffix("/withdrawal")
    second = browser(app, account_id=watched.hayashi().account_id)
    second.submit(second.get(address), "form[action$=approval]", status=303)
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.ACTIVE


@pytest.mark.rule("AGY-076", "AGY-078")
@pytest.mark.parametrize(
    ("before", "again", "words"),
    [
        (Ground.JOB_INFO_MISUSE, Ground.OTHER_BREACH, "停止の後に繰り返された違反です"),
        (Ground.ADVERTISING, Ground.ADVERTISING, "6か月の停止か、規約8(3)による利用解除を選べます"),
    ],
)
def test_the_case_says_what_a_repeat_leads_to(clock, agency_id, mori, before, again, words) -> None:
    watched.stop(agency_id, before, watched.mori(), clock.now())
    clock.set("2027-02-01T10:00:00+09:00")
    assert words in mori.get(opened(mori, again)).text


@pytest.mark.rule("AGY-082", "AGY-083", "AGY-084")
def test_the_board_says_what_passed_when_a_stop_is_due_and_why(app, clock) -> None:
    watched.active(licence_valid_until=date(2026, 6, 30))
    page = browser(app, "mori")
    clock.set("2026-07-31T10:00:00+09:00")
    seen = page.get(f"{WATCH}/overdue").text
    assert "期限超過" in seen
    assert "2026年8月1日（土）から停止の対象です" in seen
    clock.set("2026-08-01T10:00:00+09:00")
    seen = page.get(f"{WATCH}/overdue")
    assert "停止対象" in seen.text
    assert "もとの期限は2026年6月30日（火）です。" in seen.text
    link = str(seen.find("main section a.button")["href"])
    assert "selected" in str(page.get(link).find("option[value=licence_lapsed]"))
    assert browser(app, "ono").get(f"{WATCH}/overdue").text.count("停止対象") == 0


@pytest.mark.rule("AGY-011", "AGY-081", "AGY-083")
def test_the_board_shows_the_procedure_that_is_under_way(app, clock) -> None:
    agency_id = watched.active(licence_valid_until=date(2026, 6, 30))
    page = browser(app, "mori")
    clock.set("2026-08-03T10:00:00+09:00")
    number = agencies.apply(agency_id, "change", clock.now(), told(licence_valid_until=date(2031, 6, 30)))
    for path in (f"{WATCH}/overdue", f"{WATCH}/agencies/hikari"):
        limits = page.get(path).find("main .limits")
        assert "停止対象" not in limits.get_text()
        assert "許可の有効期限が過ぎ、変更申請の手続き中" in limits.get_text()
        assert "申請書がまだ届いていません（2026年8月17日（月）まで）" in limits.get_text()
    agencies.receive(number, watched.mori(), clock.now())
    for path in (f"{WATCH}/overdue", f"{WATCH}/agencies/hikari"):
        limits = page.get(path).find("main .limits")
        assert "申請書が2026年8月3日（月）に届き、労働局の処理を待っています。" in limits.get_text()
        assert [each["href"] for each in limits.select("a")] == [f"/bureau/applications/{number}"]


@pytest.mark.rule("AGY-083", "AGY-084")
@pytest.mark.parametrize(("cause", "due"), [(Ground.OTHER_BREACH, 1), (Ground.LICENCE_LAPSED, 0)])
def test_who_is_stopped_on_that_very_ground_is_not_to_be_stopped_again(app, clock, cause, due) -> None:
    agency_id = watched.active(licence_valid_until=date(2026, 6, 30))
    page = browser(app, "mori")
    clock.set("2026-08-03T10:00:00+09:00")
    watched.stop(agency_id, cause, watched.mori(), clock.now())
    for seen in (page.get(f"{WATCH}/overdue"), page.get(f"{WATCH}/agencies/hikari")):
        limits = seen.find("main .limits")
        assert limits.get_text().count("停止対象") == len(limits.select("a.button")) == due
        assert ("2026年8月3日（月）から、このために停止しています。" in limits.get_text()) is not bool(due)


@pytest.mark.rule("AGY-117", "AGY-116", "AGY-118")
def test_the_register_is_kept_and_handed_in_to_who_asked(app, agency_id, mori) -> None:
    hikari = browser(app, "hikari")
    form = hikari.get("/agency/complaints/new")
    wrong = hikari.submit(form, received_on="2026/6/31", complainant="seeker", content="電話が多い", status=422)
    assert "電話が多い" in wrong.html
    kept = hikari.follow(hikari.submit(wrong, received_on="2026/6/1", handling="謝罪した", status=303))
    hikari.submit(kept, "form[action$=entries]", day="6月2日", text="研修した", status=422)
    hikari.submit(kept, "form[action$=entries]", day="令和8年6月2日", text="研修した", status=303)
    nishi = browser(app, "nishi")
    form = nishi.get(f"{WATCH}/agencies/hikari/requests/new?kind=record")
    asked = nishi.submit(form, "form[action$=requests]", text="6月の記録", status=303)
    assert "研修した" not in nishi.follow(asked).text
    assert recorded("oversight.handed_in_viewed") == []
    page = hikari.get(str(hikari.get("/agency/requests").find("main table a")["href"]))
    number = str(page.find("input[name=complaints]")["value"])
    hikari.submit(page, "form[action$=answer]", answer="提出します。", complaints=number, status=303)
    assert "研修した" in nishi.follow(asked).text
    assert "研修した" in nishi.get(f"{WATCH}/agencies/hikari").text
    assert len(recorded("oversight.handed_in_viewed")) == 2
    assert "研修した" not in mori.get(asked.location.partition("?")[0]).text


@pytest.mark.rule("AGY-113", "AGY-114")
def test_operations_stop_use_from_an_ignored_measure_alone(app, clock, agency_id) -> None:
    ueda = browser(app, "ueda")
    form = ueda.get(f"{WATCH}/agencies/hikari/requests/new")
    sent = {"addressee": "contact_officer", "text": "端末の検査", "limit_on": "2026-06-05"}
    asked = ueda.submit(form, "form[action$=requests]", status=303, **sent)
    assert not ueda.follow(asked).all("form[action$=suspension]")
    clock.set("2026-06-06T10:00:00+09:00")
    done = ueda.submit(ueda.follow(asked), "form[action$=suspension]", status=303, **{"stop-outcome": "応答がない"})
    assert "停止しています" in ueda.follow(done).text


@pytest.mark.rule("AGY-073")
def test_an_office_tells_of_a_suspected_breach_and_closes_it_only_once_referred(app, agency_id) -> None:
    nishi = browser(app, "nishi")
    case = opened(nishi, Ground.ACT, kind="law_suspicion")
    page = nishi.get(case)
    assert not page.all("a[href$='suspensions/new']")
    refused = nishi.submit(page, "form[action$=closing]", outcome="終了", status=409)
    assert "依頼日が入っていません" in refused.text
    referred = nishi.submit(refused, "form[action$=referral]", day="2026年6月4日", status=303)
    nishi.submit(nishi.follow(referred), "form[action$=closing]", outcome="調査へ", status=303)


def test_the_staff_of_a_centre_are_sent_away_and_another_bureau_stops_nothing(app, agency_id, mori) -> None:
    browser(app, "kato").get(WATCH, status=403)
    watched.stop(agency_id, Ground.OTHER_BREACH, watched.mori(), app.extensions["clock"].now())
    browser(app, "ono").get(f"{WATCH}/agencies/hikari/liftings/new", status=403)
