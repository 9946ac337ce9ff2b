"""Everyone who may stand before a door, and what lies behind the doors: two offices with things of their own.

scene = set_scene(app, clock)          one database, filled once
scene.browser("manager")               a column of tests/people.py, fresh
scene.own["closure_id"]                Kanagawa's, guest A's, Suzuki's
scene.foreign["closure_id"]            somebody else's of the same kind
"""

import csv
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.accounts.effects.checks import check_address
from app.accounts.effects.links import issue_link
from app.accounts.effects.people import end_grant, lock_account
from app.accounts.models.people import Grant, SignIn
from app.accounts.terms import CheckPurpose, LinkPurpose
from app.accounts.views.login import COOKIE
from app.booking.effects.seats import put_day_seats
from app.booking.effects.stops import add_stop
from app.booking.models.bookings import Booking
from app.booking.models.desk_records import ReplyLink
from app.booking.queries.replies import token_key
from app.booking.terms.slots import DaySeats
from app.booking.terms.stops import StopGround
from app.booking.views.cookie import PURPOSE
from app.db import db
from app.desk.models.retention import RetentionProposal
from app.desk.models.use_extracts import UseExtractRow
from app.kernel.moments import day_of
from app.kernel.roles import Role
from app.kernel.slots import Stop
from app.notices.effects import post
from app.notices.queries import inbox_of
from app.notices.transport.files import FOLDER
from app.offices.effects.closures import add_closure
from app.offices.effects.policies import set_policy
from app.offices.queries.offices import get_office, policy_in_force, terms_versions
from app.offices.terms import Closure, ClosureKind
from app.web.cookies import cookie_name
from tests import agency_doors, applicant_doors, bookings, factories, letter_doors
from tests.harness.clock import FrozenClock
from tests.harness.source import ROOT
from tests.page import Page
from tests.people import AGENCIES, ALIKE, CAST, HERE, HIRED, ROLES, THERE, begin, bind, hire, settle


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A filled database."""

    app: Flask
    accounts: dict[str, int]
    tokens: dict[str, str]
    own: dict[str, Any] = field(default_factory=dict)
    foreign: dict[str, Any] = field(default_factory=dict)

    def browser(self, who: str) -> Page:
        """The browser of a column, with what it carries."""
        page = Page(self.app)
        settings = self.app.extensions["settings"]
        if who in self.tokens:
            purpose = PURPOSE if who.startswith("guest") else COOKIE
            domain = settings.public_base_url.partition("//")[2].partition(":")[0]
            page.client.set_cookie(cookie_name(settings, purpose), self.tokens[who], domain=domain, path="/")
        return page

    def sign_in_again(self, who: str) -> None:
        """Another sign-in for somebody who signed out or ended his own."""
        if who in self.accounts and ROLES.get(who) is not Role.ANONYMOUS:
            self.tokens[who] = begin(self.app, self.accounts[who])


def set_scene(app: Flask, clock: FrozenClock) -> Scene:
    """Offices, people with sign-ins, two guests, and at each of two offices a booking, a closure, a stop, a plan."""
    factories.open_offices()
    known = factories.enlist(*CAST.values())
    accounts = {who: known[key] for who, key in CAST.items()} | {who: hire(who, *HIRED[who]) for who in HIRED}
    accounts |= {who: settle(who, role) for who, role in ALIKE.items()}
    accounts |= {who: agency_doors.lone(who, clock) for who in AGENCIES}
    tokens = {who: begin(app, accounts[who]) for who in accounts if who != "leaver"}
    numbers = [bookings.book(clock, bookings.somebody(each, f"2026-05-13T{each:02}:00")).number for each in (9, 10, 11)]
    tokens["guest_a"], tokens["guest_b"] = (bind(number) for number in numbers[:2])
    scene = Scene(app=app, accounts=accounts, tokens=tokens)
    scene.own.update(slug=HERE, number=numbers[0], name=keep_mail(app), **of_office(HERE, accounts, clock, 1))
    scene.own.update(terms_day=terms_versions(get_office(HERE).terms_set)[0].effective_on.isoformat())
    scene.own.update(grant_id=grant_of(accounts["leaver"]), ref=ref_of(accounts["counselor"]))
    scene.foreign.update(slug=THERE, number=numbers[1], moved=numbers[2], **of_office(THERE, accounts, clock, 2))
    scene.foreign.update(grant_id=grant_of(accounts["counselor_elsewhere"]), ref=ref_of(accounts["manager"]))
    scene.foreign.update(bureau_grant=grant_of(accounts["bureau_other"]))
    scene.own.update(terms_set="kanagawa", registration=registering(clock), **of_person(accounts["seeker"], clock))
    scene.own.update(reply=asking(numbers[0], clock))
    scene.foreign.update(of_person(accounts["employer"], clock))
    of_agency, of_others = agency_doors.of_agencies(accounts, clock)
    scene.own.update(of_agency)
    scene.foreign.update(of_others)
    of_agency, of_others = applicant_doors.of_applicants(clock)
    scene.own.update(of_agency)
    scene.foreign.update(of_others)
    of_seeker, of_others = letter_doors.of_letters(accounts, clock)
    scene.own.update(of_seeker)
    scene.foreign.update(of_others)
    leave(numbers[2], accounts["ended"], clock)
    agency_doors.terminate(accounts["agency_terminated"], clock)
    scene.sign_in_again("agency_suspended")
    return scene


@db.write
def of_person(account_id: int, clock: FrozenClock) -> dict[str, str]:
    """A notice on somebody's own page, and a link to a new mail address."""
    now, key = clock.now(), f"door:{account_id}"
    words = {"at": now, "sign_in": "https://localhost/login"}
    told = {"template": "M-ACC-9", "context": words, "language": "ja", "now": now}
    post("M-ACC-9", key=key, channel="mypage", account_id=account_id, **told)
    new = f"new{account_id}@example.jp"
    address = check_address(CheckPurpose.CHANGE, new, now, language="ja", account_id=account_id)
    return {"notice": inbox_of(account_id, now)[0].ref, "new_mail": address.rpartition("/")[2]}


