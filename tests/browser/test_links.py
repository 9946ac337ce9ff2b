"""The pages behind links of mails, and the second factor: one newly invited person on the real demo."""

from urllib.parse import urlsplit

from tests.browser.booking_way import mail_links, mail_text, press
from tests.harness.authenticators import code_in_hand

PASSWORD = "kogane-no-kawa-ni-hashi-ga-yottsu"
MAIL_SECONDS = 30


def looked_at(seen, name: str) -> None:
    """The page is without fault, and its picture is kept."""
    seen.picture(f"invited-{name}")
    assert seen.faults() == [], name


def set_password(seen) -> None:
    """Type the new password twice and send it."""
    seen.page.locator("#new_password").fill(PASSWORD)
    seen.page.locator("#repeated_password").fill(PASSWORD)
    press(seen)


def sign_in(seen, mail: str) -> None:
    """Come in by the door."""
    seen.go("/login")
    seen.page.locator("#email").fill(mail)
    seen.page.locator("#password").fill(PASSWORD)
    press(seen)


def link_in_mail(seen, mail: str, begins: str) -> str:
    """The path that begins so, from a mail to this address."""
    for _ in range(MAIL_SECONDS * 2):
        seen.go(f"/demo/mailbox?to={mail}")
        words = "\n".join(mail_text(seen, link) for link in mail_links(seen))
        found = [urlsplit(word).path for word in words.split() if urlsplit(word).path.startswith(begins)]
        if found:
            return found[0]
        seen.page.wait_for_timeout(500)
    raise AssertionError(f"no mail with {begins} for {mail}")


def test_an_invited_person_comes_in_and_a_used_link_is_dead(window, demo, width):
    seen, mail = window(demo.url, width), f"invited{width}@example.jp"
    link = demo.flask("staff", "invite", "--role", "seeker", "--name", "招待 一郎", "--mail", mail).strip()
    path = urlsplit(link).path
    seen.go(path)
    looked_at(seen, "invitation")
    press(seen)
    looked_at(seen, "invitation-errors")
    set_password(seen)
    looked_at(seen, "login")
    seen.go(path)
    looked_at(seen, "dead-link")
    sign_in(seen, mail)
    seen.go("/account")
    looked_at(seen, "account")


def test_a_forgotten_password_is_set_anew(window, demo, width):
    seen, mail = window(demo.url, width), f"forgetful{width}@example.jp"
    invitation = demo.flask("staff", "invite", "--role", "seeker", "--name", "忘れ 花子", "--mail", mail).strip()
    seen.go(urlsplit(invitation).path)
    set_password(seen)
    seen.go("/password-resets")
    seen.page.locator("#email").fill(mail)
    press(seen)
    looked_at(seen, "asked")
    seen.go(link_in_mail(seen, mail, "/password-resets/"))
    looked_at(seen, "reset")
    set_password(seen)
    looked_at(seen, "reset-done")


def test_a_second_factor_is_set_up_and_asked_for(window, demo, width):
    seen, mail = window(demo.url, width), f"careful{width}@example.jp"
    invitation = demo.flask("staff", "invite", "--role", "seeker", "--name", "用心 太郎", "--mail", mail).strip()
    seen.go(urlsplit(invitation).path)
    set_password(seen)
    sign_in(seen, mail)
    seen.go("/account/second-factor")
    seen.page.locator("#password").fill(PASSWORD)
    press(seen)
    looked_at(seen, "secret")
    secret = seen.page.locator("#secret .number").inner_text().replace(" ", "")
    seen.page.locator("#code").fill(code_in_hand(secret, 10))
    press(seen)
    looked_at(seen, "second-factor-set")
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="ログアウト").first.click()
    sign_in(seen, mail)
    assert seen.page.url.endswith("/login/second-factor")
    looked_at(seen, "second-factor")


def test_an_agency_registers_by_the_link_in_its_mail(window, demo, width):
    seen, mail = window(demo.url, width), f"agency{width}@example.jp"
    seen.go("/agency/registration")
    seen.page.locator("#email").fill(mail)
    press(seen)
    looked_at(seen, "agency-asked")
    seen.go(link_in_mail(seen, mail, "/agency/registration/"))
    looked_at(seen, "agency-registration")
    press(seen)
    looked_at(seen, "agency-registration-errors")
