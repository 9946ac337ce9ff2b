"""One link makes one account, one address stays with one account, whoever presses how often at once (T12)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.accounts.effects.checks import check_address
from app.accounts.models.people import Account
from app.accounts.models.profiles import AddressCheck
from app.accounts.queries.checks import find_usable_check
from app.accounts.rules.profiles import ProfileFacts
from app.accounts.terms import CheckPurpose, LinkRefusal
from app.accounts.usecases.registration import NewPerson, purge_checks, register, request_registration
from app.db import Busy, db
from app.kernel.registration import Registration
from app.kernel.roles import Role
from tests.factories import PASSWORD, enlist

MAIL = "hanako@example.jp"
FACTS = ProfileFacts(registration=Registration.HELLOWORK, seeker_number="1301012345678")
PERSON = NewPerson(name="川口 花子", name_kana="カワグチ ハナコ", phone="+819012345678", facts=FACTS, password=PASSWORD)


@db.write
def link_for(clock, mail=MAIL, purpose=CheckPurpose.REGISTRATION, account_id=None) -> str:
    """The token of a link to an address."""
    kind = Role.SEEKER if account_id is None else None
    address = check_address(purpose, mail, clock.now(), language="ja", kind=kind, account_id=account_id)
    return address.rpartition("/")[2]


def accounts_with(mail=MAIL) -> int:
    """How many accounts there are beside the cast."""
    db.session.rollback()
    return db.session.scalar(db.select(db.func.count()).select_from(Account))


def pressed_together(app, clock, tokens) -> list:
    """What each press comes to, all begun at one barrier."""
    barrier = Barrier(len(tokens))

    def press(token):
        with app.app_context():
            barrier.wait()
            try:
                return register(token, PERSON, now=clock.now())
            except Busy:
                return LinkRefusal.UNUSABLE

    with ThreadPoolExecutor(len(tokens)) as pool:
        return list(pool.map(press, tokens))


def test_of_many_presses_on_one_link_one_makes_the_account(app, clock) -> None:
    answers = pressed_together(app, clock, [link_for(clock)] * 12)
    assert (answers.count(None), answers.count(LinkRefusal.UNUSABLE)) == (1, 11)
    assert accounts_with() == 1


def test_of_two_links_to_one_address_one_makes_the_account(app, clock) -> None:
    first = link_for(clock)
    db.write(lambda: db.session.execute(db.update(AddressCheck).values(mail_index="0" * 64)))()
    second = link_for(clock)
    db.write(lambda: db.session.execute(db.update(AddressCheck).values(voided_at=None)))()
    answers = pressed_together(app, clock, [first, second])
    assert (answers.count(None), answers.count(LinkRefusal.UNUSABLE)) == (1, 1)
    assert accounts_with() == 1


def test_a_link_to_change_an_address_registers_nobody_and_the_other_way_round(app, clock) -> None:
    yamada = enlist("yamada")["yamada"]
    change = link_for(clock, purpose=CheckPurpose.CHANGE, account_id=yamada)
    assert register(change, PERSON, now=clock.now()) is LinkRefusal.UNUSABLE
    token = link_for(clock)
    assert find_usable_check(CheckPurpose.CHANGE, token, clock.now(), account_id=yamada) is None


@pytest.mark.parametrize("purpose", CheckPurpose)
def test_an_address_is_forgotten_with_its_dead_link(app, clock, purpose) -> None:
    account_id = enlist("yamada")["yamada"] if purpose is CheckPurpose.CHANGE else None
    link_for(clock, purpose=purpose, account_id=account_id)
    clock.advance(hours=24, seconds=-1)
    assert purge_checks(clock.now()) == 0
    clock.advance(seconds=1)
    assert purge_checks(clock.now()) == 1
    assert db.session.scalar(db.select(db.func.count()).select_from(AddressCheck)) == 0


def test_the_mails_of_a_new_account_speak_the_language_it_was_registered_in(app, clock, outbox) -> None:
    request_registration(MAIL, Role.SEEKER, "en", now=clock.now())
    [mail] = outbox.posted("M-ACC-6")
    assert mail.language == "en"
    token = (mail.body or "").partition("/me/registration/")[2].split()[0]
    assert register(token, PERSON, now=clock.now()) is None
    assert outbox.posted("M-ACC-11")[0].language == "en"
