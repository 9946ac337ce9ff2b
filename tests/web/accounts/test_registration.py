"""Registering as a seeker or an employer: an address first, its link with a button, then the account."""

import re

import pytest

from app.accounts.effects.people import hold_address
from app.accounts.queries.people import find_account_by_mail, get_person
from app.db import db
from app.kernel.registration import Registration
from tests.factories import PASSWORD, address_of, enlist
from tests.page import Page

NEW = "hanako@example.jp"
REGISTERING = "/me/registration"
SEEKER = {
    "name": "川口 花子",
    "name_kana": "かわぐち はなこ",
    "phone": "０９０ー１２３４ー５６７８",
    "registration": "online",
    "seeker_number": "13010-12345678",
    "new_password": PASSWORD,
    "repeated_password": PASSWORD,
}
EMPLOYER = {
    **{name: SEEKER[name] for name in ("name", "name_kana", "phone", "new_password", "repeated_password")},
    "establishment": "海の宿",
    "establishment_number": "4201-123456-7",
}


def ask(page, mail=NEW, kind="seeker"):
    """Ask for a link as a stranger does."""
    return page.submit(page.get(REGISTERING), kind=kind, email=mail)


def link_in(outbox, mail=NEW):
    """The path of the link in the newest mail to an address."""
    text = [each.body for each in outbox.posted() if each.recipient == mail][-1]
    return re.search(r"https?://[^/]+(/me/\S+)", text).group(1)


def registered(page, outbox, kind="seeker", **told):
    """A finished registration: the answer to its press."""
    ask(page, kind=kind)
    return page.submit(page.get(link_in(outbox)), **{**(SEEKER if kind == "seeker" else EMPLOYER), **told})


@pytest.mark.rule("NGS-04")
def test_a_seeker_registers_with_a_checked_address_and_signs_in(page, outbox) -> None:
    done = registered(page, outbox)
    assert done.location == "/login?registered=1"
    person = get_person(find_account_by_mail(NEW).id)
    assert (person.kind.value, person.name, person.name_kana) == ("seeker", "川口 花子", "カワグチ ハナコ")
    assert (person.phone, person.seeker_number, person.registration) == ("+819012345678", "1301012345678", "online")
    page.submit(page.follow(done), email=NEW, password=PASSWORD)
    home = page.get("/me").text
    assert "川口 花子さん" in home
    assert "マイページの登録が終わりました （2026年5月11日（月）10時00分） 未読" in home


@pytest.mark.rule("NGS-04")
def test_who_is_still_to_register_needs_no_number_and_everyone_else_does(page, outbox) -> None:
    refused = registered(page, outbox, seeker_number="")
    assert (refused.status, "求職番号を入力してください" in refused.text) == (422, True)
    assert find_account_by_mail(NEW) is None
    page.submit(page.get(link_in(outbox)), **{**SEEKER, "registration": "registering", "seeker_number": ""})
    assert get_person(find_account_by_mail(NEW).id).registration is Registration.REGISTERING


@pytest.mark.rule("NGS-07")
@pytest.mark.parametrize("missing", ["establishment", "establishment_number"])
def test_an_employer_names_the_establishment_and_its_number(page, outbox, missing) -> None:
    refused = registered(page, outbox, kind="employer", **{missing: " "})
    assert refused.status == 422
    assert find_account_by_mail(NEW) is None
    page.submit(page.get(link_in(outbox)), **EMPLOYER)
    person = get_person(find_account_by_mail(NEW).id)
    assert (person.kind.value, person.establishment, person.establishment_number) == (
        "employer",
        "海の宿",
        "42011234567",
    )


def test_every_address_gets_the_same_bytes(page, outbox) -> None:
    enlist("yamada", "suzuki")
    held = "was.hikari@example.jp"
    db.write(lambda: hold_address(held, page.app.extensions["clock"].now().date().replace(year=2030)))()
    answers = set()
    for mail in (NEW, address_of("yamada"), address_of("suzuki"), held):
        response = ask(Page(page.app), mail).response
        body = re.sub(r'name="csrf_token"[^>]*>|X-CSRFToken[^}]*', "", response.get_data(as_text=True)).replace(
            mail, ""
        )
        answers.add((response.status_code, body, tuple(name for name, _ in response.headers)))
    assert len(answers) == 1
    kinds = {each.recipient: each.kind for each in outbox.posted()}
    assert kinds == {NEW: "M-ACC-6", address_of("yamada"): "M-ACC-2", address_of("suzuki"): "M-ACC-2"}


def test_opening_a_link_changes_nothing_and_pressing_works_once(page, outbox) -> None:
    ask(page)
    path = link_in(outbox)
    for _ in range(5):
        form = page.get(path)
    page.submit(form, **SEEKER)
    again = page.get(path, status=404)
    assert again.heading == "このリンクは使えません"
    assert page.post(path, SEEKER, status=404).heading == again.heading


def test_a_newer_link_kills_the_older_one_and_a_day_kills_it_too(page, outbox, clock) -> None:
    ask(page)
    older = link_in(outbox)
    ask(page)
    newer = link_in(outbox)
    page.get(older, status=404)
    page.get(newer)
    clock.advance(hours=24)
    page.get(newer, status=404)


def test_two_links_of_two_kinds_make_one_account(page, outbox) -> None:
    ask(page)
    path = link_in(outbox)
    form = page.get(path)
    page.submit(form, **SEEKER)
    ask(page, kind="employer")
    assert outbox.kinds() == ["M-ACC-6", "M-ACC-11", "M-ACC-2"]


def test_nothing_typed_is_lost_and_no_password_is_shown_again(page, outbox) -> None:
    refused = registered(page, outbox, new_password="short", repeated_password="short", phone="12")
    assert refused.status == 422
    assert refused.find("#name")["value"] == SEEKER["name"]
    assert refused.find("#phone")["value"] == "12"
    assert not refused.find("#new_password").has_attr("value")


def test_the_eleventh_link_from_one_network_waits(page) -> None:
    for number in range(10):
        ask(page, f"someone{number}@example.jp")
    assert page.post(REGISTERING, {"kind": "seeker", "email": "last@example.jp"}, status=429).status == 429


def test_no_other_listener_knows_these_pages(make_app) -> None:
    from app.kernel.roles import Surface

    inside = make_app(surfaces=frozenset({Surface.INTRANET})).test_client()
    assert inside.get(REGISTERING, headers={"Host": "localhost"}).status_code == 404
    assert "マイページの登録" not in inside.get("/login").get_data(as_text=True)
