"""Signing in by password: who gets in, what becomes of the rows, what may not be told."""

from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select, update

from app.accounts.effects.people import found_organisation
from app.accounts.models.people import Account, Grant, Organisation, SignIn
from app.accounts.queries.sign_ins import find_signed_in, open_sign_ins
from app.accounts.terms import Browser, Entered, OrganisationKind, SignInRefusal, SignInStage
from app.accounts.usecases.signing_in import end_other_sign_ins, end_own_sign_in, sign_in, sign_out
from app.audit.models import AuditEvent
from app.db import db
from app.kernel.roles import Role, Surface
from app.web.clock import real_now
from tests.factories import PASSWORD, address_of, enlist
from tests.harness.clock import FrozenClock

EVERYWHERE = frozenset(Surface)


def place(*surfaces: Surface, demo: bool = True, name: str = "all") -> Browser:
    return Browser(surfaces=frozenset(surfaces) or EVERYWHERE, place=name, agent="Firefox（Linux）", demo=demo)


def enter(key: str, clock: FrozenClock, password: str = PASSWORD, browser: Browser | None = None) -> object:
    return sign_in(address_of(key), password, browser or place(), at=real_now(), now=clock.now())


def entered(key: str, clock: FrozenClock, browser: Browser | None = None) -> Entered:
    answer = enter(key, clock, browser=browser)
    assert isinstance(answer, Entered)
    return answer


def found(token: str, clock: FrozenClock, surfaces: frozenset[Surface] = EVERYWHERE, name: str = "all") -> object:
    db.session.rollback()
    return find_signed_in(token, surfaces, name, at=real_now(), now=clock.now())


@db.write
def change(model: type, **values: object) -> None:
    db.session.execute(update(model).values(**values))


def test_the_right_password_lets_in_with_the_roles_held_now(app: Flask, clock: FrozenClock) -> None:
    ids = enlist("nishi")
    signed_in = found(entered("nishi", clock).token, clock)
    assert signed_in.identity.account_id == ids["nishi"]
    assert signed_in.identity.roles == {Role.STAFF}
    assert signed_in.identity.offices == {"nagasaki_main", "nagasaki_young", "nagasaki_tsukimachi"}
    assert signed_in.identity.name == "西 由美"
    assert signed_in.identity.sign_in_id == signed_in.sign_in_id


def test_agency_and_bureau_come_as_their_organisation(app: Flask, clock: FrozenClock) -> None:
    enlist("hikari", "mori")
    places = {each.code: each.id for each in db.session.scalars(select(Organisation).order_by(Organisation.id))}
    bureau = db.session.scalar(
        select(Organisation.id).where(Organisation.kind == "bureau", Organisation.code == "nagasaki")
    )
    agency = found(entered("hikari", clock).token, clock).identity
    assert (agency.agency_id, agency.bureau_id, agency.offices) == (places["hikari"], None, frozenset())
    assert found(entered("mori", clock).token, clock).identity.bureau_id == bureau


@pytest.mark.parametrize("key, password", [("suzuki", PASSWORD + " "), ("suzuki", ""), ("suzuki", PASSWORD.upper())])
def test_a_password_counts_exactly_as_typed(app: Flask, clock: FrozenClock, key: str, password: str) -> None:
    enlist(key)
    assert enter(key, clock, password) is SignInRefusal.WRONG
    assert not db.session.scalars(select(SignIn)).all()


def test_unknown_wrong_closed_and_invited_are_one_answer(app: Flask, clock: FrozenClock) -> None:
    enlist("suzuki")
    assert sign_in("nobody@counselor.example", PASSWORD, place(), at=real_now(), now=clock.now()) is SignInRefusal.WRONG
    assert enter("suzuki", clock, "wrong") is SignInRefusal.WRONG
    for status in ("closed", "invited"):
        change(Account, status=status)
        assert enter("suzuki", clock) is SignInRefusal.WRONG


@pytest.mark.parametrize(
    "key, served", [("suzuki", Surface.PUBLIC), ("yamada", Surface.INTRANET), ("hikari", Surface.PUBLIC)]
)
def test_an_account_signs_in_at_its_own_listener_only(
    app: Flask, clock: FrozenClock, key: str, served: Surface
) -> None:
    enlist(key)
    assert enter(key, clock, browser=place(served)) is SignInRefusal.WRONG


def test_a_token_of_one_listener_is_nothing_at_another(app: Flask, clock: FrozenClock) -> None:
    enlist("suzuki")
    token = entered("suzuki", clock, place(Surface.INTRANET, name="intranet")).token
    assert found(token, clock, frozenset({Surface.INTRANET}), "intranet")
    assert found(token, clock, EVERYWHERE, "all") is None


def test_somebody_whose_every_role_has_ended_is_nobody(app: Flask, clock: FrozenClock) -> None:
    enlist("suzuki")
    token = entered("suzuki", clock).token
    change(Grant, ends_at=clock.now() + timedelta(seconds=1))
    assert found(token, clock)
    clock.advance(seconds=1)
    assert found(token, clock) is None
    assert enter("suzuki", clock) is SignInRefusal.WRONG


def test_a_grant_that_begins_later_or_waits_for_a_second_person_counts_for_nothing(
    app: Flask, clock: FrozenClock
) -> None:
    enlist("kato")
    change(Grant, starts_at=clock.now() + timedelta(seconds=1))
    assert enter("kato", clock) is SignInRefusal.WRONG
    change(Grant, starts_at=clock.now(), confirmed_at=None)
    assert enter("kato", clock) is SignInRefusal.WRONG


