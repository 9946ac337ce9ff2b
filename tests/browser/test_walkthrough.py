"""docs/walkthrough.md, followed chapter by chapter on a demo of its own, whose clock it moves."""

import re
from pathlib import Path

import pytest

from tests.browser import booking_way as way
from tests.browser.stage import Stage, choose, click, enter, mails_to, type_into, words
from tests.browser.walkthrough_agencies import AGENCIES
from tests.browser.walkthrough_elsewhere import ELSEWHERE
from tests.browser.walkthrough_kurashiki import HOLIDAYS

ROOT = Path(__file__).resolve().parents[2]
DESK = "/desk/kanagawa"
SLOTS = "/offices/kanagawa/slots"
ROOM = "https://kanagawa.webex.com/meet/sato-0513"
REASON = "相談員が書いた理由"


@pytest.fixture(scope="module")
def own_demo(chromium, ground):
    """A demo that nobody else looks at."""
    from tests.browser.served import serving_demo

    with serving_demo(ground.root, "walkthrough") as running:
        yield running


@pytest.fixture
def stage(own_demo, window) -> Stage:
    """Everybody at their window, the two of the office signed in."""
    cast, sato = own_demo.cast, window(own_demo.url)
    suzuki, kato = (enter(window(own_demo.url), cast[key]) for key in ("suzuki", "kato"))
    return Stage(own_demo, window, sato, suzuki, kato)


def row_of(number: str) -> str:
    """The row of a booking in a list of the desk."""
    return f"tr:has(#row-{number})"


def book(stage: Stage, slot: str, nth: int) -> str:
    """Sato, or another person, books a time; its number."""
    stage.sato.go(f"{SLOTS}?week={slot[:10]}")
    with stage.sato.page.expect_navigation():
        stage.sato.page.locator(f"a.slot[href*='{slot[:13]}']").first.click()
    way.fill(stage.sato, way.applicant(nth))
    way.press(stage.sato)
    way.press(stage.sato)
    return words(stage.sato, "#booking-number")


def booking_is_made(stage: Stage) -> None:
    """Times too near cannot be pressed; two mails come, number and password apart."""
    stage.sato.go(f"{SLOTS}?week=2026-05-11")
    assert stage.sato.page.locator("a.slot[href*='2026-05-12']").count() == 0
    number = book(stage, "2026-05-13T10:00", 1)
    stage.booked["sato"] = way.read_mails(stage.sato, number, "hanako1@example.jp")
    assert not [
        mail
        for mail in mails_to(stage.sato, "hanako1@example.jp", 2)
        if stage.booked["sato"].password in mail and number in mail
    ]
    other = book(stage, "2026-05-14T10:00", 2)
    stage.booked["other"] = way.Booked(other, "", "")


def address_is_told(stage: Stage) -> None:
    """A foreign address is refused and kept in its field; the right one is told by a mail that does not show it."""
    number = stage.booked["sato"].number
    stage.suzuki.go(f"{DESK}/worklists")
    assert "期限を過ぎました" in words(stage.suzuki, "#without-url")
    click(stage.suzuki, number, "#without-url")
    click(stage.suzuki, "相談のURLを入れる")
    type_into(stage.suzuki, url="https://meet.example/room")
    click(stage.suzuki, "情報通知を送信")
    assert stage.suzuki.page.locator("#refusal:focus").count() == 1
    assert stage.suzuki.page.locator("#url").input_value() == "https://meet.example/room"
    type_into(stage.suzuki, url=f"  {ROOM} ")
    click(stage.suzuki, "情報通知を送信")
    assert ROOM in words(stage.suzuki)
    newest = mails_to(stage.sato, "hanako1@example.jp", 3)[0]
    assert "webex.com" not in newest
    assert "/enquiry" in newest


def applicant_sees_it(stage: Stage) -> None:
    """The address stands in 伝達事項, with what is forbidden beside it."""
    booked = stage.booked["sato"]
    stage.sato.go(booked.enquiry)
    type_into(stage.sato, number=booked.number, password=booked.password)
    way.press(stage.sato)
    assert ROOM in words(stage.sato, "#message")
    assert "録音・録画は禁止" in words(stage.sato, "#message")
    assert stage.sato.faults() == []


