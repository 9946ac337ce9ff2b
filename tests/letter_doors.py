"""What lies behind the doors of messages: threads of a seeker of the cast, and of others; reports; a guard's pattern.

`of_letters` is called by tests/doors.py once; its answers go into `scene.own` and `scene.foreign` there.
"""

from typing import Any

from sqlalchemy import select

from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind
from app.agencies.effects.agencies import put_mandatory
from app.db import db
from app.kernel.roles import Identity, Role
from app.messages.models.messages import GuardPattern, Thread
from app.messages.terms.messages import Invited
from app.messages.usecases.dispatching import start_dispatch
from app.messages.usecases.reporting import report_thread
from app.messages.usecases.sending import send_first_invitations
from tests import letters, participants
from tests.harness.clock import FrozenClock

INBOX = "/me/inbox/threads/<number>"
NO_OTHER = 777_777
Things = dict[str, Any]
AGENCY, DISPATCH = "/agency/threads/<number>", "/agency/dispatches/<number>"
SPECIAL = {
    **{
        (f"{INBOX}{act}", "number"): "thread"
        for act in ("", "/reading", "/questions", "/block", "/deletion", "/report")
    },
    **{(f"/bureau/complaints/<number>{act}", "number"): "seeker_report" for act in ("", "/entries", "/thread")},
    ("/me/record/holders/<code>/deletion", "code"): "holder",
    ("/bureau/messages/<agency>/threads/<number>", "number"): "agency_thread",
    **{(f"{AGENCY}{act}", "number"): "agency_thread" for act in ("", "/reading", "/answers", "/assignment")},
    **{(f"{DISPATCH}{act}", "number"): "dispatch" for act in ("", "/resumption", "/cancellation")},
}
"""Where a part of an address means something else than its name says."""


def of_letters(accounts: dict[str, int], clock: FrozenClock) -> tuple[Things, Things]:
    """Threads of Hikari and of Minato with the seeker of the cast and with somebody who has no account."""
    mine, other = letters.offer(2, account_id=accounts["seeker"])
    letters.offer(1, account_id=accounts["seeker_other"], first=20)
    yamada = Identity(roles=frozenset({Role.SEEKER}), account_id=accounts["seeker"])
    own, ours = _write("hikari", accounts["agency"], [mine, other], clock)
    foreign, theirs = _write("minato", accounts["agency_other"], [mine], clock)
    reports = [report_thread(mine, each, "うその求人", by=yamada, now=clock.now()) for each in (own[0], foreign[0])]
    return (
        {
            "thread": own[0],
            "holder": "hikari",
            "agency_thread": own[1],
            "dispatch": ours,
            "seeker_report": reports[0],
            "pattern_id": _pattern(accounts, clock),
        },
        {
            "thread": own[1],
            "holder": "kaze",
            "agency_thread": foreign[0],
            "dispatch": theirs,
            "seeker_report": reports[1],
            "pattern_id": NO_OTHER,
        },
    )


def _write(key: str, account_id: int, record_ids: list[int], clock: FrozenClock) -> tuple[list[str], str]:
    """First invitations of an agency; the numbers of the threads, and of a letter to all of them."""
    organisation = find_organisation(OrganisationKind.AGENCY, key)
    db.session.rollback()
    assert organisation
    agency = Identity(roles=frozenset({Role.AGENCY}), account_id=account_id, agency_id=organisation.id)
    _tell(organisation.id, clock)
    sent = send_first_invitations(organisation.id, record_ids, letters.LETTER, by=agency, now=clock.now())
    number = start_dispatch(organisation.id, record_ids, letters.LETTER, by=agency, now=clock.now())
    assert isinstance(sent, Invited), sent
    assert isinstance(number, str), number
    return [_number(sent.threads[each]) for each in record_ids], number


@db.write
def _tell(agency_id: int, clock: FrozenClock) -> None:
    mandatory = participants.PARTICULARS.mandatory
    assert mandatory
    put_mandatory(agency_id, mandatory, application_id=None, now=clock.now())


@db.write
def _pattern(accounts: dict[str, int], clock: FrozenClock) -> int:
    row = GuardPattern(pattern="裏サイト", added_at=clock.now(), added_by=accounts["operations"])
    db.session.add(row)
    db.session.flush()
    return row.id


def _number(thread_id: int) -> str:
    found = db.session.scalar(select(Thread.number).where(Thread.id == thread_id))
    db.session.rollback()
    assert found
    return found
