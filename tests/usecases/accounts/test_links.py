"""Mailed links: one use, one purpose, one day, one listener."""

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.effects.links import issue_link
from app.accounts.effects.people import lock_account
from app.accounts.hashing import hash_password
from app.accounts.models.people import Account, AccountLink, SignIn
from app.accounts.queries.links import find_usable_link
from app.accounts.terms import Browser, Entered, LinkPurpose, LinkRefusal, PasswordRefusal, SignInRefusal
from app.accounts.usecases import passwords
from app.accounts.usecases.passwords import request_reset, set_password_by_link
from app.accounts.usecases.signing_in import sign_in
from app.db import db
from app.kernel.roles import Surface
from app.web.clock import real_now
from tests.factories import PASSWORD, address_of, enlist
from tests.harness.clock import FrozenClock
from tests.harness.mails import Mails

NEW = "へちまの棚に雨宿りする猫と犬"
EVERYWHERE = frozenset(Surface)
HERE = Browser(surfaces=EVERYWHERE, place="all", agent="", demo=True)


def link_for(key: str, purpose: LinkPurpose, clock: FrozenClock) -> str:
    """A fresh link's token."""
    account_id = enlist(key)[key]

    @db.write
    def issue() -> str:
        return issue_link(lock_account(account_id), purpose, clock.now()).rpartition("/")[2]

    return issue()


def use(purpose: LinkPurpose, token: str, clock: FrozenClock, password: str = NEW, browser: Browser = HERE) -> object:
    return set_password_by_link(purpose, token, password, browser, at=real_now(), now=clock.now())


def try_in(key: str, password: str, clock: FrozenClock) -> object:
    return sign_in(address_of(key), password, HERE, at=real_now(), now=clock.now())


def test_a_reset_link_sets_the_password_once(app: Flask, clock: FrozenClock) -> None:
    token = link_for("suzuki", LinkPurpose.RESET, clock)
    assert use(LinkPurpose.RESET, token, clock) is None
    assert isinstance(try_in("suzuki", NEW, clock), Entered)
    assert try_in("suzuki", PASSWORD, clock) is SignInRefusal.WRONG
    assert use(LinkPurpose.RESET, token, clock, "別の言葉をならべた新しい合図です") is LinkRefusal.UNUSABLE
    assert isinstance(try_in("suzuki", NEW, clock), Entered)


@pytest.mark.parametrize("issued", list(LinkPurpose))
@pytest.mark.parametrize("used", list(LinkPurpose))
def test_a_link_does_only_what_it_was_made_for(
    app: Flask, clock: FrozenClock, issued: LinkPurpose, used: LinkPurpose
) -> None:
    token = link_for("suzuki", issued, clock)
    assert use(used, token, clock) is (None if issued is used else LinkRefusal.UNUSABLE)


def test_a_link_dies_after_a_day(app: Flask, clock: FrozenClock) -> None:
    token = link_for("suzuki", LinkPurpose.RESET, clock)
    clock.advance(hours=24, seconds=-1)
    assert find_usable_link(LinkPurpose.RESET, token, EVERYWHERE, clock.now())
    clock.advance(seconds=1)
    assert use(LinkPurpose.RESET, token, clock) is LinkRefusal.UNUSABLE


def test_a_newer_link_kills_the_older(app: Flask, clock: FrozenClock) -> None:
    older = link_for("suzuki", LinkPurpose.RESET, clock)
    newer = link_for("suzuki", LinkPurpose.RESET, clock)
    assert use(LinkPurpose.RESET, older, clock) is LinkRefusal.UNUSABLE
    assert use(LinkPurpose.RESET, newer, clock) is None


def test_a_link_for_the_inside_does_nothing_on_the_public_listener(app: Flask, clock: FrozenClock) -> None:
    token = link_for("suzuki", LinkPurpose.RESET, clock)
    public = Browser(surfaces=frozenset({Surface.PUBLIC}), place="public", agent="", demo=True)
    assert use(LinkPurpose.RESET, token, clock, browser=public) is LinkRefusal.UNUSABLE
    assert use(LinkPurpose.RESET, token, clock) is None


