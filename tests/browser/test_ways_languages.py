"""One way in of each other kind of office, in English and in easy Japanese: pages without fault, mails alike.

Miyakonojo: booked on the site, confirmed by mail, opened by a mailed code, withdrawn. Nagasaki: instant use from an own
page. Kurashiki: taken down at the desk in the person's language, looked up, cancelled by telephone only.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.support import Translations

from tests.browser.booking_way import MAIL_SECONDS, mail_links, mail_text, press
from tests.browser.test_links import PASSWORD, link_in_mail

JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
CODE = re.compile(r"^\s*(\d{8})\s*$", re.MULTILINE)
ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "ja@easy")
WIDTHS = {"en": 360, "ja@easy": 1280}
TRANSLATIONS = ROOT / "app" / "translations"


OFFICER = "岡田 恵"
ONLY_BY_TELEPHONE = "取り下げるときは、お電話でご連絡ください。このサイトで取り下げることはできません。"
SAID_AT_THE_DESK = {"terms_read": "homepage", "session_kind": "consultation"}


@cache
def words_of(language: str) -> Translations:
    """What our pages say in a language, by the Japanese sentence."""
    return Translations.load(TRANSLATIONS, [language])


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    """Each language but Japanese itself."""
    return str(request.param)


@pytest.fixture
def person(window, demo, language):
    """The window of somebody who reads that language."""
    return window(demo.url, WIDTHS[language])


@pytest.fixture
def tanaka(window, demo):
    """Tanaka of Nagasaki at the desk."""
    return at_desk(window, demo, "tanaka")


@pytest.fixture
def honda(window, demo):
    """Honda of Kurashiki at the desk."""
    return at_desk(window, demo, "honda")


def at_desk(window, demo, key: str):
    """Somebody of the cast, signed in."""
    seen = window(demo.url)
    sign_in(seen, demo.cast[key]["mail"], demo.cast[key]["password"])
    return seen


def sign_in(seen, mail: str, password: str) -> None:
    """Come in by the door."""
    seen.go("/login")
    type_into(seen, email=mail, password=password)
    press(seen)


def speak(seen, language: str) -> None:
    """Choose the language of the page at hand, and so of all that follow."""
    with seen.page.expect_navigation():
        seen.page.locator(f"button[name=language][value='{language}']").click()


def read(seen, language: str, *expected: str, typed: tuple[str, ...] = ()) -> str:
    """The words of a page without fault, which say what is expected; in English nothing is Japanese but what is typed.

    `expected` are our sentences in Japanese, looked up in the language of the page.
    """
    assert seen.faults() == []
    text = str(seen.page.locator("main").inner_text())
    missing = [words for words in expected if words_of(language).gettext(words) not in text]
    assert missing == [], text
    if language == "en":
        left = [line for line in text.splitlines() if JAPANESE.search(line)]
        assert [line for line in left if not any(part in line for part in typed)] == []
    return text


def click(seen, language: str, words: str) -> None:
    """Press what is called so in the language of the page."""
    called = words_of(language).gettext(words) if language != "ja" else words
    with seen.page.expect_navigation():
        seen.page.locator("main a, main button").filter(has_text=called).first.click()


def type_into(seen, **typed: str) -> None:
    """Fill fields by their names."""
    for name, words in typed.items():
        seen.page.locator(f"main #{name}").fill(words)


def check(seen, *names: str) -> None:
    """Tick boxes and choose answers."""
    for name in names:
        seen.page.locator(f"#{name}").check()


def letter(seen, language: str, mail: str, pattern: re.Pattern[str]) -> str:
    """What a pattern finds in the mails to an address, once it is there; in English no mail says it in Japanese."""
    for _ in range(MAIL_SECONDS * 2):
        seen.go(f"/demo/mailbox?to={mail}")
        letters = "\n".join(mail_text(seen, link) for link in mail_links(seen))
        found = pattern.search(letters)
        if found:
            assert language != "en" or "予約" not in letters
            return found.group(1)
        seen.page.wait_for_timeout(500)
    raise AssertionError(f"{pattern.pattern} is in no mail to {mail}")


def look_up(seen, language: str, number: str, mail: str) -> None:
    """Open a booking by a code that is mailed to its address."""
    seen.go("/enquiry/codes")
    read(seen, language)
    type_into(seen, number=number)
    press(seen)
    read(seen, language)
    seen.page, waiting = seen.page.context.new_page(), seen.page
    code = letter(seen, language, mail, CODE)
    seen.page = waiting
    type_into(seen, code=code)
    press(seen)


@pytest.mark.rule("MYK-15", "MYK-21", "MYK-25")
def test_miyakonojo_is_booked_by_mail_and_withdrawn(person, demo, language):
    mail = f"miyako{WIDTHS[language]}@example.jp"
    typed = {"name": "Minh Nguyen", "email": mail, "content": "Office work"}
    typed |= {"phone": f"080-3333-{WIDTHS[language]:04}", "seeker_number": f"42010-3333{WIDTHS[language]:04}"}
    person.go("/offices/miyakonojo/slots?week=2026-05-18")
    speak(person, language)
    read(person, language)
    with person.page.expect_navigation():
        person.page.locator("a.slot").first.click()
    check(person, "registration-0", "device-2", "agree")
    type_into(person, **typed)
    read(person, language)
    press(person)
    read(person, language, "この内容で予約する")
    press(person)
    read(person, language, "予約を申し込みました")
    number = person.page.locator("#booking-number").inner_text()
    letter(person, language, mail, re.compile(f"({number})"))
    demo.flask("routines", "run", "--only", "confirm_by_delivery")
    look_up(person, language, number, mail)
    read(person, language, "予約完了", "予約を取り下げる")
    person.go(f"/bookings/{number}/withdrawal")
    read(person, language)
    press(person)
    read(person, language, "予約を取り下げました。")


@pytest.mark.rule("NGS-40", "NGS-43", "NGS-45")
def test_nagasaki_is_used_at_once_from_an_own_page(person, tanaka, language):
    mail, path = f"naga{WIDTHS[language]}@example.jp", "/offices/nagasaki_main/instant-use"
    register(person, language, mail)
    person.go(path)
    read(person, language, "事前の同意が必要です")
    person.go("/me/consents/nagasaki")
    press(person)
    free(tanaka)
    person.go(path)
    read(person, language, "いま申し込めます")
    check(person, "way-0", "device-2")
    click(person, language, "いま申し込む")
    read(person, language, "窓口の返事を待っています")
    accept(tanaka, "HOSHI77")
    person.go(path)
    read(person, language, "お受けしました。いまから始められます")
    click(person, language, "お知らせを開く")
    with person.page.expect_navigation():
        person.page.locator("#me-inbox a").first.click()
    assert "HOSHI77" in read(person, language)
    click(tanaka, "ja", "入室がないので終わる")
    person.go(path)
    read(person, language)


@pytest.mark.rule("KRS-26", "KRS-31")
def test_kurashiki_is_looked_up_and_cancelled_by_telephone_only(person, honda, language):
    mail = f"kura{WIDTHS[language]}@example.jp"
    number = take_down(honda, language, mail)
    person.go("/offices/kurashiki_wakamono")
    speak(person, language)
    read(person, language, typed=("Address",))
    look_up(person, language, number, mail)
    read(person, language, "申込み受付", ONLY_BY_TELEPHONE, typed=(OFFICER,))
    person.go(f"/bookings/{number}/withdrawal")
    read(person, language)
    assert person.page.locator("main form").count() == 0
    honda.go(f"/desk/kurashiki_wakamono/bookings/{number}/withdrawal")
    with honda.page.expect_navigation():
        honda.page.locator("#act form .button").click()
    person.go(f"/bookings/{number}")
    read(person, language, "取下げ済み", typed=(OFFICER,))


def register(seen, language: str, mail: str) -> None:
    """From an unknown address to an own page, all in the language chosen."""
    seen.go("/me/registration")
    speak(seen, language)
    read(seen, language)
    check(seen, "kind-0")
    type_into(seen, email=mail)
    press(seen)
    read(seen, language)
    seen.go(link_in_mail(seen, mail, "/me/registration/"))
    read(seen, language, typed=("ヤマダ ハナコ",))
    person = {"name": "Minh Nguyen", "name_kana": "ミン グエン", "phone": f"080-4444-{WIDTHS[language]:04}"}
    person |= {"seeker_number": f"42010-4444{WIDTHS[language]:04}"}
    type_into(seen, **person, new_password=PASSWORD, repeated_password=PASSWORD)
    check(seen, "registration-1")
    press(seen)
    sign_in(seen, mail, PASSWORD)
    seen.go("/me")
    read(seen, language, typed=tuple(person.values()))


def free(seen) -> None:
    """Say that one can take a consultation now, where one has not."""
    seen.go("/desk/nagasaki_main/instant-use")
    if seen.page.locator("main button").filter(has_text="自分を「いま受けられる」にする").count():
        click(seen, "ja", "自分を「いま受けられる」にする")


def accept(seen, code: str) -> None:
    """Answer the only request with an access code."""
    seen.go("/desk/nagasaki_main/instant-use")
    click(seen, "ja", "内容を見て答える")
    type_into(seen, meeting_id="482-911-073", passcode=code)
    click(seen, "ja", "お受けする")


def take_down(seen, language: str, mail: str) -> str:
    """Take an application down at the desk, for somebody whose mails are to be in that language; its number."""
    hour = "10:00" if language == "en" else "14:00"
    seen.go(f"/desk/kurashiki_wakamono/intake/new?slot=2026-05-20T{hour}")
    told = {"name": "Minh Nguyen", "seeker_number": "42010-55556666", "support_officer": OFFICER, "email": mail}
    type_into(seen, **told)
    for name, value in {"language": language, "device": "pc", **SAID_AT_THE_DESK}.items():
        if seen.page.locator(f"main [name={name}]").count():
            seen.page.locator(f"main [name={name}][value='{value}']").check()
    if seen.page.locator("main #support_place").count():
        check(seen, "support_place-0")
    press(seen)
    assert seen.page.locator("h1").inner_text().startswith("予約 "), seen.page.locator("main").inner_text()
    return str(seen.page.url).rpartition("/")[2].partition("#")[0]
