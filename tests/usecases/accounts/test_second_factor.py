"""The authenticator: set up, used once per step, taken off."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pyotp
import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.accounts.models.people import Account, SignIn
from app.accounts.queries.sign_ins import find_signed_in, offered_secret
from app.accounts.terms import Browser, Entered, SecondFactorRefusal, SignedIn, SignInRefusal, SignInStage
from app.accounts.usecases.second_factor import confirm_second_factor, offer_second_factor, remove_second_factor
from app.accounts.usecases.signing_in import sign_in, verify_second_factor
from app.db import db
from app.kernel.roles import Role, Surface
from app.web.clock import real_now
from tests.factories import PASSWORD, address_of, enlist
from tests.harness.clock import FrozenClock
from tests.harness.mails import Mails

DEMO = Browser(surfaces=frozenset(Surface), place="all", agent="", demo=True)
PRODUCTION = Browser(surfaces=frozenset(Surface), place="all", agent="", demo=False)


@pytest.fixture
def machine() -> Iterator[Any]:
    """The machine's time, standing five seconds into a step."""
    with time_machine.travel("2026-05-11T01:00:05+00:00", tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _people(app: Flask) -> None:
    enlist("suzuki")


def enter(clock: FrozenClock, browser: Browser = DEMO) -> SignedIn:
    answer = sign_in(address_of("suzuki"), PASSWORD, browser, at=real_now(), now=clock.now())
    assert isinstance(answer, Entered)
    return found(answer.token, clock)


def found(token: str, clock: FrozenClock) -> SignedIn:
    db.session.rollback()
    signed_in = find_signed_in(token, frozenset(Surface), "all", at=real_now(), now=clock.now())
    assert signed_in is not None
    return signed_in


def set_up(clock: FrozenClock) -> str:
    """Turn the authenticator on: its secret."""
    signed_in = enter(clock)
    assert offer_second_factor(signed_in, PASSWORD, now=clock.now()) is None
    secret = str(offered_secret(signed_in.sign_in_id))
    answer = confirm_second_factor(signed_in, code_of(secret), DEMO, at=real_now(), now=clock.now())
    assert isinstance(answer, Entered)
    return secret


def code_of(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(int(real_now().timestamp()) + 30 * steps)


def verify(waiting: SignedIn, code: str, clock: FrozenClock) -> Entered | SignInRefusal:
    return verify_second_factor(waiting, code, DEMO, at=real_now(), now=clock.now())


def test_after_setting_it_up_the_password_alone_gives_no_role(machine: Any, clock: FrozenClock) -> None:
    set_up(clock)
    waiting = enter(clock)
    assert waiting.stage is SignInStage.PASSWORD
    assert waiting.identity.roles == {Role.ANONYMOUS}
    assert waiting.identity.account_id is None


def test_the_code_completes_the_sign_in_under_a_new_token(machine: Any, clock: FrozenClock) -> None:
    secret = set_up(clock)
    machine.shift(timedelta(seconds=30))
    waiting = enter(clock)
    answer = verify(waiting, code_of(secret), clock)
    assert isinstance(answer, Entered)
    complete = found(answer.token, clock)
    assert complete.identity.roles == {Role.COUNSELOR}
    old = db.session.scalars(select(SignIn).where(SignIn.id == waiting.sign_in_id)).one()
    assert (complete.sign_in_id != waiting.sign_in_id, old.ended_why) == (True, "replaced")


def test_a_code_opens_once(machine: Any, clock: FrozenClock) -> None:
    secret = set_up(clock)
    first = enter(clock)
    assert verify(first, code_of(secret), clock) is SignInRefusal.CODE_WRONG, "used when it was set up"
    machine.shift(timedelta(seconds=30))
    second = enter(clock)
    assert isinstance(verify(first, code_of(secret), clock), Entered)
    assert verify(second, code_of(secret), clock) is SignInRefusal.CODE_WRONG


@pytest.mark.parametrize("steps", [-2, -1, 1, 2])
def test_only_the_code_of_this_step_counts(machine: Any, clock: FrozenClock, steps: int) -> None:
    secret = set_up(clock)
    machine.shift(timedelta(minutes=5))
    assert verify(enter(clock), code_of(secret, steps), clock) is SignInRefusal.CODE_WRONG


def test_the_page_that_asks_for_the_code_waits_ten_minutes(machine: Any, clock: FrozenClock) -> None:
    set_up(clock)
    answer = sign_in(address_of("suzuki"), PASSWORD, DEMO, at=real_now(), now=clock.now())
    assert isinstance(answer, Entered)
    machine.shift(timedelta(minutes=9, seconds=59))
    assert found(answer.token, clock)
    machine.shift(timedelta(seconds=1))
    db.session.rollback()
    assert find_signed_in(answer.token, frozenset(Surface), "all", at=real_now(), now=clock.now()) is None


def test_setting_it_up_takes_the_password_and_a_first_code(machine: Any, clock: FrozenClock) -> None:
    signed_in = enter(clock)
    assert offer_second_factor(signed_in, "wrong", now=clock.now()) is SecondFactorRefusal.PASSWORD_WRONG
    refused = confirm_second_factor(signed_in, "000000", DEMO, at=real_now(), now=clock.now())
    assert refused is SecondFactorRefusal.NO_OFFER
    offer_second_factor(signed_in, PASSWORD, now=clock.now())
    code = code_of(str(offered_secret(signed_in.sign_in_id)), steps=3)
    refused = confirm_second_factor(signed_in, code, DEMO, at=real_now(), now=clock.now())
    assert refused is SecondFactorRefusal.CODE_WRONG
    assert db.session.scalar(select(Account.totp_secret)) is None


def test_setting_it_up_ends_every_other_sign_in_and_tells_the_owner(
    machine: Any, clock: FrozenClock, outbox: Mails
) -> None:
    enter(clock)
    set_up(clock)
    assert db.session.scalars(select(SignIn.ended_why).order_by(SignIn.id)).all() == [
        "second_factor_changed",
        "second_factor_changed",
        None,
    ]
    assert outbox.kinds() == ["M-ACC-5"]


def test_production_lets_nobody_in_without_and_sets_it_up_at_the_door(machine: Any, clock: FrozenClock) -> None:
    waiting = enter(clock, PRODUCTION)
    assert offer_second_factor(waiting, None, now=clock.now()) is None
    code = code_of(str(offered_secret(waiting.sign_in_id)))
    answer = confirm_second_factor(waiting, code, PRODUCTION, at=real_now(), now=clock.now())
    assert isinstance(answer, Entered)
    assert found(answer.token, clock).identity.roles == {Role.COUNSELOR}


def test_at_the_door_an_authenticator_in_use_is_never_replaced(machine: Any, clock: FrozenClock) -> None:
    set_up(clock)
    waiting = enter(clock)
    assert offer_second_factor(waiting, None, now=clock.now()) is SecondFactorRefusal.NO_OFFER
    assert offered_secret(waiting.sign_in_id) is None


def test_it_is_taken_off_by_the_password_and_not_at_all_where_it_must_be(machine: Any, clock: FrozenClock) -> None:
    set_up(clock)
    machine.shift(timedelta(seconds=30))
    secret = str(db.session.scalar(select(Account.totp_secret)))
    entered = verify(enter(clock), code_of(secret), clock)
    assert isinstance(entered, Entered)
    signed_in = found(entered.token, clock)
    when = {"at": real_now(), "now": clock.now()}
    assert remove_second_factor(signed_in, PASSWORD, PRODUCTION, **when) is SecondFactorRefusal.REQUIRED
    assert remove_second_factor(signed_in, "wrong", DEMO, **when) is SecondFactorRefusal.PASSWORD_WRONG
    assert isinstance(remove_second_factor(signed_in, PASSWORD, DEMO, **when), Entered)
    assert db.session.scalar(select(Account.totp_secret)) is None