def test_a_password_that_is_not_taken_leaves_the_link_usable(app: Flask, clock: FrozenClock) -> None:
    token = link_for("suzuki", LinkPurpose.RESET, clock)
    assert use(LinkPurpose.RESET, token, clock, "short") is PasswordRefusal.TOO_SHORT
    assert use(LinkPurpose.RESET, token, clock, "passwordpassword") is PasswordRefusal.EASILY_GUESSED
    assert use(LinkPurpose.RESET, token, clock) is None


def test_a_seeker_needs_fifteen_signs_and_staff_twelve(app: Flask, clock: FrozenClock) -> None:
    twelve = "雨どいの下のへちまと猫4"
    token = link_for("yamada", LinkPurpose.RESET, clock)
    assert use(LinkPurpose.RESET, token, clock, twelve) is PasswordRefusal.TOO_SHORT
    assert use(LinkPurpose.RESET, link_for("suzuki", LinkPurpose.RESET, clock), clock, twelve) is None


@pytest.mark.parametrize("byte", range(0, 43, 7))
def test_a_changed_token_is_no_token(app: Flask, clock: FrozenClock, byte: int) -> None:
    token = link_for("suzuki", LinkPurpose.RESET, clock)
    changed = token[:byte] + ("A" if token[byte] != "A" else "B") + token[byte + 1 :]
    assert use(LinkPurpose.RESET, changed, clock) is LinkRefusal.UNUSABLE


def test_the_token_is_not_in_the_table(app: Flask, clock: FrozenClock) -> None:
    token = link_for("suzuki", LinkPurpose.RESET, clock)
    assert token not in str(db.session.execute(select(AccountLink.token_hash)).all())


def test_a_reset_ends_every_sign_in(app: Flask, clock: FrozenClock) -> None:
    enlist("suzuki")
    try_in("suzuki", PASSWORD, clock)
    use(LinkPurpose.RESET, link_for("suzuki", LinkPurpose.RESET, clock), clock)
    assert db.session.scalars(select(SignIn.ended_why)).all() == ["password_changed"]


@pytest.mark.parametrize("repeat", range(3))
def test_pressed_a_hundred_times_at_once_a_link_works_exactly_once(
    app: Flask, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch, repeat: int
) -> None:
    token = link_for("suzuki", LinkPurpose.RESET, clock)
    ready = hash_password(NEW)
    monkeypatch.setattr(passwords, "hash_password", lambda _password: ready)
    start, answers = threading.Barrier(100), []

    def press() -> None:
        with app.app_context():
            start.wait()
            answers.append(passwords._set_by_link(LinkPurpose.RESET, token, ready, real_now(), clock.now()))

    threads = [threading.Thread(target=press) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(None) == 1
    assert answers.count(LinkRefusal.UNUSABLE) == 99
    assert db.session.scalar(select(func.count()).select_from(AccountLink).where(AccountLink.used_at.is_not(None))) == 1


def test_a_reset_is_mailed_to_who_can_sign_in_and_to_nobody_else(app: Flask, clock: FrozenClock, outbox: Mails) -> None:
    enlist("suzuki", "yamada")
    inside = Browser(surfaces=frozenset({Surface.INTRANET}), place="intranet", agent="", demo=True)
    request_reset("nobody@counselor.example", inside, now=clock.now())
    request_reset(address_of("yamada"), inside, now=clock.now())
    assert outbox.kinds() == []
    request_reset(address_of("suzuki").upper(), inside, now=clock.now())
    assert [(row.kind, row.recipient) for row in outbox.posted()] == [("M-ACC-3", address_of("suzuki"))]
    assert outbox.posted()[0].not_after == clock.now() + timedelta(hours=24)


def test_a_closed_account_cannot_be_had_back_by_a_link(app: Flask, clock: FrozenClock, outbox: Mails) -> None:
    token = link_for("suzuki", LinkPurpose.RESET, clock)

    @db.write
    def close() -> None:
        account = db.session.scalars(select(Account)).one()
        account.status = "closed"

    close()
    assert use(LinkPurpose.RESET, token, clock) is LinkRefusal.UNUSABLE
    request_reset(address_of("suzuki"), HERE, now=clock.now())
    assert outbox.kinds() == []