def consultation_is_held(stage: Stage) -> None:
    """Admitted by one press, on by telephone, finished and referred; the applicant reads where to go."""
    stage.clock("2026-05-13T10:00:00")
    number = stage.booked["sato"].number
    stage.suzuki.go(f"{DESK}/today")
    click(stage.suzuki, "入室を許可", row_of(number))
    assert "相談中" in words(stage.suzuki)
    click(stage.suzuki, "電話に切り替える", "#acts")
    assert "090-1234-5671" in words(stage.suzuki, "#phone-to-call")
    assert stage.suzuki.faults() == []
    click(stage.suzuki, "相談を終了する", "#acts")
    choose(stage.suzuki, "継続対応要（", "継続対応要：資料", "来所")
    type_into(stage.suzuki, note="勤務表の写しを持参いただく。")
    click(stage.suzuki, "相談を終了する", "#act form")
    assert "相談終了" in words(stage.suzuki)
    stage.sato.go(f"/bookings/{number}")
    assert "来所での相談" in words(stage.sato, "#referral")
    assert "勤務表" not in words(stage.sato)


def nobody_comes_but_had_called(stage: Stage) -> None:
    """At 10:10 it is deemed cancelled by itself; a call at 10:05 entered at 10:12 takes that back."""
    number = stage.booked["other"].number
    stage.clock("2026-05-14T10:09:00")
    stage.suzuki.go(f"{DESK}/today")
    assert "予約完了" in words(stage.suzuki, row_of(number))
    assert "キャンセル扱い" in words(stage.suzuki, row_of(number))
    stage.clock("2026-05-14T10:10:00")
    stage.suzuki.go(f"{DESK}/today")
    assert "予約完了" not in words(stage.suzuki, row_of(number))
    stage.demo.flask("routines", "run", "--only", "write_down_states")
    stage.clock("2026-05-14T10:12:00")
    stage.suzuki.go(f"{DESK}/today")
    click(stage.suzuki, "連絡あり", row_of(number))
    type_into(stage.suzuki, time="10:05")
    click(stage.suzuki, "連絡ありと記録する")
    assert words(stage.suzuki, "main .tag") == "予約完了"
    history = words(stage.suzuki, "#history")
    assert "予約完了 → キャンセル扱い" in history
    assert "キャンセル扱い → 予約完了" in history


def booking_is_refused(stage: Stage) -> None:
    """Only with a reason, which no mail tells."""
    stage.suzuki.go(f"{DESK}/today?day=2026-05-15")
    stage.suzuki.page.locator("a[data-row]").first.click()
    click(stage.suzuki, "お断り", "#acts")
    click(stage.suzuki, "この予約をお断りする")
    assert stage.suzuki.page.locator("#refusal, #error-summary").count() == 1
    type_into(stage.suzuki, reason=REASON)
    click(stage.suzuki, "この予約をお断りする")
    assert words(stage.suzuki, "main .tag") == "お断り"
    assert REASON not in mails_to(stage.sato, "arai@example.jp", 3)[0]


def person_is_banned(stage: Stage) -> None:
    """The public form refuses in the neutral words; why is told to the address of the earlier booking alone."""
    stage.suzuki.go(f"{DESK}/worklists")
    click(stage.suzuki, "今後の利用を断る", "#missed tr:has-text('マルコ')")
    click(stage.suzuki, "今後の利用を断る", "#acts")
    type_into(stage.suzuki, reason=REASON)
    click(stage.suzuki, "今後の利用を断る", "#act form")
    assert "今後の利用をお断り中" in words(stage.suzuki)
    before = len(mails_to(stage.sato, "marco@example.jp", 1))
    stage.sato.go(f"{SLOTS}?week=2026-06-01")
    with stage.sato.page.expect_navigation():
        stage.sato.page.locator("a.slot").first.click()
    way.fill(stage.sato, {**way.applicant(3), "email": "marco@example.jp"})
    way.press(stage.sato)
    way.press(stage.sato)
    assert "この内容では予約を完了できませんでした。" in words(stage.sato)
    assert "お断り" not in words(stage.sato)
    assert len(mails_to(stage.sato, "marco@example.jp", before + 1)) == before + 1


