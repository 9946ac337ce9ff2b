"""A seeker's letters and what can be done about an agency; then the bureau reads what was reported, and watches."""

from tests.browser.booking_way import press
from tests.browser.letters_made import sent
from tests.browser.test_every_page import sign_in


def looked_at(seen, name: str) -> None:
    """The page is without fault, and its picture is kept."""
    seen.picture(f"letters-{name}")
    assert seen.faults() == [], name


def test_a_seeker_reads_asks_reports_and_has_deleted_and_the_bureau_watches(window, demo, width):
    number, seen = sent(demo), window(demo.url, width)
    sign_in(seen, demo.cast["yamada"])
    for name, path in {"inbox": "/me/inbox", "threads": "/me/inbox/threads"}.items():
        seen.go(path)
        looked_at(seen, name)
    thread = f"/me/inbox/threads/{number}"
    seen.go(thread)
    seen.page.locator("main details").first.click()
    looked_at(seen, "thread")
    seen.page.locator("#body").fill("わたしは090-1234-5678です。")
    press(seen)
    looked_at(seen, "thread-refused")
    seen.go(f"{thread}/block")
    looked_at(seen, "block")
    seen.go(f"{thread}/report")
    looked_at(seen, "report")
    seen.page.locator("#reason").fill("求人がうそでした。")
    press(seen)
    looked_at(seen, "reported")
    seen.go(f"{thread}/deletion")
    looked_at(seen, "deletion")
    press(seen)
    looked_at(seen, "deleted")
    seen.go("/logout")
    watch(window(demo.url, width), demo)


def watch(seen, demo) -> None:
    """The pages of the bureau, then those of operations."""
    sign_in(seen, demo.cast["mori"])
    for name, path in {"figures": "/bureau/messages", "agency": "/bureau/messages/hikari"}.items():
        seen.go(path)
        looked_at(seen, name)
    seen.go("/bureau/complaints")
    looked_at(seen, "complaints")
    seen.page.locator("main tbody a").first.click()
    looked_at(seen, "complaint")
    seen.page.locator("main a[href$='/thread']").click()
    looked_at(seen, "reported-thread")
    assert not seen.page.locator(".letter a").count()


def test_a_thread_that_nobody_reported_is_read_for_a_reason(window, demo, width):
    number, seen = sent(demo), window(demo.url, width)
    sign_in(seen, demo.cast["mori"])
    seen.go(f"/bureau/messages/hikari/threads/{number}")
    looked_at(seen, "reason")
    seen.page.locator("#reason").fill("法令違反の疑いで照会を受けた。")
    press(seen)
    looked_at(seen, "disclosed")


def test_operations_try_a_pattern(window, demo, width):
    seen = window(demo.url, width)
    sign_in(seen, demo.cast["ueda"])
    seen.go("/operations/guard-patterns")
    seen.page.locator("#pattern").fill("会員番号####")
    seen.page.locator("#sample").fill("会員番号1234です")
    seen.page.locator("button[formaction]").click()
    looked_at(seen, "pattern")
