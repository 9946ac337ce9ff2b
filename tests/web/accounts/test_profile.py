"""Changing what one told: the password again for address and telephone, a link with a button for a new address."""

import re

import pytest

from app.accounts.effects.people import hold_phone, release_phone
from app.accounts.queries.people import find_account_by_mail, get_person
from app.db import db
from app.kernel.registration import Registration
from tests.factories import PASSWORD, address_of, enlist, sign_in_as
from tests.page import Page

NEW = "hanako.new@example.jp"
PHONE = "080-1111-2222"


@pytest.fixture
def mine(page, offices) -> int:
    """Yamada, signed in."""
    return sign_in_as(page, "yamada")


def person(account_id):
    """The account as it is now."""
    db.session.rollback()
    return get_person(account_id)


def change_phone(page, **told):
    """Press the button that changes the telephone."""
    return page.submit(page.get("/me/profile/phone"), **{"phone": PHONE, "password": PASSWORD, **told})


def ask_for_mail(page, mail=NEW, **told):
    """Ask for a link to a new address."""
    return page.submit(page.get("/me/profile/mail"), **{"email": mail, "password": PASSWORD, **told})


def link_in(outbox, mail=NEW):
    """The path of the link in the newest mail to an address."""
    text = [each.body for each in outbox.posted("M-ACC-7") if each.recipient == mail][-1]
    return re.search(r"https?://[^/]+(/me/\S+)", text).group(1)


def test_the_telephone_is_changed_with_the_password_and_the_owner_is_told(page, mine, outbox) -> None:
    assert change_phone(page).location == "/me/profile?done=phone"
    assert person(mine).phone == "+818011112222"
    assert [(each.kind, each.recipient) for each in outbox.posted()] == [("M-ACC-9", address_of("yamada"))]


def test_without_the_password_nothing_is_changed(page, mine, outbox) -> None:
    before = person(mine)
    assert change_phone(page, password="something else entirely").status == 422
    assert ask_for_mail(page, password="something else entirely").status == 422
    assert person(mine) == before
    assert outbox.posted() == []


@pytest.mark.rule("NGS-46")
def test_while_an_instant_request_is_open_the_telephone_stays_as_it_is(page, mine, clock) -> None:
    before, form = person(mine).phone, page.get("/me/profile/phone")
    db.write(lambda: hold_phone(mine, "booking:K1", clock.now()))()
    refused = page.submit(form, phone=PHONE, password=PASSWORD, status=409)
    assert "電話番号の変更" in refused.find("#refusal").text
    assert person(mine).phone == before
    assert not page.get("/me/profile/phone").all("main form[method=post]")
    assert "いまは電話番号を変えられません" in page.get("/me/profile").text
    db.write(lambda: release_phone(mine, "booking:K1"))()
    assert change_phone(page).status == 303


@pytest.mark.rule("NGS-46")
def test_another_s_open_request_holds_nobody_else_s_telephone(page, mine, clock) -> None:
    other = enlist("maruyama")["maruyama"]
    db.write(lambda: hold_phone(other, "booking:K1", clock.now()))()
    assert change_phone(page).status == 303


def test_a_new_address_counts_once_its_button_is_pressed(page, mine, outbox) -> None:
    asked = ask_for_mail(page)
    assert "確認の案内をお送りしました" in asked.text
    path = link_in(outbox)
    for _ in range(3):
        shown = page.get(path)
    assert person(mine).mail == address_of("yamada")
    assert page.submit(shown).location == "/me/profile?done=mail"
    assert person(mine).mail == NEW
    assert [(each.kind, each.recipient) for each in outbox.posted()][-1] == ("M-ACC-8", address_of("yamada"))
    page.get(path, status=404)
    page.submit(shown, status=404)
    fresh = Page(page.app)
    assert fresh.submit(fresh.get("/login"), email=NEW, password=PASSWORD).status == 303


def test_a_change_ends_every_other_sign_in_and_kills_links_sent_to_the_old_address(page, mine, outbox) -> None:
    other = Page(page.app)
    sign_in_as(other, "yamada")
    other.submit(other.get("/password-resets"), email=address_of("yamada"))
    reset = re.search(r"https?://[^/]+(/password-resets/\S+)", outbox.posted("M-ACC-3")[0].body).group(1)
    ask_for_mail(page)
    page.submit(page.get(link_in(outbox)))
    page.get("/me")
    assert other.client.get("/me").status_code == 303
    page.get(reset, status=404)


