"""Registering an agency on its own site, and the bureau's list of who did."""

import re

import pytest

from app.accounts.queries.people import find_account_by_mail
from app.agencies.models.agencies import Agency
from app.db import db
from app.offices.models.bureaux import BureauRow
from tests import applicants
from tests.factories import PASSWORD, enlist, sign_in_as

NEW = "tantou@sora.example"
SORA = {
    "name": "株式会社そら𠮷",
    "bureau": "nagasaki",
    "contact_name": "空　一",
    "contractor": "そら設定",
    "contracted_on": "令和８年４月１日",
    "new_password": PASSWORD,
    "repeated_password": PASSWORD,
    "kept_secret": "y",
}


@pytest.fixture(autouse=True)
def _cast(offices) -> None:
    enlist("mori", "ono")


def linked(page, outbox):
    """The page that the mailed link opens."""
    asked = page.submit(page.get("/agency/registration"), email=" ＴＡＮＴＯＵ@sora.example ")
    assert "登録を続けるための案内をお送りしました" in asked.text
    [mail] = outbox.posted("M-ACC-12")
    return page.get(re.search(r"https?://[^/]+(/agency/registration/\S+)", mail.body).group(1))


@pytest.mark.rule("AGY-015", "AGY-092", "AGY-093")
def test_an_agency_registers_with_a_checked_address_and_signs_in(page, outbox) -> None:
    assert page.get("/agency", status=303).location.startswith("/login")
    form = linked(page, outbox)
    assert "ほかの人に教えない、貸さない、譲らない" in form.text
    assert form.fields()["contact_mail"].lower() == NEW
    done = page.submit(form, **SORA)
    assert done.location == "/login?registered=1"
    page.submit(page.follow(done), email=NEW, password=PASSWORD)
    [row] = db.session.scalars(db.select(Agency))
    assert (row.name, row.contact_name) == ("株式会社そら𠮷", "空 一")
    assert "長崎労働局" in page.get("/agency/applications").text
    typed = page.get("/agency/drafts/use/steps/officers").fields()
    assert (typed["contractor"], typed["contracted_on"]) == ("そら設定", "2026-04-01")


@pytest.mark.rule("AGY-095", "AGY-093")
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"kept_secret": None}, "アカウントの取扱いを確かめて"),
        ({"contracted_on": "きのう"}, "日付として読めません"),
        ({"bureau": "atlantis"}, "申請先の労働局を選んでください"),
        ({"new_password": "short", "repeated_password": "short"}, "パスワードが短すぎます"),
        ({"name": " "}, "団体の名称を入力してください"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_stays_typed(page, outbox, wrong, words) -> None:
    refused = page.submit(linked(page, outbox), **{**SORA, **wrong}, status=422)
    assert words in refused.text
    assert refused.fields()["contractor"] == "そら設定"
    assert find_account_by_mail(NEW) is None


def test_a_dead_link_and_a_personal_one_open_nothing(page, outbox) -> None:
    page.get("/agency/registration/" + "t" * 43, status=404)
    linked(page, outbox)
    [mail] = outbox.posted("M-ACC-12")
    token = mail.body.partition("/agency/registration/")[2].split()[0]
    page.get(f"/me/registration/{token}", status=404)


@pytest.mark.rule("AGY-100", "AGY-101")
def test_the_bureau_tells_its_own_agencies_where_to_apply(page, outbox, clock) -> None:
    applicants.register("hikari")
    applicants.register("minato")
    sign_in_as(page, "mori")
    listed = page.get("/bureau/registrations")
    assert "hikari" in listed.text
    assert "minato" not in listed.text
    refused = page.submit(listed, "#registrations form", status=409)
    assert "申請用のメールアドレスが、まだ設定されていません" in refused.text
    at = db.session.scalars(db.select(BureauRow.id).where(BureauRow.code == "nagasaki")).one()
    db.write(lambda: setattr(db.session.get(BureauRow, at), "applications_mail", "shinsei@nagasaki.example"))()
    done = page.submit(page.get("/bureau/registrations"), "#registrations form")
    assert "送りました" in page.get(done.location.partition("#")[0]).text
    assert [mail.recipient for mail in outbox.posted("M-AGY-1")] == ["contact@hikari.example"]


@pytest.mark.rule("AGY-101")
def test_the_agency_is_told_to_ask_when_no_address_came(page, clock) -> None:
    clock.set("2026-06-01T10:00")
    applicants.register("hikari", now=clock.now())
    clock.set("2026-06-04T10:00")
    sign_in_as(page, "hikari")
    assert "2026年6月4日（木）ごろまでに" in page.get("/agency/applications").text
    clock.set("2026-06-05T10:00")
    sign_in_as(page, "hikari")
    late = page.get("/agency/applications")
    assert "申請用のメールアドレスが、まだ届いていません" in late.text
    assert [a["href"] for a in late.all("#applications a[href^=https]")] == [
        "https://www.hellowork.mhlw.go.jp/doc/labour_bureau_list.pdf"
    ]


def test_the_sign_in_page_leads_whoever_is_new_to_the_registration(page) -> None:
    assert page.get("/login").all("a[href='/agency/registration']")