@db.write
def asking(number: str, clock: FrozenClock) -> str:
    """A link that counts as a reply to a booking."""
    booking_id = db.session.scalar(db.select(Booking.id).where(Booking.number == number))
    token, now = "r" * 43, clock.now()
    link = ReplyLink(token=token_key(token), booking_id=booking_id, issued_at=now, ends_at=now + timedelta(days=1))
    db.session.add(link)
    return token


@db.write
def registering(clock: FrozenClock) -> str:
    """A link to register with."""
    new = {"language": "ja", "kind": Role.SEEKER}
    return check_address(CheckPurpose.REGISTRATION, "new@example.jp", clock.now(), **new).rpartition("/")[2]


@db.write
def of_office(office: str, accounts: dict[str, int], clock: FrozenClock, number: int) -> dict[str, Any]:
    """Of an office: a closure, own seats of a day, a proposal, a stop to come, a planned policy, and two links."""
    now, day = clock.now(), date(2026, 6, number)
    who = accounts["manager" if office == HERE else "manager_elsewhere"]
    shut = Closure(office_id=office, day=date(2026, 5, 29), kind=ClosureKind.CLOSED, window=None, reason="点検")
    later = Stop(since=now + timedelta(days=30), until=None, reason="工事", everything=True)
    plan = replace(policy_in_force(office, day), horizon_days=30)
    set_policy(office, plan, since=day, by=f"account:{who}", now=now)
    return {
        "closure_id": add_closure(shut, by=f"account:{who}", now=now),
        "seats_id": put_day_seats(office, DaySeats(day=day, capacity=2, public_capacity=1), "研修", by=who, now=now),
        "proposal_id": propose(office, accounts["ended"], now),
        "extract_id": demand(office, accounts["ended"], now),
        "approved_extract": demand(office, who, now, approved_by=accounts["ended"]),
        "stop_id": add_stop(office, StopGround.DISASTER_OR_POWER, later, by=who, now=now),
        "day": day.isoformat(),
        "holiday": HOLIDAY,
        "invitation": issue_link(lock_account(who), LinkPurpose.INVITATION, now).rpartition("/")[2],
        "reset": issue_link(lock_account(who), LinkPurpose.RESET, now).rpartition("/")[2],
    }


def demand(office: str, account_id: int, now: datetime, approved_by: int | None = None) -> int:
    """A demand for an extract of the log of use; it waits for a second person, or `approved_by` has approved it."""
    span = {"first_day": day_of(now), "last_day": day_of(now), "demanded_on": day_of(now), "asked_at": now}
    said = {"requester": "警察署", "legal_basis": "刑事訴訟法第197条第2項", "booking_number": "K000000001"}
    settled = {"settled_by": approved_by, "settled_at": now, "approved": True} if approved_by else {}
    row = UseExtractRow(office_id=office, asked_by=account_id, **said, **span, **settled)
    db.session.add(row)
    db.session.flush()
    return row.id