def test_the_answer_is_the_same_for_an_address_that_is_somebody_else_s(page, mine, outbox) -> None:
    enlist("maruyama", "suzuki")
    answers = set()
    for mail in (NEW, address_of("maruyama"), address_of("suzuki")):
        text = ask_for_mail(page, mail).find("#mail-form").decode().replace(mail, "")
        answers.add(text)
    assert len(answers) == 1
    kinds = {each.recipient: each.kind for each in outbox.posted()}
    assert kinds == {NEW: "M-ACC-7", address_of("maruyama"): "M-ACC-2", address_of("suzuki"): "M-ACC-2"}


def test_one_s_own_address_is_no_new_one(page, mine) -> None:
    assert "いまと同じメールアドレス" in ask_for_mail(page, address_of("yamada").upper()).find("#refusal").text


def test_an_address_somebody_registered_with_meanwhile_is_not_taken(page, mine, outbox) -> None:
    from app.accounts.effects.people import add_account
    from app.kernel.roles import Role

    ask_for_mail(page)
    shown, moment = page.get(link_in(outbox)), page.app.extensions["clock"].now()
    db.write(lambda: add_account(Role.SEEKER, name="x", mail=NEW, now=moment))()
    page.submit(shown, status=404)
    assert person(mine).mail == address_of("yamada")


def test_another_s_link_is_answered_as_a_dead_one(page, mine, outbox) -> None:
    ask_for_mail(page)
    path, other = link_in(outbox), Page(page.app)
    sign_in_as(other, "maruyama")
    assert other.get(path, status=404).heading == other.get("/me/profile/mail/" + "t" * 43, status=404).heading
    other.post(path, status=404)
    assert page.submit(page.get(path)).status == 303


def test_wrong_passwords_are_counted_as_at_the_door(page, mine) -> None:
    for _ in range(10):
        change_phone(page, password="wrong wrong wrong wrong")
    assert page.post("/me/profile/phone", {"phone": PHONE, "password": PASSWORD}, status=429).status == 429


@pytest.mark.rule("NGS-07")
def test_an_employer_s_establishment_can_be_changed_and_not_left_out(page, offices) -> None:
    account_id = sign_in_as(page, "maruyama")
    form = page.get("/me/profile/facts")
    assert not form.all("#seeker_number")
    assert page.submit(form, establishment="  ").status == 422
    page.submit(form, establishment="山の宿")
    told = person(account_id)
    assert (told.establishment, told.establishment_number) == ("山の宿", "42010000001")


@pytest.mark.rule("NGS-06")
def test_after_the_switch_a_registration_is_not_made_online_again(page, mine, clock) -> None:
    from app.accounts.effects.profiles import switch_registration

    assert "切り替わります" in page.get("/me/profile").text
    day = clock.now().date()
    assert db.write(lambda: switch_registration(mine, day))()
    page.submit(page.get("/me/profile/facts"), registration="online", seeker_number="123")
    told = person(mine)
    assert (told.registration, told.registration_switched_on) == (Registration.HELLOWORK, day)
    assert told.seeker_number == "123"
    assert "2026年5月11日（月）にハローワーク利用登録者に切り替わりました" in page.get("/me/profile").text
    assert not db.write(lambda: switch_registration(mine, day))()


def test_a_closed_account_lets_nobody_in_and_says_nothing_of_its_person(page, mine, outbox) -> None:
    done = page.submit(page.get("/me/closing"), password=PASSWORD)
    assert done.location == "/login?closed=1"
    assert page.client.get("/me").status_code == 303
    assert find_account_by_mail(address_of("yamada")) is None
    closed = person(mine)
    assert (closed.name, closed.mail, closed.phone, closed.seeker_number) == ("", "", None, None)
    assert [(each.kind, each.recipient) for each in outbox.posted()] == [("M-ACC-10", address_of("yamada"))]
    refused = page.submit(page.get("/login"), email=address_of("yamada"), password=PASSWORD)
    assert refused.status == 422
    page.submit(page.get("/me/registration"), kind="seeker", email=address_of("yamada"))
    assert outbox.kinds() == ["M-ACC-10", "M-ACC-6"]


def test_an_account_is_not_closed_without_password_or_over_an_open_request(page, mine, clock) -> None:
    assert page.submit(page.get("/me/closing"), password="wrong wrong wrong wrong").status == 422
    db.write(lambda: hold_phone(mine, "booking:K1", clock.now()))()
    assert page.submit(page.get("/me/closing"), password=PASSWORD).status == 409
    page.get("/me")
