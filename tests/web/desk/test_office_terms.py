"""Terms, roster, retention and people on their pages."""

import pytest

from app.accounts.queries.members import members_of
from app.accounts.views.login import COOKIE
from app.audit.models import AuditEvent
from app.kernel.roles import Role
from app.web.cookies import cookie_name
from tests import bookings
from tests.factories import enlist
from tests.page import Page
from tests.people import begin, hire

OFFICE = "/desk/kanagawa/office"
DRAFT = "form[action$='/terms/draft']"
ANNOUNCE = "form[action$='/terms/announcement']"


@pytest.mark.rule("KNG-57")
def test_terms_go_from_draft_by_their_difference_to_the_public_pages(kato, clock) -> None:
    form = kato.get(f"{OFFICE}/terms/draft")
    text = form.find("#text").get_text().strip() + "\n録音機は置いてきてください。"
    shown = kato.follow(kato.submit(form, DRAFT, text=text))
    assert [tag.get_text() for tag in shown.all("ins")] == ["録音機は置いてきてください。"]
    refused = kato.submit(shown, ANNOUNCE, status=409)
    assert "施行日が決まっていません。" in refused.text
    assert "6月1日" not in kato.get("/offices/kanagawa/terms").text
    again = kato.get(f"{OFFICE}/terms/draft")
    shown = kato.follow(kato.submit(again, DRAFT, effective_on="2026-06-01"))
    done = kato.follow(kato.submit(shown, ANNOUNCE))
    assert "新しい決まりを知らせました。" in done.text
    assert "2026年6月1日（月）から変わります" in kato.get("/offices/kanagawa/terms").text
    assert "録音機は置いてきてください。" in kato.get("/offices/kanagawa/terms/2026-06-01").text
    assert "運用方針が2026年6月1日（月）から変わります" in kato.get("/offices/kanagawa").text
    clock.set("2026-06-01T00:00:00+09:00")
    assert "運用方針が" not in kato.get("/offices/kanagawa").find("#opening").get_text()


@pytest.mark.parametrize(
    "changes, status, said",
    [
        ({"text": "見出しがない"}, 409, "見出し"),
        ({"text": ""}, 409, "文章がありません。"),
        ({}, 409, "いまの決まりと同じ文章です。"),
        ({"effective_on": "六月"}, 422, "日付を「2026-06-01」のように"),
    ],
)
def test_a_draft_that_is_no_new_text_is_told(kato, changes, status: int, said: str) -> None:
    refused = kato.submit(kato.get(f"{OFFICE}/terms/draft"), DRAFT, status=status, **changes)
    assert said in refused.text


def test_a_draft_can_be_thrown_away(kato) -> None:
    form = kato.get(f"{OFFICE}/terms/draft")
    kato.submit(form, DRAFT, text="１ ねらい\n新しい文")
    listed = kato.get(f"{OFFICE}/terms")
    assert "下書きがあります" in listed.text
    done = kato.follow(kato.submit(listed, "form[action$='/draft/removal']"))
    assert "下書きを捨てました。" in done.text
    assert "下書きがありません。" in kato.get(f"{OFFICE}/terms/announcement").text


def test_a_week_is_ticked_and_the_next_begins_like_it(kato) -> None:
    suzuki = enlist("suzuki")["suzuki"]
    page = f"{OFFICE}/counselors?week=2026-05-11"
    form = "form[action$='/counselors']"
    kato.submit(kato.get(page), form, status=303, on=f"{suzuki}:2026-05-13")
    ticked = kato.get(page).find("input[checked]")
    assert ticked["value"] == f"{suzuki}:2026-05-13"
    following = kato.get(f"{OFFICE}/counselors?week=2026-05-18&like=before")
    assert following.find("input[checked]")["value"] == f"{suzuki}:2026-05-20"
    refused = kato.post(f"{OFFICE}/counselors", {"week": "2026-05-11", "on": "99:2026-05-13"}, status=409)
    assert "この窓口の職員でない人が入っています。" in refused.text
    for nonsense in ("x", "１:2026-05-13", f"{suzuki}:2026-05-13x"):
        kato.post(f"{OFFICE}/counselors", {"week": "2026-05-11", "on": nonsense}, status=409)


