"""Who stands before the doors: the columns of docs/authorization.csv, with sign-ins of their own."""

from flask import Flask

from app.accounts.effects.people import add_account, add_grant, lock_account, set_password
from app.accounts.effects.profiles import put_profile
from app.accounts.effects.sign_ins import begin_sign_in
from app.accounts.queries.members import scope_at
from app.accounts.rules.profiles import ProfileFacts
from app.accounts.terms import Browser, Scope, SignInStage
from app.accounts.views.login import place_of
from app.booking.effects.guests import bind_guest
from app.booking.models.bookings import Booking
from app.db import db
from app.kernel.roles import Role
from app.web.clock import now, real_now
from tests import factories

HERE, THERE = "kanagawa", "nagasaki_main"
CAST = {
    "seeker": "yamada",
    "employer": "maruyama",
    "counselor": "suzuki",
    "manager": "kato",
    "counselor_elsewhere": "tanaka",
    "staff_elsewhere": "nishi",
    "agency": "hikari",
    "agency_other": "minato",
    "agency_suspended": "kaze",
    "bureau": "mori",
    "bureau_other": "ono",
    "ministry": "oda",
    "operations": "ueda",
}
"""Columns of docs/authorization.csv that are people of the demo."""

HIRED = {
    "staff": (HERE, Role.STAFF),
    "leaver": (HERE, Role.STAFF),
    "ended": (HERE, Role.MANAGER),
    "manager_elsewhere": (THERE, Role.MANAGER),
    "staff_third": ("kurashiki_wakamono", Role.STAFF),
}
"""Columns whose people the demo lacks; HERE is a prefecture's centre, the others are Hello Work offices.

`ended` lost the role after signing in, `leaver` is only spoken of."""

ALIKE = {"seeker_other": Role.SEEKER, "employer_other": Role.EMPLOYER}
"""Columns whose people the demo lacks: of the role of one of the cast, with things of their own."""

AGENCIES = ("agency_waiting", "agency_terminated")
"""Columns whose agencies the demo lacks: one that has an account and no use yet, one whose use was ended."""

ROLES = {
    **dict.fromkeys(("anonymous", "guest_a", "guest_b", "ended", "agency_terminated"), Role.ANONYMOUS),
    **{name: Role(name.partition("_")[0]) for name in CAST},
    "staff": Role.STAFF,
    "manager_elsewhere": Role.MANAGER,
    "staff_third": Role.STAFF,
    "agency_waiting": Role.AGENCY,
    **ALIKE,
}
"""Every column with the role its person has at the door; who holds a booking is a stranger there."""


@db.write
def hire(who: str, office: str, role: Role) -> int:
    """An account with a role at an office."""
    account = add_account(role, name=who, mail=f"{who}@office.example", now=factories.OPENING)
    scope = scope_at(office, role)
    assert account, who
    assert scope, office
    set_password(account, factories.password_hash(), factories.OPENING)
    add_grant(account.id, scope, by=None, why="tests", now=factories.OPENING)
    return account.id


@db.write
def settle(who: str, role: Role) -> int:
    """An account for oneself, at no office."""
    account = add_account(role, name=who, mail=f"{who}@example.jp", now=factories.OPENING)
    assert account, who
    set_password(account, factories.password_hash(), factories.OPENING)
    put_profile(account.id, ProfileFacts())
    add_grant(account.id, Scope(role=role), by=None, why="tests", now=factories.OPENING)
    return account.id


@db.write
def begin(app: Flask, account_id: int) -> str:
    """The token of a fresh sign-in."""
    settings = app.extensions["settings"]
    place = Browser(surfaces=settings.surfaces, place=place_of(settings), agent="Firefox（Linux）", demo=True)
    return begin_sign_in(lock_account(account_id), place, SignInStage.COMPLETE, at=real_now(), now=now()).token


@db.write
def bind(number: str) -> str:
    """The token of a browser that opened a booking with its password."""
    booking_id = db.session.scalar(db.select(Booking.id).where(Booking.number == number))
    assert booking_id
    return bind_guest(booking_id, by_password=True, real_now=real_now())