def test_the_token_itself_is_kept_nowhere(app: Flask, clock: FrozenClock) -> None:
    enlist("suzuki")
    token = entered("suzuki", clock).token
    row = db.session.scalars(select(SignIn)).one()
    assert token not in (row.token_hash, row.ref)
    assert len(token) >= 43
    assert token not in repr(Entered(token=token, stage=SignInStage.COMPLETE, kind=Role.COUNSELOR))


def test_a_third_sign_in_of_staff_ends_the_oldest(app: Flask, clock: FrozenClock) -> None:
    enlist("suzuki")
    first, second, third = (entered("suzuki", clock).token for _ in range(3))
    assert found(first, clock) is None
    assert found(second, clock)
    assert found(third, clock)
    assert db.session.scalars(select(SignIn.ended_why).order_by(SignIn.id)).all() == ["too_many", None, None]


def test_who_knows_the_password_alone_ends_nobodys_work(app: Flask, clock: FrozenClock) -> None:
    enlist("nishi")
    working = [entered("nishi", clock).token for _ in range(2)]
    change(Account, totp_secret="JBSWY3DPEHPK3PXP")
    halves = [entered("nishi", clock) for _ in range(3)]
    assert {each.stage for each in halves} == {SignInStage.PASSWORD}
    assert all(found(token, clock) for token in working)
    assert [found(each.token, clock) is None for each in halves] == [True, False, False]


@pytest.mark.parametrize("minutes, alive", [(29.98, True), (30, False)])
def test_an_idle_sign_in_is_over_by_the_machines_time(
    app: Flask, clock: FrozenClock, minutes: float, alive: bool
) -> None:
    with time_machine.travel("2026-05-11T01:00:00+00:00", tick=False) as machine:
        enlist("suzuki")
        token = entered("suzuki", clock).token
        machine.shift(timedelta(minutes=minutes))
        assert bool(found(token, clock)) is alive


def test_the_demos_clock_does_not_age_a_sign_in(app: Flask, clock: FrozenClock) -> None:
    enlist("suzuki")
    token = entered("suzuki", clock).token
    clock.advance(days=300)
    assert found(token, clock)


def test_signing_out_kills_the_token(app: Flask, clock: FrozenClock) -> None:
    enlist("suzuki")
    token = entered("suzuki", clock).token
    sign_out(found(token, clock), at=real_now(), now=clock.now())
    assert found(token, clock) is None


def test_one_ends_ones_own_sign_ins_and_nobody_elses(app: Flask, clock: FrozenClock) -> None:
    enlist("suzuki", "kato")
    suzuki = found(entered("suzuki", clock).token, clock)
    katos = entered("kato", clock).token
    ref = found(katos, clock).ref
    assert end_own_sign_in(suzuki.identity, ref, at=real_now(), now=clock.now()) is False
    assert end_own_sign_in(suzuki.identity, "missing", at=real_now(), now=clock.now()) is False
    assert found(katos, clock)
    assert end_own_sign_in(suzuki.identity, suzuki.ref, at=real_now(), now=clock.now()) is True


def test_all_others_end_and_this_one_stays(app: Flask, clock: FrozenClock) -> None:
    ids = enlist("suzuki")
    other, this = entered("suzuki", clock).token, entered("suzuki", clock).token
    assert end_other_sign_ins(found(this, clock).identity, at=real_now(), now=clock.now()) == 1
    assert found(other, clock) is None
    assert found(this, clock)
    assert len(open_sign_ins(ids["suzuki"], real_now())) == 1


def test_a_hash_of_old_parameters_is_made_anew_at_sign_in(app: Flask, clock: FrozenClock) -> None:
    enlist("suzuki")
    change(Account, password_hash=PasswordHasher(memory_cost=8, time_cost=1, parallelism=1).hash(PASSWORD))
    entered("suzuki", clock)
    assert "m=19456,t=2,p=1" in str(db.session.scalar(select(Account.password_hash)))


def test_who_came_in_and_who_did_not_is_on_record_without_an_address(app: Flask, clock: FrozenClock) -> None:
    ids = enlist("suzuki")
    entered("suzuki", clock)
    enter("suzuki", clock, "wrong")
    sign_in("nobody@counselor.example", "x", place(), at=real_now(), now=clock.now())
    subject = f"account:{ids['suzuki']}"
    rows = db.session.execute(select(AuditEvent.act, AuditEvent.subject).order_by(AuditEvent.id)).all()
    assert [tuple(row) for row in rows] == [
        ("accounts.signed_in", subject),
        ("accounts.sign_in_refused", subject),
        ("accounts.sign_in_refused", "account:unknown"),
    ]


def test_production_stops_staff_at_the_second_factor(app: Flask, clock: FrozenClock) -> None:
    enlist("suzuki", "yamada")
    waiting = entered("suzuki", clock, place(demo=False))
    assert waiting.stage is SignInStage.PASSWORD
    assert found(waiting.token, clock).identity.roles == {Role.ANONYMOUS}
    assert entered("yamada", clock, place(demo=False)).stage is SignInStage.COMPLETE


def test_an_organisation_is_founded_once(app: Flask) -> None:
    @db.write
    def found_it(name: str) -> int:
        return found_organisation(OrganisationKind.AGENCY, "umi", name).id

    assert found_it("うみ") == found_it("うみ（改名）")
    assert db.session.scalars(select(Organisation.name).where(Organisation.code == "umi")).all() == ["うみ（改名）"]