def propose(office: str, account_id: int, now: datetime) -> int:
    """A change of retention that waits for a second person, proposed by somebody who has left since."""
    row = RetentionProposal(
        office_id=office, contact_months=6, record_months=12, proposed_by=account_id, proposed_at=now
    )
    db.session.add(row)
    db.session.flush()
    return row.id


@db.write
def leave(number: str, account_id: int, clock: FrozenClock) -> None:
    """One booking belongs to the other office, and one person has lost his role."""
    db.session.execute(db.update(Booking).where(Booking.number == number).values(office_id=THERE))
    grant = db.session.scalars(db.select(Grant).where(Grant.account_id == account_id)).one()
    end_grant(grant, by=None, why="tests", now=clock.now())


def grant_of(account_id: int) -> int:
    """The grant of somebody who has one."""
    return one(db.select(Grant.id).where(Grant.account_id == account_id).order_by(Grant.id))


def ref_of(account_id: int) -> str:
    """The short name of somebody's sign-in."""
    return str(one(db.select(SignIn.ref).where(SignIn.account_id == account_id)))


def one(statement: Any) -> Any:
    """The first value of a statement."""
    found = db.session.scalar(statement)
    db.session.rollback()
    assert found
    return found


def keep_mail(app: Flask) -> str:
    """The name of a mail in the demo's mailbox."""
    name = "20260511T010000Z-000001-1"
    mail = EmailMessage()
    mail["To"], mail["From"], mail["Subject"] = "to@example.jp", "from@example.jp", "件名"
    mail["Date"] = "Mon, 11 May 2026 01:00:00 +0000"
    mail.set_content("本文")
    folder: Path = app.extensions["settings"].instance / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.eml").write_bytes(mail.as_bytes())
    return name


HOLIDAY = "2026-11-03"
SPECIAL = {
    ("/offices/<slug>/terms/<day>", "day"): "terms_day",
    ("/desk/<slug>/office/terms/<day>/withdrawal", "day"): "terms_day",
    ("/operations/holidays/<day>", "day"): "holiday",
    ("/invitations/<token>", "token"): "invitation",
    ("/password-resets/<token>", "token"): "reset",
    ("/replies/<token>", "token"): "reply",
    ("/desk/<slug>/office/use/extracts/<int:extract_id>/file", "extract_id"): "approved_extract",
    ("/me/inbox/<ref>", "ref"): "notice",
    ("/me/inbox/<ref>/reading", "ref"): "notice",
    ("/me/profile/mail/<token>", "token"): "new_mail",
    ("/me/registration/<token>", "token"): "registration",
    **agency_doors.SPECIAL,
    **applicant_doors.SPECIAL,
    **letter_doors.SPECIAL,
}
"""Where a part of an address means something else than its name says."""

NEEDED = {"/desk/<slug>/intake": {"slot": "2026-05-13T13:00"}, "/desk/<slug>/intake/new": {"slot": "2026-05-13T13:00"}}
"""What a route wants to be told before it asks for anything else, in the query and in the form."""


def own_values(scene: Scene, rule: Rule) -> dict[str, Any]:
    """What leads to something that is there: Kanagawa's, guest A's, Suzuki's."""
    names = {part: SPECIAL.get((rule.rule, part), part) for part in rule.arguments}
    unknown = [part for part, name in names.items() if name not in scene.own]
    assert not unknown, f"{rule.rule}: tests/doors.py knows no {unknown} of Kanagawa; put them into set_scene"
    return {part: scene.own[name] for part, name in names.items()}


def ask(page: Page, method: str, rule: Rule, values: dict[str, Any]) -> TestResponse:
    """What a browser is answered at a route, with a good CSRF token and an otherwise empty form."""
    path = rule.build(values, append_unknown=False)
    assert path, rule.rule
    told = NEEDED.get(rule.rule, {})
    if method == "POST":
        return page.client.post(path[1], data={"csrf_token": page.csrf_token(), **told})
    return page.client.open(path[1], method=method, query_string=told)


def entrants() -> dict[tuple[str, str], str]:
    """Of each method and route somebody who may enter it, whoever stands first in docs/authorization.csv."""
    with (ROOT / "docs" / "authorization.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {(row["method"], row["route"]): first_in(row) for row in rows}


def first_in(row: dict[str, str]) -> str:
    """The first column whose person the table lets in."""
    return next((who for who in ROLES if row.get(who) == "open"), "anonymous")
