"""One's own pages: bookings of every office, notices, consents; another's are as if they were not there."""

import json
from datetime import date

import pytest

from app.booking.models.bookings import Booking
from app.db import db
from app.notices.effects import post
from app.offices.effects.offices import add_version, record_consent
from app.offices.queries.consents import consent_of
from app.offices.queries.offices import terms_in_force, terms_versions
from app.offices.rules.profile_files import Enacted
from app.offices.terms import ConsentKind, TermsSource
from tests import bookings
from tests.factories import enlist, sign_in_as
from tests.page import Page

PAGES = ("/me", "/me/bookings", "/me/inbox", "/me/consents", "/me/consents/nagasaki", "/me/profile")


@db.write
def notify(account_id, clock, key="cause", **changes):
    """A notice on somebody's page."""
    assert post(
        "M-ACC-9",
        key=key,
        channel="mypage",
        account_id=account_id,
        template="M-ACC-9",
        context={"at": clock.now(), "sign_in": "https://localhost/login"},
        language="ja",
        now=clock.now(),
        **changes,
    )


@db.write
def give(number, account_id):
    """Let a booking be somebody's."""
    db.session.execute(db.update(Booking).where(Booking.number == number).values(account_id=account_id))


@db.write
def announce(terms_set, day, clock, text="# 第1条（目的）\n変更後の文章です。"):
    """A version to come."""
    add_version(
        terms_set,
        Enacted(on=day, act="改正"),
        title="オンライン職業相談利用規約",
        text=text,
        source=TermsSource.OFFICIAL,
        announced_at=clock.now(),
        ground="1",
    )


@db.write
def consent(account_id, terms_set, day, clock):
    """Agreement to the version of a day."""
    version = next(each for each in terms_versions(terms_set) if each.effective_on == day)
    record_consent(version.id, ConsentKind.EXPLICIT, now=clock.now(), account_id=account_id)


def ref_of(document):
    """The path of the one notice of a page."""
    return document.find("#me-inbox a")["href"]


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_led_to_the_door(page, offices, path) -> None:
    assert page.client.get(path).headers["Location"].startswith("/login")


@pytest.mark.parametrize("who", ["yamada", "maruyama"])
def test_every_own_page_is_there_for_seeker_and_employer(page, offices, who) -> None:
    sign_in_as(page, who)
    for path in PAGES:
        page.get(path)
    assert page.htmx_get("/me/inbox")
    assert page.htmx_get("/me/consents")


def test_bookings_of_every_office_stand_on_one_page_and_only_one_s_own(page, offices, clock) -> None:
    mine = sign_in_as(page, "yamada")
    numbers = [bookings.book(clock, bookings.somebody(hour, f"2026-05-13T{hour:02}:00")).number for hour in (9, 10, 11)]
    give(numbers[0], mine)
    give(numbers[1], enlist("maruyama")["maruyama"])
    shown = page.get("/me/bookings").text
    assert numbers[0] in shown
    assert not [number for number in numbers[1:] if number in shown]
    assert numbers[0] in page.get("/me").text
    clock.set("2026-05-14T09:00:00+09:00")
    assert "キャンセル扱い" in page.get("/me/bookings").text


@pytest.mark.rule("NGS-47")
@pytest.mark.parametrize("who", ["yamada", "maruyama"])
def test_a_notice_is_read_on_the_page_of_its_seeker_or_employer(page, offices, clock, who) -> None:
    notify(sign_in_as(page, who), clock)
    inbox = page.get("/me/inbox")
    assert "電話番号が変わりました（2026年5月11日（月）10時00分） 未読" in inbox.find("#me-inbox h3").get_text()
    assert "お知らせ（未読1）" in inbox.text
    opened = page.get(ref_of(inbox))
    assert "登録した電話番号が変わりました。" in opened.text
    assert "未読" in page.get("/me/inbox").find("#me-inbox").text
    assert page.submit(opened, "#me-notice form").location == "/me/inbox"
    assert "未読" not in page.get("/me/inbox").text


def test_with_htmx_a_notice_counts_as_read_once_it_is_shown(page, offices, clock) -> None:
    notify(sign_in_as(page, "yamada"), clock)
    path = ref_of(page.get("/me/inbox"))
    assert page.get(path).find("#me-notice form")["hx-trigger"] == "load"
    fragment = page.htmx_post(f"{path}/reading")
    assert "に読みました。" in fragment.text


def test_another_s_notice_is_answered_as_a_missing_one(page, offices, clock) -> None:
    notify(sign_in_as(page, "yamada"), clock)
    path = ref_of(page.get("/me/inbox"))
    other = Page(page.app)
    sign_in_as(other, "maruyama")
    foreign, missing = (other.get(each, status=404) for each in (path, "/me/inbox/" + "0" * 32))
    assert foreign.heading == missing.heading
    assert other.post(f"{path}/reading", status=404).status == 404
    assert "未読" in page.get("/me/inbox").text


