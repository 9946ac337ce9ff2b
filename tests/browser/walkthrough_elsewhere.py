"""The chapters of docs/walkthrough.md that lead to Nagasaki and Miyakonojo."""

from urllib.parse import urlsplit

from tests.browser import booking_way as way
from tests.browser.stage import Stage, click, mails_to, type_into, words

INSTANT, QUEUE = "/offices/nagasaki_main/instant-use", "/desk/nagasaki_main/instant-use"
TOLD = {
    "name": "山本 一郎",
    "seeker_number": "42010-12345678",
    "phone": "080-1111-2222",
    "content": "事務の仕事をさがしています。",
    "support_officer": "岡田 恵",
}
CHOSEN = {
    "registration": "hellowork",
    "device": "pc",
    "terms_read": "homepage",
    "session_kind": "consultation",
    "support_place": "倉敷わかものハローワーク",
}


def take_down(seen, office: str, slot: str, mail: str, nominated: str = "") -> str:
    """Take a caller's application down, as far as the office asks; its number."""
    seen.go(f"/desk/{office}/intake/new?slot={slot}")
    tell(seen, mail)
    if nominated:
        choice = seen.page.locator("main #nominated_counselor")
        choice.select_option(label=choice.locator("option").filter(has_text=nominated).inner_text())
    way.press(seen)
    assert words(seen, "h1").startswith("予約 "), words(seen)
    return str(seen.page.url).rpartition("/")[2].partition("#")[0]


def tell(seen, mail: str) -> None:
    """Fill the form of the intake as the caller says, as far as the office asks."""
    for name, text in {**TOLD, "email": mail}.items():
        if seen.page.locator(f"main #{name}").count():
            seen.page.locator(f"main #{name}").fill(text)
    for name, value in CHOSEN.items():
        if seen.page.locator(f"main [name={name}][value={value}]").count():
            seen.page.locator(f"main [name={name}][value={value}]").check()


def state(seen, office: str, number: str) -> str:
    """The state on the page of a booking."""
    seen.go(f"/desk/{office}/bookings/{number}")
    return words(seen, "main .tag")


def ask(seen, way_of_telling: str = "0") -> None:
    """Fill the form of instant use and press."""
    seen.go(INSTANT)
    seen.page.locator(f"#way-{way_of_telling}").check()
    seen.page.locator("#device-0").check()
    click(seen, "いま申し込む")


def terms_are_declined_and_agreed_to(stage: Stage) -> None:
    """Nobody is free; then the changed terms are declined, and agreed to; the code comes to MyPage and goes again."""
    stage.clock("2026-05-14T11:00:00")
    yamada, tanaka = stage.meet("yamada"), stage.meet("tanaka")
    yamada.go(INSTANT)
    assert "ただいま対応できません" in words(yamada)
    tanaka.go(QUEUE)
    click(tanaka, "自分を「いま受けられる」にする")
    ask(yamada)
    assert "利用規約が変わりました" in words(yamada)
    click(yamada, "同意しない")
    assert "同意されなかったため" in words(yamada)
    ask(yamada)
    click(yamada, "同意する")
    assert "窓口の返事を待っています" in words(yamada)
    tanaka.go(QUEUE)
    click(tanaka, "内容を見て答える")
    type_into(tanaka, meeting_id="482-911-073", passcode="KITSUNE7")
    click(tanaka, "お受けする")
    yamada.go("/me/inbox")
    click(yamada, "アクセスコード")
    assert "KITSUNE7" in words(yamada)
    click(tanaka, "入室がないので終わる")
    yamada.page.reload()
    assert "KITSUNE7" not in yamada.page.content()


def employer_is_called(stage: Stage) -> None:
    """An employer is called at the registered number; no code is kept anywhere."""
    maruyama, tanaka = stage.meet("maruyama"), stage.meet("tanaka")
    tanaka.go(QUEUE)
    if tanaka.page.locator("main button").filter(has_text="自分を「いま受けられる」にする").count():
        click(tanaka, "自分を「いま受けられる」にする")
    maruyama.go(INSTANT)
    if not maruyama.page.locator("#establishment").input_value():
        maruyama.page.locator("#establishment").fill("丸山商店")
    maruyama.page.locator("#way-1").check()
    maruyama.page.locator("#device-0").check()
    click(maruyama, "いま申し込む")
    tanaka.go(QUEUE)
    click(tanaka, "内容を見て答える")
    click(tanaka, "お受けする")
    assert "登録の電話番号に電話する" in words(tanaka)
    click(tanaka, "電話で伝えた")
    maruyama.go(INSTANT)
    assert "窓口からお電話します" in words(maruyama)
    click(tanaka, "入室がないので終わる")