def test_a_week_that_a_colleague_ticked_meanwhile_is_shown_beside_what_was_ticked(kato) -> None:
    suzuki = enlist("suzuki")["suzuki"]
    form = "form[action$='/counselors']"
    first, second = (kato.get(f"{OFFICE}/counselors?week=2026-05-11") for _ in range(2))
    kato.submit(first, form, status=303, on=f"{suzuki}:2026-05-12")
    refused = kato.submit(second, form, status=409, on=f"{suzuki}:2026-05-13")
    assert "ほかの人が変更しました" in refused.text
    assert "5月12日" in refused.find("#refusal").get_text()
    assert [each["value"] for each in refused.all("input[checked]")] == [f"{suzuki}:2026-05-13"]
    kato.submit(refused, form, status=303)
    ticked = kato.get(f"{OFFICE}/counselors?week=2026-05-11").all("input[checked]")
    assert [each["value"] for each in ticked] == [f"{suzuki}:2026-05-13"]


RETENTION = "form[action$='/retention']"


@pytest.fixture
def partner(offices, app):
    """The browser of another manager of Kanagawa."""
    inside = Page(app)
    account = hire("partner", "kanagawa", Role.MANAGER)
    settings = app.extensions["settings"]
    domain = settings.public_base_url.partition("//")[2].partition(":")[0]
    inside.client.set_cookie(cookie_name(settings, COOKIE), begin(app, account), domain=domain, path="/")
    return inside


def test_periods_are_proposed_knowing_that_deletion_is_for_good_and_approved_by_another(kato, partner, clock) -> None:
    page = kato.get(f"{OFFICE}/retention")
    assert page.fields(RETENTION)["contact"] == "12"
    assert "印を付けてください。" in kato.submit(page, RETENTION, status=422).text
    short = kato.submit(page, RETENTION, status=422, contact="36", record="12", agree="y")
    assert "記録の保存期間が" in short.text
    done = kato.follow(kato.submit(page, RETENTION, agree="y"))
    assert "案を出しました。" in done.text
    assert "承認できるのは、partnerさんです。" in done.text
    assert "予約の情報をいつまで残すか" in kato.get(OFFICE).text
    assert "保存期間の案が、承認を待っています" in partner.get(OFFICE).text
    done = partner.follow(partner.submit(partner.get(f"{OFFICE}/retention"), "form[action$='/approval']"))
    assert "2026年5月12日（火）から、連絡先などを1年、記録を3年残します。" in done.text
    assert "予約の情報をいつまで残すか" not in kato.get(OFFICE).text


def test_who_proposed_is_not_offered_the_approval_and_is_refused_it(kato, partner) -> None:
    kato.submit(kato.get(f"{OFFICE}/retention"), RETENTION, agree="y")
    page = kato.get(f"{OFFICE}/retention")
    assert not page.all("form[action$='/approval']")
    approval = partner.get(f"{OFFICE}/retention").find("form[action$='/approval']")["action"]
    assert "自分の出した案は、自分では承認できません。" in kato.post(approval, status=403).text
    again = kato.post(f"{OFFICE}/retention", {"contact": "6", "record": "12", "agree": "y"}, status=409)
    assert "承認を待っている案が、すでにあります。" in again.text
    dropped = kato.follow(kato.submit(page, "form[action$='/withdrawal']"))
    assert "案を取り下げました。" in dropped.text
    partner.post(approval, status=409)


def test_a_manager_alone_is_told_what_to_do(kato) -> None:
    page = kato.get(f"{OFFICE}/retention")
    assert "この窓口の管理者は、あなた一人です" in page.text
    assert "運用の担当者に" in page.text


