"""Instant use at Nagasaki: across a change of the terms both ways, and an employer who is called (NGS-40 to NGS-47)."""

import pytest

from tests.browser.booking_way import press

PATH, QUEUE = "/offices/nagasaki_main/instant-use", "/desk/nagasaki_main/instant-use"


@pytest.fixture
def people(window, demo):
    """The windows of Yamada, Maruyama and Tanaka, signed in."""
    cast = demo.cast
    found = {key: window(demo.url) for key in ("yamada", "maruyama", "tanaka")}
    for key, seen in found.items():
        seen.go("/login")
        seen.page.locator("#email").fill(cast[key]["mail"])
        seen.page.locator("#password").fill(cast[key]["password"])
        press(seen)
    return found


def looked_at(seen, name: str) -> str:
    """The page is without fault at both widths, its pictures are kept; its words."""
    for width in (360, 1280):
        seen.resize(width)
        seen.picture(f"instant-{name}")
        assert seen.faults() == [], (name, width)
    return str(seen.page.locator("main").inner_text())


def click(seen, words: str) -> None:
    """Press what is called so, and wait for the page it leads to."""
    with seen.page.expect_navigation():
        seen.page.locator("main a, main button").filter(has_text=words).first.click()


def ask(seen, way: str = "0") -> None:
    """Fill the form and press."""
    seen.go(PATH)
    seen.page.locator(f"#way-{way}").check()
    seen.page.locator("#device-2").check()
    click(seen, "いま申し込む")


def free(seen) -> None:
    """Say that one can take a consultation now, where one has not."""
    seen.go(QUEUE)
    button = seen.page.locator("main button").filter(has_text="自分を「いま受けられる」にする")
    if button.count():
        click(seen, "自分を「いま受けられる」にする")


@pytest.mark.rule("NGS-43", "NGS-44", "NGS-45")
def test_changed_terms_are_declined_then_agreed_to_and_the_code_comes_to_the_inbox(people):
    yamada, tanaka = people["yamada"], people["tanaka"]
    yamada.go(PATH)
    looked_at(yamada, "nobody-free")
    free(tanaka)
    looked_at(tanaka, "free")
    ask(yamada)
    assert "利用規約が変わりました" in looked_at(yamada, "changed-terms")
    click(yamada, "同意しない")
    assert "同意されなかったため" in looked_at(yamada, "declined-terms")
    ask(yamada)
    click(yamada, "同意する")
    assert "窓口の返事を待っています" in looked_at(yamada, "waiting")
    tanaka.go(QUEUE)
    looked_at(tanaka, "queue")
    click(tanaka, "内容を見て答える")
    looked_at(tanaka, "request")
    tanaka.page.locator("#meeting_id").fill("482-911-073")
    tanaka.page.locator("#passcode").fill("KITSUNE7")
    click(tanaka, "お受けする")
    looked_at(tanaka, "accepted-at-the-desk")
    yamada.page.locator("main").get_by_text("お受けしました").wait_for()
    looked_at(yamada, "accepted")
    click(yamada, "お知らせを開く")
    click(yamada, "アクセスコード")
    assert "KITSUNE7" in yamada.page.locator("main").inner_text()
    click(tanaka, "入室がないので終わる")
    yamada.page.reload()
    assert "KITSUNE7" not in yamada.page.content()


@pytest.mark.rule("NGS-40", "NGS-45", "NGS-47")
def test_an_employer_is_called_at_the_registered_number(people):
    maruyama, tanaka = people["maruyama"], people["tanaka"]
    free(tanaka)
    maruyama.go(PATH)
    if not maruyama.page.locator("#establishment").input_value():
        maruyama.page.locator("#establishment").fill("丸山商店")
    looked_at(maruyama, "employer")
    maruyama.page.locator("#way-1").check()
    maruyama.page.locator("#device-0").check()
    click(maruyama, "いま申し込む")
    tanaka.go(QUEUE)
    click(tanaka, "内容を見て答える")
    click(tanaka, "お受けする")
    assert "登録の電話番号に電話する" in looked_at(tanaka, "to-call")
    click(tanaka, "電話で伝えた")
    maruyama.go(PATH)
    assert "窓口からお電話します" in looked_at(maruyama, "called")
    click(tanaka, "入室がないので終わる")