def call_is_answered_and_another_is_not(stage: Stage) -> None:
    """By the button of the mail one is confirmed; the other is 無効 at 00:00, and its reply of the night counts."""
    ito, reader = stage.meet("ito"), stage.sato
    stage.clock("2026-05-15T10:00:00")
    first = take_down(ito, "miyakonojo", "2026-05-20T10:00", "ichiro@example.jp")
    assert state(ito, "miyakonojo", first) == "返信待ち"
    letter = mails_to(reader, "ichiro@example.jp", 1)[0]
    link = next(urlsplit(word).path for word in letter.split() if "/replies/" in word)
    reader.go(link)
    assert state(ito, "miyakonojo", first) == "返信待ち"
    way.press(reader)
    assert "ご予約は確定しています" in words(reader)
    assert state(ito, "miyakonojo", first) == "予約完了"
    second = take_down(ito, "miyakonojo", "2026-05-21T10:00", "jiro@example.jp")
    stage.clock("2026-05-19T23:59:00")
    assert state(ito, "miyakonojo", second) == "返信待ち"
    stage.clock("2026-05-20T00:00:00")
    assert state(ito, "miyakonojo", second) == "無効"
    ito.go(f"/desk/miyakonojo/bookings/{second}/reply")
    type_into(ito, day="2026-05-19", time="23:50")
    click(ito, "返信を受け取ったと記録する")
    assert state(ito, "miyakonojo", second) == "予約完了"


def nomination_is_arranged(stage: Stage) -> None:
    """The nomination is kept; without an address nothing is confirmed; with it one invitation goes out."""
    tanaka = stage.meet("tanaka")
    stage.clock("2026-05-20T10:00:00")
    number = take_down(tanaka, "nagasaki_main", "2026-05-22T10:00", "saburo@example.jp", nominated="田中")
    assert state(tanaka, "nagasaki_main", number) == "申込み受付"
    tanaka.go("/desk/nagasaki_main/worklists")
    assert number in words(tanaka, "#to-arrange")
    tanaka.go(f"/desk/nagasaki_main/bookings/{number}/arrangement")
    click(tanaka, "日時を決めて、招待メールを送る", "#act form")
    assert tanaka.page.locator("#refusal, #error-summary").count() == 1
    type_into(tanaka, url="https://meet.teleoffice.jp/walk")
    click(tanaka, "日時を決めて、招待メールを送る", "#act form")
    assert state(tanaka, "nagasaki_main", number) == "予約完了"
    assert len(mails_to(stage.sato, "saburo@example.jp", 1)) == 1
    stage.booked["arranged"] = way.Booked(number, "", "")


def next_booking_is_made_at_the_session(stage: Stage) -> None:
    """It stands at once; whoever is told by telephone waits in a list until somebody has called."""
    tanaka, page = stage.meet("tanaka"), f"/desk/nagasaki_main/bookings/{stage.booked['arranged'].number}"
    stage.clock("2026-05-22T10:00:00")
    tanaka.go(page)
    click(tanaka, "相談を始める", "#acts")
    tanaka.go(f"{page}/follow-up")
    tanaka.page.locator("#slot").select_option(index=20)
    tanaka.page.locator("[name=told_by][value=telephone]").check()
    way.press(tanaka)
    tanaka.go("/desk/nagasaki_main/worklists")
    number = tanaka.page.locator("#to-tell a[data-row]").last.inner_text()
    assert state(tanaka, "nagasaki_main", number) == "予約完了"
    click(tanaka, "電話で知らせた", "#acts")
    tanaka.go("/desk/nagasaki_main/worklists")
    assert number not in words(tanaka, "#to-tell")


ELSEWHERE = {
    "即時利用（ハローワーク長崎）": terms_are_declined_and_agreed_to,
    "求人者の即時利用（ハローワーク長崎）": employer_is_called,
    "電話での申込みと返信（都城公共職業安定所）": call_is_answered_and_another_is_not,
    "指名と日時の調整（ハローワーク長崎）": nomination_is_arranged,
    "次回予約（相談のとき）": next_booking_is_made_at_the_session,
}
