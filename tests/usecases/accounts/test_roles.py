"""Inviting, giving, confirming and taking away: rows that are never erased, sign-ins that end at once."""

import threading
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.effects.people import hold_address
from app.accounts.effects.sign_ins import end_sign_ins_of_organisation
from app.accounts.models.people import Account, Grant, Organisation, SignIn
from app.accounts.queries.grants import identity_of
from app.accounts.queries.people import get_account
from app.accounts.queries.sign_ins import find_signed_in
from app.accounts.terms import Browser, EndedWhy, Entered, GrantRefusal, Invited, LinkPurpose, OrganisationKind, Scope
from app.accounts.usecases.grants import confirm_grant, found_place, grant_role, invite, revoke_grant
from app.accounts.usecases.passwords import set_password_by_link
from app.accounts.usecases.signing_in import sign_in
from app.audit.models import AuditEvent
from app.db import db
from app.kernel.roles import Identity, Role, Surface
from app.web.clock import real_now
from tests.factories import PASSWORD, address_of, enlist
from tests.harness.clock import FrozenClock
from tests.harness.mails import Mails

EVERYWHERE = frozenset(Surface)
HERE = Browser(surfaces=EVERYWHERE, place="all", agent="", demo=True)
NEW = "へちまの棚に雨宿りする猫と犬"


def identity(key: str, clock: FrozenClock) -> Identity:
    """One of the cast, acting."""
    account_id = enlist(key)[key]
    found = identity_of(get_account(account_id), EVERYWHERE, clock.now())
    db.session.rollback()
    return found


def at(role: Role, kind: OrganisationKind, code: str) -> Scope:
    enlist("ueda")
    found = db.session.scalars(select(Organisation.id).filter_by(kind=kind.value, code=code)).one()
    db.session.rollback()
    return Scope(role=role, organisation_id=found, organisation_kind=kind)


def kanagawa(role: Role) -> Scope:
    return at(role, OrganisationKind.CENTRE, "kanagawa")


def nagasaki(role: Role) -> Scope:
    return at(role, OrganisationKind.HELLO_WORK, "nagasaki_main")


def open_grant(account_id: int) -> Grant:
    db.session.rollback()
    return db.session.scalars(
        select(Grant).filter_by(account_id=account_id, ends_at=None).order_by(Grant.id.desc())
    ).first()


def test_a_manager_invites_a_counselor_who_sets_a_password_and_comes_in(
    app: Flask, clock: FrozenClock, outbox: Mails
) -> None:
    kato = identity("kato", clock)
    answer = invite(kato, "kondo@kanagawa.example", "近藤 礼", kanagawa(Role.COUNSELOR), "new", now=clock.now())
    assert isinstance(answer, Invited)
    mail = outbox.posted("M-ACC-1")[0]
    token = str(answer.address).rpartition("/")[2]
    assert (mail.recipient, token in str(mail.body)) == ("kondo@kanagawa.example", True)
    assert "近藤" not in str(mail.body)
    when = {"at": real_now(), "now": clock.now()}
    assert set_password_by_link(LinkPurpose.INVITATION, token, NEW, HERE, **when) is None
    assert isinstance(sign_in("kondo@kanagawa.example", NEW, HERE, **when), Entered)


def test_tanaka_who_is_a_counselor_himself_invites_nobody(app: Flask, clock: FrozenClock, outbox: Mails) -> None:
    answer = invite(identity("tanaka", clock), "x@x.example", "某", nagasaki(Role.COUNSELOR), "", now=clock.now())
    assert answer is GrantRefusal.NOT_YOURS_TO_GIVE
    assert outbox.kinds() == []


def test_a_manager_gives_nothing_at_anothers_office(app: Flask, clock: FrozenClock) -> None:
    kato = identity("kato", clock)
    ids = enlist("tanaka")
    answer = grant_role(kato, ids["tanaka"], nagasaki(Role.STAFF), "help", now=clock.now())
    assert answer is GrantRefusal.NOT_YOURS_TO_GIVE