@pytest.mark.rule("KNG-57")
def test_announced_terms_are_taken_back_and_the_public_is_told(kato) -> None:
    form = kato.get(f"{OFFICE}/terms/draft")
    text = form.find("#text").get_text().strip() + "\n録音機は置いてきてください。"
    shown = kato.follow(kato.submit(form, DRAFT, text=text, effective_on="2026-06-01"))
    listed = kato.follow(kato.submit(shown, ANNOUNCE))
    done = kato.follow(kato.submit(listed, "form[action$='/terms/2026-06-01/withdrawal']"))
    assert "知らせた変更を取りやめました。" in done.text
    assert "知らせたあとに取りやめた変更" in done.text
    guide = kato.get("/offices/kanagawa").find("#opening").get_text()
    assert "運用方針は2026年6月1日（月）から変わりません" in guide
    terms = kato.get("/offices/kanagawa/terms")
    assert "から変わります" not in terms.text
    assert "令和8年6月1日から変わるとお知らせした変更は" in terms.find("#withdrawn-terms").get_text()
    assert kato.get("/offices/kanagawa/terms/2026-06-01", status=303).location.endswith("/offices/kanagawa/terms")
    assert "取りやめられる知らせがありません。" in kato.post(f"{OFFICE}/terms/2024-04-01/withdrawal", status=409).text


def test_past_its_date_a_booking_is_a_page_that_does_not_exist(kato, partner, suzuki, clock) -> None:
    kato.submit(kato.get(f"{OFFICE}/retention"), RETENTION, status=303, agree="y")
    partner.submit(partner.get(f"{OFFICE}/retention"), "form[action$='/approval']", status=303)
    number = bookings.book(clock).number
    suzuki.get(f"/desk/kanagawa/bookings/{number}")
    clock.set("2027-05-14T09:00:00+09:00")
    suzuki.get(f"/desk/kanagawa/bookings/{number}", status=404)
    listed = suzuki.get("/desk/kanagawa/today?day=2026-05-13")
    assert number in listed.text
    assert "サトウ" not in listed.text


def test_somebody_is_invited_and_the_answer_is_the_same_for_a_known_address(kato, outbox) -> None:
    form = "form[action$='/staff']"
    invited = {"name": "森 一", "email": "mori.hajime@example.jp", "role": "counselor", "why": "4月からの配属"}
    first = kato.follow(kato.submit(kato.get(f"{OFFICE}/staff"), form, **invited))
    again = kato.follow(kato.submit(kato.get(f"{OFFICE}/staff"), form, **invited))
    known = kato.follow(
        kato.submit(kato.get(f"{OFFICE}/staff"), form, **{**invited, "email": "suzuki@counselor.example"})
    )
    said = "案内のメールを送りました。"
    assert all(said in page.text for page in (first, again, known))
    assert "招待中" in first.text
    assert outbox.kinds().count("M-ACC-1") >= 2


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"name": ""}, "氏名を入れてください。"),
        ({"email": "a@b@c"}, "メールアドレスを一つ"),
        ({"role": "manager"}, "役割を選んでください。"),
        ({"why": ""}, "理由を100文字まで"),
    ],
)
def test_an_invitation_that_cannot_be_sent_is_told(kato, outbox, changes, said: str) -> None:
    typed = {"name": "森 一", "email": "mori.hajime@example.jp", "role": "staff", "why": "配属", **changes}
    refused = kato.submit(kato.get(f"{OFFICE}/staff"), "form[action$='/staff']", status=422, **typed)
    assert said in refused.text
    assert outbox.posted() == []


def test_a_role_is_ended_and_its_holder_is_out_at_once(kato, suzuki, clock) -> None:
    suzuki.get("/desk/kanagawa/today")
    member = next(each for each in members_of("kanagawa", clock.now()) if each.role.value == "counselor")
    done = kato.follow(kato.post(f"{OFFICE}/staff/{member.grant_id}/ending"))
    assert "権限を終わらせました。" in done.text
    assert suzuki.get("/desk/kanagawa/today", status=303).location.startswith("/login")
    kato.post(f"{OFFICE}/staff/{member.grant_id}/ending", status=404)


def test_nobody_ends_his_own_role_and_no_manager_another_managers(kato, clock) -> None:
    own = next(each for each in members_of("kanagawa", clock.now()) if each.role.value == "manager")
    assert "自分の権限は" in kato.post(f"{OFFICE}/staff/{own.grant_id}/ending", status=409).text


def test_every_press_is_in_the_record(kato, app) -> None:
    from app.db import db

    kato.submit(kato.get(f"{OFFICE}/retention"), "form[action$='/retention']", status=303, agree="y")
    acts = set(db.session.scalars(db.select(AuditEvent.act).where(AuditEvent.office_id == "kanagawa")))
    assert "desk.retention_proposed" in acts