def day_is_shut(stage: Stage) -> None:
    """Three are named before, told after, and wait for the desk with their bookings."""
    stage.kato.go(f"{DESK}/office/closures")
    type_into(stage.kato, first="2026-05-19", reason="庁舎の断水のため")
    click(stage.kato, "予約済みの方を確かめる")
    assert [name for name in ("ヌクイ", "ムトウ", "ネモト") if name not in words(stage.kato)] == []
    click(stage.kato, "休みにする", "main form")
    assert "3通" in words(stage.kato, "main [role=status]")
    stage.kato.go(f"{DESK}/worklists")
    assert words(stage.kato, "#outside").count("庁舎の断水のため") == 3
    decide_one_by_one(stage.kato)


def decide_one_by_one(kato) -> None:
    """One is kept with a reason, one is called off and told; one is left."""
    row = kato.page.locator("#outside tbody tr").filter(has_text="ヌクイ")
    row.locator("input[name=reason]").fill("電話で約束済みのため")
    with kato.page.expect_navigation():
        row.get_by_role("button", name="例外として残す").click()
    assert "例外として残しました。" in words(kato, "#outside")
    with kato.page.expect_navigation():
        kato.page.locator("#outside tbody tr").filter(has_text="ムトウ").get_by_role("button", name="取り消す").click()
    assert "予約を取り消しました。" in words(kato, "#outside")
    assert words(kato, "#outside table").count("庁舎の断水のため") == 1
    number = kato.page.locator("#outside a[data-row]").first.inner_text()
    for noun in ("exception", "calling-off"):
        for width in (360, 1280):
            kato.resize(width)
            assert kato.go(f"{DESK}/bookings/{number}/{noun}") == 200
            assert kato.faults() == []


def policy_is_changed(stage: Stage) -> None:
    """What changes is shown first, then set from a day on."""
    stage.kato.go(f"{DESK}/office/policy")
    click(stage.kato, "設定を変える")
    starts = stage.kato.page.locator("#slot_starts")
    type_into(stage.kato, since="2026-05-20", slot_starts=re.sub(r"13:30\n", "", starts.input_value()))
    click(stage.kato, "変わるところを確かめる")
    assert "エガワ" in words(stage.kato)
    assert stage.kato.faults() == []
    click(stage.kato, "この内容で決める")
    assert "設定を決めました。" in words(stage.kato, "main [role=status]")
    assert "2026年5月20日（水）" in words(stage.kato)


def service_is_stopped(stage: Stage) -> None:
    """The public reads it at once and can press no time, until it is taken up again."""
    notice = "システムの点検のため、受付を止めています。"
    stage.kato.go(f"{DESK}/office/stops")
    choose(stage.kato, "ア　", "すべて（")
    type_into(stage.kato, notice=notice)
    click(stage.kato, "サービスを止める", "main form")
    stage.sato.go(f"{SLOTS}?week=2026-06-01")
    assert notice in words(stage.sato, "body")
    assert stage.sato.page.locator("a.slot").count() == 0
    click(stage.kato, "再開する", "main form")
    stage.sato.go(f"{SLOTS}?week=2026-06-01")
    assert notice not in words(stage.sato, "body")
    assert stage.sato.page.locator("a.slot").count() > 0


CHAPTERS = {
    "予約する": booking_is_made,
    "相談のURLを知らせる": address_is_told,
    "申込内容照会で見る": applicant_sees_it,
    "相談の日": consultation_is_held,
    "来なかった方と、あとから記録した連絡": nobody_comes_but_had_called,
    "内容によるお断り": booking_is_refused,
    "今後の利用のお断り": person_is_banned,
    "三つの予約がある日を休みにする": day_is_shut,
    "設定を変える前に確かめる": policy_is_changed,
    "サービスを止める": service_is_stopped,
    **ELSEWHERE,
    **HOLIDAYS,
    **AGENCIES,
}


def test_the_chapters_of_the_walkthrough_are_those_walked_here():
    text = (ROOT / "docs/walkthrough.md").read_text()
    assert re.findall(r"^## (\d+)\. (.+)$", text, re.MULTILINE) == [
        (str(number), title) for number, title in enumerate(CHAPTERS, start=1)
    ]


@pytest.mark.timeout(900)
@pytest.mark.rule("KNG-41", "KNG-42", "KNG-51")
def test_the_walkthrough_leads_from_a_booking_to_the_offices_with_other_ways_in(stage):
    for chapter, walked in CHAPTERS.items():
        try:
            walked(stage)
        except Exception as error:
            error.add_note(f"chapter: {chapter}")
            raise
