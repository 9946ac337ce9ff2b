"""The desks of the other offices, for the tests: their staff signed in, applications taken down, where they stand.

ito = desks.at_desk(app, "ito")            a browser; "tanaka" Nagasaki, "honda" Kurashiki
desks.open_miyakonojo()                    its telephone is missing in the documents: a test's own
number = desks.take_down(ito, "miyakonojo", slot)
"""

from dataclasses import replace
from datetime import date, time

from flask import Flask

from app.db import db
from app.kernel.hours import Window
from app.kernel.roles import Identity, Role
from app.offices.effects.policies import set_policy
from app.offices.queries.offices import policy_in_force
from tests import bookings, factories
from tests.harness.clock import FrozenClock
from tests.page import Page

FIRST = date(2026, 4, 1)
PLACES = {"ito": "miyakonojo", "tanaka": "nagasaki_main", "honda": "kurashiki_wakamono"}
URLS = {
    "miyakonojo": "https://zoom.us/j/123456",
    "nagasaki_main": "https://meet.teleoffice.jp/n1",
    "kurashiki_wakamono": "https://meet.teleoffice.jp/k1",
}
YAMAMOTO = {
    "channel": "phone",
    "name": "山本　一郎",
    "registration": "hellowork",
    "seeker_number": "42010-12345678",
    "phone": "080-1111-2222",
    "email": "ichiro.yamamoto@example.jp",
    "content": "事務の仕事をさがしています。",
    "support_officer": "岡田　恵",
    "support_place": "倉敷わかものハローワーク",
    "device": "pc",
    "session_kind": "consultation",
    "terms_read": "homepage",
}
"""A job seeker on the telephone; every office takes of it what it asks for."""

PERSONAL = ["山本", "一郎", "1111", "2222", "42010", "12345678", "事務の仕事", "岡田"]
"""What no mail may tell of him."""


@db.write
def _give_telephone(office: str) -> None:
    known = policy_in_force(office, FIRST)
    hours = (Window(time(8, 30), time(17, 15)),)
    told = replace(known, contact_phone="0986-00-0000", contact_hours=hours)
    set_policy(office, told, since=FIRST, by="tests", now=factories.OPENING)


def open_miyakonojo() -> None:
    """Give the office the telephone and hours that its document does not tell."""
    _give_telephone("miyakonojo")


def at_desk(app: Flask, key: str) -> Page:
    """The browser of somebody at their office."""
    page = Page(app)
    factories.sign_in_as(page, key)
    return page


def identity(key: str) -> Identity:
    """Somebody of the cast as use-cases know them."""
    account_id = factories.enlist(key)[key]
    return Identity(roles=frozenset({Role.COUNSELOR}), account_id=account_id, offices=frozenset({PLACES[key]}))


def take_down(page: Page, office: str, slot: str, *, status: int = 303, **changes: str | None) -> str:
    """Fill the office's form for a time as the caller says, and press; the number, or the page as text."""
    form = page.get(f"/desk/{office}/intake/new?slot={slot}")
    asked = {each["name"] for each in form.all("form [name]")}
    told = {name: value for name, value in {**YAMAMOTO, **changes}.items() if name in asked}
    answer = page.submit(form, status=status, **told)
    return answer.location.rpartition("/")[2] if status == 303 else answer.text


def act(page: Page, office: str, number: str, noun: str, *, status: int = 303, **typed: str | None):
    """Fill the page of an act and press."""
    form = page.get(f"/desk/{office}/bookings/{number}/{noun}")
    return page.submit(form, status=status, **typed)


def state_of(number: str) -> str:
    """The state as it is written."""
    return bookings.row_of(number).state


def reply_path(number: str) -> str:
    """The path of the link in the last mail that asked for a reply."""
    mail = [each for each in bookings.outbox(number) if each.kind == "M-MYK-1"][-1]
    found = next(line for line in (mail.body or "").split() if "/replies/" in line)
    return "/replies/" + found.rpartition("/")[2]


def pass_time(clock: FrozenClock, text: str) -> None:
    """It is now."""
    clock.set(text)