def test_a_notice_past_its_use_shows_no_text(page, offices, clock) -> None:
    notify(sign_in_as(page, "yamada"), clock, not_after=clock.now())
    path = ref_of(page.get("/me/inbox"))
    assert "登録した電話番号" in page.get(path).text
    clock.advance(seconds=1)
    shown = page.get(path).text
    assert "登録した電話番号" not in shown
    assert "必要な時間が終わった" in shown


@pytest.mark.rule("NGS-41")
def test_one_agrees_to_the_newest_terms_before_any_request(page, offices, clock) -> None:
    mine = sign_in_as(page, "yamada")
    assert consent_of(mine, "nagasaki") is None
    done = page.submit(page.get("/me/consents/nagasaki"), "#me-terms form")
    assert done.location == "/me/consents?done=nagasaki"
    assert "最新の版に同意しています" in page.follow(done).text
    agreed = consent_of(mine, "nagasaki")
    assert agreed == terms_in_force("nagasaki", date(2026, 5, 11))
    assert consent_of(mine, "kanagawa") is None
    assert not page.get("/me/consents/nagasaki").all("#me-terms form")


@pytest.mark.rule("NGS-43")
def test_a_changed_text_leaves_an_agreement_outdated_until_it_is_renewed(page, offices, clock) -> None:
    mine = sign_in_as(page, "yamada")
    consent(mine, "nagasaki", date(2023, 4, 20), clock)
    assert "前の版に同意しています" in page.get("/me/consents").text
    assert "同意した後に、利用規約が変わりました" in page.get("/me").text
    page.submit(page.get("/me/consents/nagasaki"), "#me-terms form")
    assert consent_of(mine, "nagasaki").effective_on == date(2023, 6, 5)
    assert "同意した後に" not in page.get("/me").text


@pytest.mark.rule("NGS-43")
def test_who_read_a_text_that_changed_meanwhile_is_shown_the_newest(page, offices, clock) -> None:
    mine = sign_in_as(page, "yamada")
    read = page.get("/me/consents/nagasaki")
    announce("nagasaki", date(2026, 5, 12), clock)
    clock.set("2026-05-12T00:00:00+09:00")
    refused = page.submit(read, "#me-terms form", status=409)
    assert "変更後の文章です" in refused.text
    assert consent_of(mine, "nagasaki") is None
    page.submit(refused, "#me-terms form", status=303)
    assert consent_of(mine, "nagasaki").effective_on == date(2026, 5, 12)


def test_agreeing_twice_is_agreeing_once(page, offices) -> None:
    sign_in_as(page, "yamada")
    read = page.get("/me/consents/kurashiki")
    for _ in range(2):
        page.submit(read, "#me-terms form", status=303)
    assert db.session.scalar(db.text("SELECT count(*) FROM consent")) == 1


@pytest.mark.parametrize("name", ["info_service", "hakodate", "NAGASAKI"])
def test_terms_that_bind_no_office_are_not_there(page, offices, name) -> None:
    sign_in_as(page, "yamada")
    page.get(f"/me/consents/{name}", status=404)
    page.post(f"/me/consents/{name}", {"version": "2023-06-05"}, status=404)


@pytest.mark.rule("MYK-45", "NGS-63", "KRS-48")
@pytest.mark.parametrize("terms_set", ["miyakonojo", "nagasaki", "kurashiki"])
def test_who_agreed_once_sees_a_change_at_the_next_sign_in(page, offices, clock, terms_set) -> None:
    mine = sign_in_as(page, "yamada")
    announce(terms_set, date(2026, 6, 1), clock)
    assert "利用規約が変わります" not in page.get("/me").text
    consent(mine, terms_set, terms_in_force(terms_set, date(2026, 5, 11)).effective_on, clock)
    home = page.get("/me")
    assert "利用規約が変わります" in home.text
    assert "2026年6月1日（月）から変わります" in home.text
    content = page.get(home.find(".notice-care a")["href"])
    assert "変更後の文章です。" in content.text


def test_the_record_of_an_account_holds_what_is_its_own(page, offices, clock) -> None:
    mine = sign_in_as(page, "yamada")
    number = bookings.book(clock, bookings.somebody(9, "2026-05-13T09:00")).number
    give(number, mine)
    notify(mine, clock)
    consent(mine, "nagasaki", date(2023, 6, 5), clock)
    record = json.loads(page.client.get("/me/export.json").get_data())
    assert record["account"]["mail"] == "yamada@seeker.example"
    assert [each["number"] for each in record["bookings"]] == [number]
    assert [each["version"] for each in record["consents"]] == ["2023-06-05"]
    assert "電話番号が変わりました" in record["notices"][0]["text"]
    other = Page(page.app)
    sign_in_as(other, "maruyama")
    theirs = json.loads(other.client.get("/me/export.json").get_data())
    assert (theirs["bookings"], theirs["consents"], theirs["notices"]) == ([], [], [])
