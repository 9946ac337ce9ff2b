"""The chapters of docs/walkthrough.md on agencies and those who watch over them (AGY-097, AGY-131, AGY-023)."""

import re

from tests.browser import booking_way as way
from tests.browser.stage import Stage, click, enter, mails_to, type_into, words
from tests.browser.walkthrough_letters import LETTERS
from tests.story import OFFICERS, ORGANISATION, SERVICES, WATCH

SORA, PASSWORD = "sora@example.jp", "takeuma-kazaguruma-ohajiki"
HIKARI = "ひかり人材紹介（架空）"
ACCOUNT = {"name": "そら紹介（架空）", "contact_name": "空 一", "new_password": PASSWORD, "repeated_password": PASSWORD}
OWN = {"name": "そら紹介（架空）", "address": "長崎県長崎市出島町2-2", "licence_number": "42-ユ-300009"}
BOARD, APPROVED = f"{WATCH}/overdue", "承認して決定する"


def document_never_comes(stage: Stage) -> None:
    """Registered by a mailed link, typed in steps, due the day before the holiday; gone on the 29th by time alone."""
    stage.clock("2026-04-15T10:00:00")
    sora = account_is_made(stage)
    apply_for_use(sora, **OWN)
    click(sora, "この内容で登録する", "main form")
    path = sora.page.url.removeprefix(stage.demo.url)
    assert words(sora, "#document-limit") == "2026年4月28日（火）"
    sora.page.locator("#application summary").first.click()
    assert "昭和の日" in words(sora, "#application details")
    assert sora.faults() == []
    stage.clock("2026-04-28T23:59:00")
    sora.go(path)
    assert "今日が期限です。" in words(sora)
    stage.clock("2026-04-29T10:00:00")
    sora.go(path)
    assert "期限が過ぎて消えました" in words(sora)
    assert "出島町" not in words(sora)
    sora.go("/agency/applications")
    assert "利用申請を始める" in words(sora)


def account_is_made(stage: Stage):
    """Sora's window, signed in with the account that the mailed link made."""
    sora = stage.window(stage.demo.url)
    sora.go("/agency/registration")
    type_into(sora, email=SORA)
    click(sora, "登録の案内を受け取る", "main form")
    [mail] = mails_to(sora, SORA, 1)
    found = re.search(r"https?://[^/]+(/agency/registration/\S+)", mail)
    assert found, mail
    sora.go(found.group(1))
    type_into(sora, **ACCOUNT)
    sora.page.locator("#bureau").select_option(label="長崎労働局")
    sora.page.locator("#kept_secret").check()
    click(sora, "この内容で登録する", "main form")
    stage.met["sora"] = enter(sora, {"mail": SORA, "password": PASSWORD})
    return sora


def apply_for_use(seen, **own: str) -> None:
    """Every step of a use application, up to the confirmation."""
    seen.go("/agency/applications")
    with seen.page.expect_navigation():
        seen.page.locator("#applications a[href$='/drafts/use']").click()
    for typed in ({**ORGANISATION, **own}, SERVICES, OFFICERS):
        for name, value in typed.items():
            answer(seen, name, value)
        way.press(seen)
    if seen.page.locator("#step-information").count():
        way.press(seen)
    assert words(seen, "h1") == "利用申請：確認"


def answer(seen, name: str, value: str) -> None:
    """Fill one field of a step, whatever it is."""
    field = seen.page.locator(f"main [name={name}]").first
    if field.get_attribute("type") == "radio":
        seen.page.locator(f"main [name={name}][value={value}]").check()
    elif field.get_attribute("type") == "checkbox":
        field.check()
    else:
        field.fill(value)


