"""Letters of Hikari to the seeker of the cast, put into a running demo: `python -m tests.browser.letters_sent MAILS`.

The mails are those of an account of Hikari and of the seeker; what is printed is the number of the thread.
"""

import sys

from sqlalchemy import select

from app.accounts.queries.people import find_account_by_mail, find_organisation
from app.accounts.terms import OrganisationKind
from app.db import db
from app.factory import create_app
from app.kernel.moments import day_of
from app.kernel.roles import Identity, Role
from app.messages.models.messages import Thread
from app.messages.terms.messages import Invited
from app.messages.usecases.answering import ask, send_answer
from app.messages.usecases.dispatching import send_next_part, start_dispatch
from app.messages.usecases.sending import send_first_invitations
from app.seekers.queries.held import held_ids
from app.seekers.queries.own import find_own
from app.web.clock import now
from tests import letters

LETTER = """はじめまして。ひかり人材紹介です。
ご希望に近い介護の求人が、長崎市に3件あります。
詳しくは https://jobs.example/care?area=nagasaki&occupation=care&page=1 にあります。"""


def send(of_agency: str, of_seeker: str) -> str:
    """A letter, a question and an answer; the thread's number."""
    sender, seeker = (find_account_by_mail(mail) for mail in (of_agency, of_seeker))
    organisation = find_organisation(OrganisationKind.AGENCY, "hikari")
    assert sender, of_agency
    assert seeker, of_seeker
    assert organisation
    agency = Identity(roles=frozenset({Role.AGENCY}), account_id=sender.id, agency_id=organisation.id)
    person = Identity(roles=frozenset({Role.SEEKER}), account_id=seeker.id)
    record_id = find_own(seeker.id)
    db.session.rollback()
    if record_id is None:
        (record_id,) = letters.offer(1, account_id=person.account_id)
    sent = send_first_invitations(organisation.id, [record_id], LETTER, by=agency, now=now())
    assert isinstance(sent, Invited), sent
    number = db.session.scalar(select(Thread.number).where(Thread.record_id == record_id).order_by(Thread.id.desc()))
    db.session.rollback()
    assert number
    assert ask(record_id, number, "夜勤のない求人はありますか。", by=person, now=now()) is None
    assert send_answer(organisation.id, number, "はい、2件あります。", by=agency, now=now()) is None
    write_to_many(organisation.id, record_id, agency)
    return number


def write_to_many(agency_id: int, record_id: int, by: Identity) -> None:
    """A letter to all whom the agency holds beside that one."""
    held = [each for each in held_ids(agency_id, day_of(now())).values() if each != record_id]
    db.session.rollback()
    if held:
        started = start_dispatch(agency_id, held, LETTER, by=by, now=now())
        assert isinstance(started, str), started
        send_next_part(started, now=now())


if __name__ == "__main__":
    with create_app().app_context():
        print(send(*sys.argv[1:]))
