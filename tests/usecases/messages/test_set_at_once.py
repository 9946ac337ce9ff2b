"""People with the same page open set one thing at once: one does, the others are told (AGY-048, -060, -140)."""

from collections.abc import Callable
from typing import Any

import pytest

from app.agencies.terms.contacts import BureauContact, ContactRefusal
from app.agencies.usecases.bureau_settings import set_bureau_contact
from app.audit.models import AuditEvent
from app.kernel.roles import Role
from app.messages.terms.agency import AssignRefusal, ReserveRefusal
from app.messages.usecases.agency_inbox import assign_thread, keep_for_answers
from app.messages.usecases.sending import send_first_invitations
from tests import letters, participants
from tests.bookings import count
from tests.together import together

FOUR = range(4)
Press = Callable[[], Any]


@pytest.fixture
def reserve(app, clock) -> tuple[list[Press], object]:
    """Four numbers to keep for answers."""
    clock.set("2026-05-13T10:00:00+09:00")
    hikari = letters.open_agency("hikari")[0]
    told = {"seen": 0, "by": hikari, "now": clock.now()}
    presses = [lambda each=each: keep_for_answers(hikari.agency_id, 100 + each, **told) for each in FOUR]
    return presses, ReserveRefusal.CHANGED_MEANWHILE


@pytest.fixture
def thread(app, clock) -> tuple[list[Press], object]:
    """Two people to hand a thread to."""
    clock.set("2026-05-13T10:00:00+09:00")
    people = letters.open_agency("hikari", "hikari2")
    told = {"seen": None, "by": people[0], "now": clock.now()}
    agency_id, (record_id,) = people[0].agency_id, letters.offer(1)
    sent = send_first_invitations(agency_id, [record_id], letters.LETTER, by=people[0], now=clock.now())
    number = letters.numbers_of_threads(sent.threads)[record_id]
    presses = [lambda each=each: assign_thread(agency_id, number, each.account_id, **told) for each in people]
    return presses, AssignRefusal.CHANGED_MEANWHILE


@pytest.fixture
def contact(app, offices, clock) -> tuple[list[Press], object]:
    """Four addresses for applications."""
    mori = participants.acting("mori", Role.BUREAU, bureau_id=participants.bureau_id_of("nagasaki"))
    told = {"seen": BureauContact().mark, "by": mori, "now": clock.now()}
    mails = [BureauContact(mail=f"madoguchi{each}@example.jp") for each in FOUR]
    presses = [lambda each=each: set_bureau_contact(each, **told) for each in mails]
    return presses, ContactRefusal.CHANGED_MEANWHILE


@pytest.mark.parametrize("thing", ["reserve", "thread", "contact"])
def test_of_those_who_set_it_at_once_one_does(app, request, thing) -> None:
    presses, refusal = request.getfixturevalue(thing)
    before = count(AuditEvent)
    answers = together(app, *presses)
    assert (answers.count(None), answers.count(refusal)) == (1, len(presses) - 1)
    assert count(AuditEvent) == before + 1
