"""The chapter of docs/walkthrough.md on the invitation of Kurashiki, due over Golden Week (KRS-12, KRS-13, KRS-27)."""

from urllib.parse import unquote

from tests.browser import booking_way as way
from tests.browser.stage import Stage, click, mails_to, type_into, words
from tests.browser.walkthrough_elsewhere import state, take_down, tell

KURASHIKI = "/desk/kurashiki_wakamono"


def invitation_is_due_over_the_holidays(stage: Stage) -> None:
    """Taken down on the last open day, due on the next, each closed day told; confirmed by its arrival, never early."""
    stage.clock("2026-05-01T10:00:00")
    honda = stage.meet("honda")
    honda.go(f"{KURASHIKI}/intake?day=2026-05-11")
    times = honda.page.locator("a[href*='slot=2026-05-14T']").all()
    starts = [unquote(time.get_attribute("href")).rpartition("T")[2] for time in times]
    assert starts == ["10:00", "11:00", "14:00", "15:00"]
    honda.go(f"{KURASHIKI}/intake/new?slot=2026-05-14T10:00")
    tell(honda, "shiro@example.jp")
    type_into(honda, support_officer="")
    way.press(honda)
    assert "個別支援担当者の氏名を入力してください。" in words(honda)
    number = take_down(honda, "kurashiki_wakamono", "2026-05-14T10:00", "shiro@example.jp")
    invitation_is_sent(honda, number)
    assert len(mails_to(stage.sato, "shiro@example.jp", 1)) == 1
    stage.demo.flask("routines", "run", "--only", "confirm_by_delivery")
    assert state(honda, "kurashiki_wakamono", number) == "予約完了"
    nobody_is_let_in_early(stage, honda, number)


def invitation_is_sent(honda, number: str) -> None:
    """From its row in the list, which tells the last day and why."""
    honda.go(f"{KURASHIKI}/worklists")
    row = honda.page.locator("#undecided tr").filter(has_text=number)
    assert "5月7日（木）まで" in row.inner_text()
    row.locator("summary").click()
    assert "5月6日" in row.locator("details").inner_text()
    with honda.page.expect_navigation():
        row.get_by_role("link", name="招待メールを送る").click()
    type_into(honda, url="https://meet.teleoffice.jp/young")
    click(honda, "メールで知らせる", "#act form")
    honda.go(f"{KURASHIKI}/worklists")
    assert number not in words(honda, "#undecided")


def nobody_is_let_in_early(stage: Stage, honda, number: str) -> None:
    """Taking part is accepted from the booked minute on."""
    stage.clock("2026-05-14T09:59:00")
    assert state(honda, "kurashiki_wakamono", number) == "予約完了"
    assert "参加を承諾する" not in words(honda, "#acts")
    stage.clock("2026-05-14T10:00:00")
    assert state(honda, "kurashiki_wakamono", number) == "予約完了"
    click(honda, "参加を承諾する", "#acts")
    assert state(honda, "kurashiki_wakamono", number) == "相談中"


HOLIDAYS = {"大型連休と招待の期限（倉敷わかものハローワーク）": invitation_is_due_over_the_holidays}