def missing_report_stops_use(stage: Stage) -> None:
    """Asked for on 21 April, not to be stopped on 20 May, stopped on the 21st with its last day and why."""
    stage.clock("2026-04-21T10:00:00")
    mori, hikari = stage.meet("mori"), stage.meet("hikari")
    mori.go("/bureau/reports")
    click(mori, HIKARI, "main table")
    click(mori, "提出を依頼する", "main form")
    assert "提出を依頼しました。" in words(mori)
    stage.clock("2026-05-20T10:00:00")
    mori.go(BOARD)
    assert "2026年5月21日（木）から停止の対象です" in words(mori)
    assert "事案を登録する" not in words(mori)
    stage.clock("2026-05-21T10:00:00")
    mori.go(BOARD)
    assert "停止対象" in words(mori)
    click(mori, "事案を登録する", "main section")
    type_into(mori, facts="利用状況報告がない。")
    way.press(mori)
    stage.case = mori.page.url.removeprefix(stage.demo.url).partition("?")[0]
    use_is_stopped(stage, mori, hikari)


def use_is_stopped(stage: Stage, mori, hikari) -> None:
    """Shown first, then done: everybody is signed out, the public list says so, the agency reads its last day."""
    click(mori, "停止する（")
    type_into(mori, reason="2025年度の利用状況報告がありません。")
    click(mori, "日付と影響を確かめる", "main form")
    assert "2026年11月20日（金）" in words(mori)
    assert mori.faults() == []
    hikari.go("/agency")
    assert "使えます" in words(hikari)
    click(mori, "停止を決定する", "main form")
    hikari.go("/agency")
    assert "/login" in hikari.page.url
    enter(hikari, stage.demo.cast["hikari"])
    hikari.go("/agency")
    assert "最後の日は2026年11月20日（金）です。" in words(hikari)
    assert "停止中" in row_of_the_list(stage)


def row_of_the_list(stage: Stage) -> str:
    """What the public list says of Hikari."""
    stage.sato.go("/agencies")
    return " ".join(stage.sato.page.locator("main tbody tr").filter(has_text=HIKARI).all_inner_texts())


def use_is_ended(stage: Stage) -> None:
    """Unmended, proposed by one, approved by the other; three years without an application, not a day more."""
    stage.clock("2026-11-21T10:00:00")
    mori, hayashi = stage.meet("mori"), stage.meet("hayashi")
    mori.go(BOARD)
    assert "利用解除対象" in words(mori)
    mori.go(stage.case)
    click(mori, "利用解除の案を出す")
    assert "2029年11月21日（水）" in words(mori)
    type_into(mori, reason="報告の見込みがありません。")
    way.press(mori)
    assert APPROVED not in words(mori)
    hayashi.go(WATCH)
    row = hayashi.page.locator("main table tr").filter(has_text=HIKARI).first
    with hayashi.page.expect_navigation():
        row.get_by_role("link", name="利用解除").click()
    click(hayashi, APPROVED, "main form")
    assert "決定は、もう効いています。" in words(hayashi)
    assert row_of_the_list(stage) == ""
    stage.sato.go("/agencies/terminated")
    assert HIKARI in words(stage.sato)
    nobody_comes_back_early(stage)


def nobody_comes_back_early(stage: Stage) -> None:
    """Neither by the old address nor, under another name, by the old licence number."""
    mail = stage.demo.cast["hikari"]["mail"]
    stage.sato.go("/agency/registration")
    type_into(stage.sato, email=mail)
    click(stage.sato, "登録の案内を受け取る", "main form")
    wait_for_mail(stage.sato, mail, "2031年11月22日")
    sora = stage.met["sora"]
    stage.clock("2029-11-20T10:00:00")
    apply_for_use(sora, **{**OWN, "licence_number": ORGANISATION["licence_number"]})
    click(sora, "この内容で登録する", "main form")
    assert "2029年11月21日（水）から申請できます。" in words(sora)
    assert sora.faults() == []
    stage.clock("2029-11-21T10:00:00")
    click(sora, "この内容で登録する", "main form")
    assert "書類を待っています" in words(sora)


def wait_for_mail(seen, address: str, told: str) -> None:
    """Until the newest mail to an address says so."""
    for _ in range(way.MAIL_SECONDS * 2):
        if told in mails_to(seen, address, 1, newest=1)[0]:
            return
        seen.page.wait_for_timeout(500)
    raise AssertionError(f"no mail to {address} says {told}")


AGENCIES = {
    "書類が届かない申請（そら）": document_never_comes,
    **LETTERS,
    "報告がない団体の停止（長崎労働局）": missing_report_stops_use,
    "利用解除と、三年後の申請": use_is_ended,
}