def test_an_inviter_cannot_tell_whether_an_address_is_registered(app: Flask, clock: FrozenClock, outbox: Mails) -> None:
    hikari = identity("hikari", clock)
    enlist("yamada")
    agency = at(Role.AGENCY, OrganisationKind.AGENCY, "hikari")
    known = invite(hikari, address_of("yamada"), "山田", agency, "", now=clock.now())
    unknown = invite(hikari, "someone@agency.example", "誰か", agency, "", now=clock.now())
    assert isinstance(known, Invited)
    assert isinstance(unknown, Invited)
    assert outbox.kinds() == ["M-ACC-2", "M-ACC-1"]
    assert db.session.scalar(select(func.count()).select_from(Account).filter_by(kind="agency")) == 2


def test_inviting_again_sends_a_fresh_link_and_kills_the_old(app: Flask, clock: FrozenClock) -> None:
    kato, scope = identity("kato", clock), kanagawa(Role.STAFF)
    first = invite(kato, "kondo@kanagawa.example", "近藤", scope, "", now=clock.now())
    second = invite(kato, "kondo@kanagawa.example", "近藤", scope, "", now=clock.now())
    assert isinstance(first, Invited)
    assert isinstance(second, Invited)
    when = {"at": real_now(), "now": clock.now()}
    old, new = (str(each.address).rpartition("/")[2] for each in (first, second))
    assert set_password_by_link(LinkPurpose.INVITATION, old, NEW, HERE, **when) is not None
    assert set_password_by_link(LinkPurpose.INVITATION, new, NEW, HERE, **when) is None


@pytest.mark.rule("AGY-014")
@pytest.mark.parametrize("day, made", [("2031-03-31", 0), ("2031-04-01", 1)])
def test_a_held_address_is_not_registered_before_it_is_free(
    app: Flask, clock: FrozenClock, outbox: Mails, day: str, made: int
) -> None:
    db.write(hold_address)("old@agency.example", date(2031, 4, 1))
    clock.set(f"{day}T12:00:00+09:00")
    invite(None, "old@agency.example", "光", at(Role.AGENCY, OrganisationKind.AGENCY, "hikari"), "", now=clock.now())
    assert len(outbox.kinds()) == made


def test_a_powerful_role_counts_only_after_a_second_person(app: Flask, clock: FrozenClock) -> None:
    ueda, oda, ids = identity("ueda", clock), identity("oda", clock), enlist("ono", "suzuki")
    assert grant_role(ueda, ids["suzuki"], kanagawa(Role.MANAGER), "promoted", now=clock.now()) is None
    grant = open_grant(ids["suzuki"])
    assert grant.confirmed_at is None
    assert Role.MANAGER not in identity("suzuki", clock).roles
    assert confirm_grant(ueda, grant.id, now=clock.now()) is GrantRefusal.SAME_PERSON_TWICE
    assert confirm_grant(identity("suzuki", clock), grant.id, now=clock.now()) is GrantRefusal.OWN
    assert confirm_grant(oda, grant.id, now=clock.now()) is GrantRefusal.NOT_YOURS_TO_GIVE
    second = second_operator(clock)
    assert confirm_grant(second, grant.id, now=clock.now()) is None
    assert identity("suzuki", clock).roles == {Role.COUNSELOR, Role.MANAGER}


def second_operator(clock: FrozenClock) -> Identity:
    """A colleague of Ueda, invited from the console."""
    scope = at(Role.OPERATIONS, OrganisationKind.OPERATIONS, "operations")
    invite(None, "second@operations.example", "二人目", scope, "", now=clock.now())
    account = db.session.scalars(select(Account).order_by(Account.id.desc())).first()
    found = identity_of(account, EVERYWHERE, clock.now())
    db.session.rollback()
    return found


def test_nobody_raises_himself(app: Flask, clock: FrozenClock) -> None:
    ueda = identity("ueda", clock)
    scope = at(Role.MINISTRY, OrganisationKind.MINISTRY, "ministry")
    assert grant_role(ueda, ueda.account_id, scope, "", now=clock.now()) is GrantRefusal.OWN
    assert revoke_grant(ueda, open_grant(ueda.account_id).id, "", at=real_now(), now=clock.now()) is GrantRefusal.OWN


def test_a_role_is_not_given_twice_nor_mixed(app: Flask, clock: FrozenClock) -> None:
    ueda, ids = identity("ueda", clock), enlist("suzuki")
    again = grant_role(ueda, ids["suzuki"], kanagawa(Role.COUNSELOR), "", now=clock.now())
    mixed = grant_role(ueda, ids["suzuki"], nagasaki(Role.STAFF), "", now=clock.now())
    assert (again, mixed) == (GrantRefusal.ALREADY_HELD, GrantRefusal.DOES_NOT_GO_TOGETHER)


