"""What an agency registered about itself may stand in its letters, and nothing else does by it (AGY-061, AGY-062)."""

import pytest

from app.accounts.models.people import Account
from app.agencies.effects.agencies import put_registered
from app.agencies.models.agencies import Agency
from app.agencies.queries.mandatory_info import registered_contact
from app.agencies.terms.particulars import Particulars
from app.db import db
from app.kernel.personal_data import Finding, FindingKind
from app.kernel.roles import Identity, Role
from app.messages.terms.messages import Identifies, Invited
from app.messages.usecases.answering import ask, send_answer
from tests import factories, letters
from tests.rules.agencies.told import officer, told
from tests.usecases.messages.test_inviting import hikari, send

__all__ = ["hikari"]
PRIVATE = "応募は some.one@private.example へ送ってください。"


@db.write
def register(agency_id: int, particulars: Particulars) -> None:
    """Let these be what the agency registered."""
    put_registered(db.session.get_one(Agency, agency_id), particulars)


@pytest.fixture
def without_mail(hikari) -> Identity:
    """Hikari, whose personal-information officer registered a telephone and no mail address."""
    register(hikari.agency_id, told(privacy_officer=officer(name="光 大輔", mail="", phone="+81958000002")))
    return hikari


@pytest.mark.rule("AGY-061", "AGY-110")
def test_an_officer_without_mail_address_registers_none(without_mail) -> None:
    assert registered_contact(without_mail.agency_id).mails == ("misaki@hikari.example",)


@pytest.mark.rule("AGY-061")
@pytest.mark.parametrize("words", [PRIVATE, "tanaka-misaki@hikari.example へどうぞ。"])
def test_no_other_address_goes_out_because_one_is_empty(without_mail, clock, words: str) -> None:
    outcome = send(without_mail, clock, letters.offer(1), words)
    assert isinstance(outcome, Identifies)
    assert [each.kind for each in outcome.found] == [FindingKind.MAIL]


@pytest.mark.rule("AGY-061")
def test_the_registered_address_still_goes_out(without_mail, clock) -> None:
    assert isinstance(send(without_mail, clock, letters.offer(1), "mail misaki@hikari.example へどうぞ。"), Invited)


@pytest.mark.rule("AGY-061", "AGY-062")
@pytest.mark.parametrize("words", ["お電話は 0120-123-456 です。", "oubo@hikari.example へどうぞ。"])
def test_the_registered_contact_way_goes_out(hikari, clock, words: str) -> None:
    ids = letters.offer(2)
    assert isinstance(send(hikari, clock, ids[:1], words), Identifies)
    register(hikari.agency_id, told(contact_way="フリーダイヤル 0120-123-456 か oubo@hikari.example"))
    assert isinstance(send(hikari, clock, ids[1:], words), Invited)


@db.write
def rename(account_id: int, name: str, kana: str) -> None:
    """Let an account be of this name."""
    account = db.session.get_one(Account, account_id)
    account.name, account.name_kana = name, kana


@pytest.mark.rule("AGY-044", "AGY-061")
def test_an_answer_that_names_a_reader_of_two_signs_is_refused(hikari, clock) -> None:
    account_id = factories.enlist("yamada")["yamada"]
    rename(account_id, "林 修", "ハヤシ オサム")
    seeker = Identity(roles=frozenset({Role.SEEKER}), account_id=account_id, name="林 修")
    (record_id,) = letters.offer(1, account_id=account_id)
    number = letters.numbers_of_threads(send(hikari, clock, [record_id]).threads)[record_id]
    ask(record_id, number, "勤務地はどこですか。", by=seeker, now=clock.now())
    refused = send_answer(hikari.agency_id, number, "林修様、長崎市内です。", by=hikari, now=clock.now())
    assert refused == Identifies(found=(Finding(kind=FindingKind.NAME, words=""),))
    assert send_answer(hikari.agency_id, number, "森林修復の仕事です。", by=hikari, now=clock.now()) is None
