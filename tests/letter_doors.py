"""What lies behind the doors of messages: threads of a seeker of the cast, and of somebody else.

`of_letters` is called by tests/doors.py once; its answers go into `scene.own` and `scene.foreign` there.
"""

from typing import Any

from sqlalchemy import select

from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind
from app.agencies.effects.agencies import put_mandatory
from app.db import db
from app.kernel.roles import Identity, Role
from app.messages.models.messages import Thread
from app.messages.terms.messages import Invited
from app.messages.usecases.sending import send_first_invitations
from tests import letters, participants
from tests.harness.clock import FrozenClock

INBOX = "/me/inbox/threads/<number>"
Things = dict[str, Any]
SPECIAL = {
    (f"{INBOX}{act}", "number"): "thread" for act in ("", "/reading", "/questions", "/block", "/deletion", "/report")
}
"""Where a part of an address means something else than its name says."""


def of_letters(accounts: dict[str, int], clock: FrozenClock) -> tuple[Things, Things]:
    """A thread of Hikari with the seeker of the cast, and one with somebody who has no account."""
    organisation = find_organisation(OrganisationKind.AGENCY, "hikari")
    db.session.rollback()
    assert organisation
    hikari = Identity(roles=frozenset({Role.AGENCY}), account_id=accounts["agency"], agency_id=organisation.id)
    _tell(organisation.id, clock)
    mine, other = letters.offer(2, account_id=accounts["seeker"])
    sent = send_first_invitations(organisation.id, [mine, other], letters.LETTER, by=hikari, now=clock.now())
    assert isinstance(sent, Invited), sent
    return {"thread": _number(sent.threads[mine])}, {"thread": _number(sent.threads[other])}


@db.write
def _tell(agency_id: int, clock: FrozenClock) -> None:
    mandatory = participants.PARTICULARS.mandatory
    assert mandatory
    put_mandatory(agency_id, mandatory, application_id=None, now=clock.now())


def _number(thread_id: int) -> str:
    found = db.session.scalar(select(Thread.number).where(Thread.id == thread_id))
    db.session.rollback()
    assert found
    return found