def test_taking_a_role_away_ends_the_sign_in_at_once_and_keeps_the_row(app: Flask, clock: FrozenClock) -> None:
    kato, ids = identity("kato", clock), enlist("suzuki")
    entered = sign_in(address_of("suzuki"), PASSWORD, HERE, at=real_now(), now=clock.now())
    assert isinstance(entered, Entered)
    grant_id = open_grant(ids["suzuki"]).id
    assert revoke_grant(kato, grant_id, "moved", at=real_now(), now=clock.now()) is None
    db.session.rollback()
    assert find_signed_in(entered.token, EVERYWHERE, "all", at=real_now(), now=clock.now()) is None
    assert db.session.scalars(select(SignIn.ended_why)).all() == ["grant_ended"]
    grant = db.session.get(Grant, grant_id)
    assert (grant.ends_at, grant.ended_by, grant.end_why) == (clock.now(), kato.account_id, "moved")
    assert revoke_grant(kato, grant_id, "", at=real_now(), now=clock.now()) is GrantRefusal.ALREADY_ENDED


def test_a_role_taken_away_can_be_given_anew(app: Flask, clock: FrozenClock) -> None:
    kato, ids = identity("kato", clock), enlist("suzuki")
    revoke_grant(kato, open_grant(ids["suzuki"]).id, "moved", at=real_now(), now=clock.now())
    clock.advance(days=1)
    assert grant_role(kato, ids["suzuki"], kanagawa(Role.COUNSELOR), "back", now=clock.now()) is None
    assert db.session.scalar(select(func.count()).select_from(Grant).filter_by(account_id=ids["suzuki"])) == 2


def test_a_whole_agency_is_signed_out_at_once(app: Flask, clock: FrozenClock) -> None:
    enlist("hikari", "hikari2", "kaze")
    for key in ("hikari", "hikari2", "kaze"):
        sign_in(address_of(key), PASSWORD, HERE, at=real_now(), now=clock.now())
    hikari = at(Role.AGENCY, OrganisationKind.AGENCY, "hikari").organisation_id
    assert db.write(end_sign_ins_of_organisation)(hikari, EndedWhy.GRANT_ENDED, real_now()) == 2
    assert db.session.scalars(select(SignIn.ended_why).order_by(SignIn.id)).all() == [
        "grant_ended",
        "grant_ended",
        None,
    ]


def test_the_same_role_given_by_two_at_once_is_one_grant(app: Flask, clock: FrozenClock) -> None:
    ueda, ids, scope = identity("ueda", clock), enlist("suzuki"), kanagawa(Role.STAFF)
    start, answers = threading.Barrier(8), []

    def give() -> None:
        with app.app_context():
            start.wait()
            answers.append(grant_role(ueda, ids["suzuki"], scope, "", now=clock.now()))

    threads = [threading.Thread(target=give) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(str(answer) for answer in answers) == ["GrantRefusal.ALREADY_HELD"] * 7 + ["None"]


def test_every_change_of_roles_is_on_record(app: Flask, clock: FrozenClock) -> None:
    ueda, ids = identity("ueda", clock), enlist("suzuki")
    grant_role(ueda, ids["suzuki"], kanagawa(Role.STAFF), "", now=clock.now())
    revoke_grant(ueda, open_grant(ids["suzuki"]).id, "", at=real_now(), now=clock.now())
    acts = db.session.execute(
        select(AuditEvent.act, AuditEvent.actor, AuditEvent.subject).order_by(AuditEvent.id)
    ).all()
    actor, subject = f"account:{ueda.account_id}", f"account:{ids['suzuki']}"
    assert [tuple(act) for act in acts] == [
        ("accounts.role_granted", actor, subject),
        ("accounts.role_revoked", actor, subject),
    ]


def test_a_place_is_made_only_with_a_name(app: Flask) -> None:
    assert found_place(OrganisationKind.HELLO_WORK, "okayama", None) is None
    made = found_place(OrganisationKind.HELLO_WORK, "okayama", "ハローワーク岡山")
    assert made is not None
    assert found_place(OrganisationKind.HELLO_WORK, "okayama", None) == made
