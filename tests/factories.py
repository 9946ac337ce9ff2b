"""The cast and what it needs, as plain functions with keyword overrides. Each commits what it made."""

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from app.accounts.effects.people import lock_account
from app.accounts.effects.sign_ins import begin_sign_in
from app.accounts.hashing import hash_password
from app.accounts.queries.people import find_account_by_mail
from app.accounts.terms import Browser, Entered, SignInStage
from app.accounts.usecases.cast import join_cast, mail_of, people_of
from app.accounts.views.login import COOKIE, place_of
from app.db import db
from app.offices.usecases.profiles import load_profiles
from app.web.clock import now, real_now
from app.web.cookies import cookie_name
from tests.harness.scenes import Scene

if TYPE_CHECKING:
    from tests.page import Page

OPENING = datetime(2026, 4, 1, tzinfo=UTC)
"""When the demo's offices were set up: before every day that a test calls today."""


OFFICES = Scene(lambda: load_profiles(OPENING))


def open_offices(now: datetime = OPENING) -> None:
    """The seven offices with their profiles and terms, as shipped."""
    if now == OPENING:
        OFFICES.set_up()
    else:
        load_profiles(now)


PASSWORD = "takeuma-kazaguruma-ohajiki"
"""The password of everyone that `enlist` makes."""


@cache
def password_hash() -> str:
    """Its hash, computed once for all tests."""
    return hash_password(PASSWORD)


def enlist(*keys: str, now: datetime = OPENING) -> dict[str, int]:
    """Some of the cast by their keys ("suzuki", "tanaka"), with organisations and roles: their account ids."""
    people = people_of(*keys)
    join_cast(people, dict.fromkeys(keys, password_hash()), now)
    found = {person["key"]: find_account_by_mail(mail_of(person)) for person in people}
    db.session.rollback()
    return {key: account.id for key, account in found.items() if account is not None}


def address_of(key: str) -> str:
    """The mail address one of the cast signs in with."""
    return mail_of(people_of(key)[0])


def sign_in_as(page: "Page", key: str) -> int:
    """Let a browser be signed in as one of the cast, without the form and its hash: the account's id."""
    account_id = enlist(key)[key]
    settings = page.app.extensions["settings"]
    place = Browser(surfaces=settings.surfaces, place=place_of(settings), agent="Firefox（Linux）", demo=settings.demo)
    entered = begin(account_id, place)
    domain = settings.public_base_url.partition("//")[2].partition(":")[0]
    page.client.set_cookie(cookie_name(settings, COOKIE), entered.token, domain=domain, path="/")
    return account_id


@db.write
def begin(account_id: int, place: Browser) -> Entered:
    """A complete sign-in of an account."""
    return begin_sign_in(lock_account(account_id), place, SignInStage.COMPLETE, at=real_now(), now=now())
