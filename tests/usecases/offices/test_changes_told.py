"""A change of terms is told, once, on the page of everybody who agreed to them before."""

from datetime import date

import pytest

from app.accounts.effects.people import erase_person, lock_account
from app.db import db
from app.notices.queries import inbox_of
from app.offices.effects.drafts import withdraw_version
from app.offices.effects.offices import add_version, record_consent
from app.offices.queries.offices import terms_in_force, terms_versions
from app.offices.rules.profile_files import Enacted
from app.offices.terms import ConsentKind, TermsSource
from app.offices.usecases.announcements import tell_changes
from tests import mails
from tests.factories import enlist

DAY = date(2026, 6, 1)
KINDS = [("miyakonojo", "M-MYK-4"), ("nagasaki", "M-NGS-4"), ("kurashiki", "M-KRS-3")]
pytestmark = pytest.mark.usefixtures("offices")


@db.write
def announce(terms_set, clock, day=DAY):
    """A version to come, with one sentence more than the one in force."""
    text = terms_in_force(terms_set, date(2026, 5, 11)).text
    add_version(
        terms_set,
        Enacted(on=day, act="改正"),
        title="オンライン職業相談利用規約",
        text=f"{text}\n接続の試験は、前の日までに済ませてください。",
        source=TermsSource.OFFICIAL,
        announced_at=clock.now(),
        ground="1",
    )


@db.write
def agree(account_id, terms_set, clock, on=date(2026, 5, 11)):
    """Agreement to the version in force on a day."""
    version = terms_in_force(terms_set, on)
    record_consent(version.id, ConsentKind.DEEMED, now=clock.now(), account_id=account_id)


@pytest.mark.rule("MYK-45", "NGS-63", "KRS-48")
@pytest.mark.parametrize("terms_set, kind", KINDS)
def test_who_agreed_before_is_told_fact_content_and_day(clock, terms_set, kind) -> None:
    people = enlist("yamada", "maruyama")
    agree(people["yamada"], terms_set, clock)
    assert tell_changes(clock.now()) == 0
    announce(terms_set, clock)
    assert tell_changes(clock.now()) == 1
    [message] = inbox_of(people["yamada"], clock.now())
    assert (message.kind, message.subject) == (kind, "利用規約が変わります")
    assert "2026年6月1日（月）の0時から" in message.body
    assert "接続の試験は、前の日までに済ませてください。" in message.body
    assert "/terms/2026-06-01" in message.body
    assert inbox_of(people["maruyama"], clock.now()) == []


def test_nobody_is_told_twice(clock) -> None:
    mine = enlist("yamada")["yamada"]
    agree(mine, "nagasaki", clock)
    announce("nagasaki", clock)
    assert [tell_changes(clock.now()) for _ in range(3)] == [1, 0, 0]


def test_who_agrees_after_the_announcement_is_told_as_well(clock) -> None:
    people = enlist("yamada", "maruyama")
    agree(people["yamada"], "nagasaki", clock)
    announce("nagasaki", clock)
    tell_changes(clock.now())
    agree(people["maruyama"], "nagasaki", clock)
    assert tell_changes(clock.now()) == 1


def test_who_agreed_to_the_new_text_already_is_not_told_of_it(clock) -> None:
    mine = enlist("yamada")["yamada"]
    agree(mine, "nagasaki", clock)
    announce("nagasaki", clock)
    clock.set("2026-06-01T00:00:00+09:00")
    agree(mine, "nagasaki", clock, on=DAY)
    assert tell_changes(clock.now()) == 0


def test_a_closed_account_is_told_nothing(clock) -> None:
    mine = enlist("yamada")["yamada"]
    agree(mine, "nagasaki", clock)
    db.write(lambda: erase_person(lock_account(mine), clock.now()))()
    announce("nagasaki", clock)
    assert tell_changes(clock.now()) == 0


def test_terms_that_name_no_notice_are_told_on_the_site_alone(clock) -> None:
    mine = enlist("yamada")["yamada"]
    agree(mine, "kanagawa", clock)
    announce("kanagawa", clock)
    assert tell_changes(clock.now()) == 0


def test_versions_from_before_our_records_are_told_to_nobody(clock) -> None:
    mine = enlist("yamada")["yamada"]
    oldest = terms_versions("nagasaki")[-1]
    db.write(lambda: record_consent(oldest.id, ConsentKind.DEEMED, now=clock.now(), account_id=mine))()
    assert tell_changes(clock.now()) == 0


def test_who_was_told_of_a_change_that_is_taken_back_is_told_that_once(app, clock) -> None:
    people = enlist("yamada", "maruyama")
    agree(people["yamada"], "nagasaki", clock)
    announce("nagasaki", clock)
    tell_changes(clock.now())
    agree(people["maruyama"], "nagasaki", clock)
    db.write(lambda: withdraw_version("nagasaki", DAY, by="account:1", now=clock.now()))()
    assert [tell_changes(clock.now()) for _ in range(2)] == [1, 0]
    newest = inbox_of(people["yamada"], clock.now())[0]
    assert (newest.kind, newest.subject) == ("M-OWN-5", "利用規約の変更は取りやめました")
    assert inbox_of(people["maruyama"], clock.now()) == []
    mails.check_text(app, newest.subject, newest.body)
    mails.check_golden("M-OWN-5", f"Subject: {newest.subject}\n{newest.body}")


def test_another_change_announced_for_the_same_day_is_told_anew(clock) -> None:
    mine = enlist("yamada")["yamada"]
    agree(mine, "nagasaki", clock)
    announce("nagasaki", clock)
    tell_changes(clock.now())
    db.write(lambda: withdraw_version("nagasaki", DAY, by="account:1", now=clock.now()))()
    clock.advance(minutes=1)
    announce("nagasaki", clock)
    assert [tell_changes(clock.now()) for _ in range(3)] == [1, 1, 0]


@pytest.mark.parametrize("terms_set, kind", KINDS)
def test_the_notice_word_for_word(app, clock, terms_set, kind) -> None:
    mine = enlist("yamada")["yamada"]
    agree(mine, terms_set, clock)
    announce(terms_set, clock)
    tell_changes(clock.now())
    [message] = inbox_of(mine, clock.now())
    mails.check_text(app, message.subject, message.body, personal=["山田", "ヤマダ"])
    mails.check_golden(kind, f"Subject: {message.subject}\n{message.body}")
