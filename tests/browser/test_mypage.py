"""From an unknown address to one's own page: a seeker registers, reads a notice, agrees, changes the address."""

from tests.browser.booking_way import press
from tests.browser.test_links import PASSWORD, link_in_mail


def looked_at(seen, name: str) -> None:
    """The page is without fault, and its picture is kept."""
    seen.picture(f"mypage-{name}")
    assert seen.faults() == [], name


def fill(seen, **typed: str) -> None:
    """Type into some fields."""
    for name, words in typed.items():
        seen.page.locator(f"#{name}").fill(words)


def register(seen, mail: str) -> None:
    """By a link in a mail to an account."""
    seen.go("/me/registration")
    press(seen)
    looked_at(seen, "registering-errors")
    seen.page.locator("#kind-0").check()
    fill(seen, email=mail)
    press(seen)
    looked_at(seen, "link-sent")
    seen.go(link_in_mail(seen, mail, "/me/registration/"))
    looked_at(seen, "registration")
    fill(seen, name="川口 花子", name_kana="かわぐち はなこ", phone="090-1234-5678", seeker_number="13010-12345678")
    fill(seen, new_password=PASSWORD, repeated_password=PASSWORD)
    press(seen)
    looked_at(seen, "registration-errors")
    seen.page.locator("#registration-1").check()
    fill(seen, new_password=PASSWORD, repeated_password=PASSWORD)
    press(seen)
    fill(seen, email=mail, password=PASSWORD)
    press(seen)


def read_the_notice(seen) -> None:
    """The first notice, marked as read once it is shown."""
    seen.go("/me/inbox")
    with seen.page.expect_navigation():
        seen.page.locator("#me-inbox a").click()
    seen.page.locator("#me-notice .soft").wait_for()
    looked_at(seen, "notice")
    seen.go("/me/inbox")
    looked_at(seen, "inbox")
    assert not seen.page.locator("#me-inbox .tag").count()


def test_a_seeker_registers_and_keeps_an_own_page(window, demo, width):
    seen, mail, new = window(demo.url, width), f"mypage{width}@example.jp", f"mypage{width}.new@example.jp"
    register(seen, mail)
    looked_at(seen, "home")
    read_the_notice(seen)
    seen.go("/me/consents/nagasaki")
    press(seen)
    looked_at(seen, "agreed")
    seen.go("/me/profile/mail")
    fill(seen, email=new, password=PASSWORD)
    press(seen)
    looked_at(seen, "new-mail-asked")
    seen.go(link_in_mail(seen, new, "/me/profile/mail/"))
    looked_at(seen, "new-mail")
    press(seen)
    looked_at(seen, "profile")
    assert new in seen.page.locator("main").inner_text()
