"""Who lost the right meanwhile is refused by every act for an agency or a bureau, and nothing is changed (I14, T6)."""

import ast
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.accounts.models.people import Grant
from app.accounts.queries.grants import has_lost
from app.agencies.terms.contacts import BureauContact
from app.agencies.usecases.bureau_settings import set_bureau_contact
from app.agencies.usecases.uploads import upload_document
from app.audit.models import AuditEvent
from app.db import db
from app.kernel.roles import Identity, Role
from app.messages.usecases.agency_inbox import keep_for_answers
from app.web.errors import RightEnded
from tests.factories import enlist

FOR_AN_AGENCY = {
    "agencies": {"*"},
    "job_offers": {"duties.py", "tokens.py"},
    "seekers": {"acquiring.py", "attesting.py", "holding.py"},
    "messages": {"agency_inbox.py", "answering.py", "dispatching.py", "sending.py"},
    "oversight": {"complaints.py"},
}
"""Where use-cases act for an agency or its bureau; oversight asks the others itself (`queries.authority`)."""


def acts() -> dict[str, list[str]]:
    """Every use-case of these places that somebody presses, with its decorators."""
    found = {}
    for capability, names in FOR_AN_AGENCY.items():
        for path in sorted(Path("app", capability, "usecases").glob("*.py")):
            for act in ast.parse(path.read_text(encoding="utf-8")).body if names & {"*", path.name} else ():
                if isinstance(act, ast.FunctionDef) and {"by", "now"} <= {each.arg for each in every_argument(act)}:
                    found[f"{path.name} {act.name}"] = [ast.unparse(each) for each in act.decorator_list]
    return found


def every_argument(act: ast.FunctionDef) -> list[ast.arg]:
    """What it takes, by place and by name."""
    return [*act.args.args, *act.args.kwonlyargs]


def test_every_act_for_an_agency_or_its_bureau_reads_the_right_again() -> None:
    writing = {name: marks for name, marks in acts().items() if "db.write" in marks}
    assert len(writing) > 25
    assert [name for name, marks in writing.items() if marks[:2] != ["db.write", "by_right"]] == []


@db.write
def end_grants(moment) -> None:
    """Nobody holds a role any more."""
    db.session.execute(db.update(Grant).values(ends_at=moment))


def actor(key: str, **place: int) -> Identity:
    """One of the cast as the page was opened with."""
    role = Role.AGENCY if "agency_id" in place else Role.BUREAU
    return Identity(roles=frozenset({role}), account_id=enlist(key)[key], **place)


def place_of(key: str) -> int:
    """The organisation of one of the cast."""
    account_id = enlist(key)[key]
    place = db.session.scalar(db.select(Grant.organisation_id).where(Grant.account_id == account_id))
    db.session.rollback()
    return place


@pytest.mark.parametrize("seconds, lost", [(-1, True), (0, True), (1, False)])
def test_a_right_counts_up_to_its_end(app, clock, seconds: int, lost: bool) -> None:
    hikari = actor("hikari", agency_id=place_of("hikari"))
    end_grants(clock.now() + timedelta(seconds=seconds))
    assert has_lost(hikari, clock.now()) is lost


@pytest.mark.rule("AGY-072")
def test_who_lost_the_right_meanwhile_changes_nothing(offices, clock) -> None:
    agency_id, bureau_id = place_of("hikari"), place_of("mori")
    hikari, mori = actor("hikari", agency_id=agency_id), actor("mori", bureau_id=bureau_id)
    contact = BureauContact(mail="b@example.jp")
    presses = (
        lambda: upload_document(hikari, "A1", b"%PDF-1.7", now=clock.now()),
        lambda: keep_for_answers(agency_id, 10, seen=0, by=hikari, now=clock.now()),
        lambda: set_bureau_contact(replace(contact, mail="a@example.jp"), seen=contact.mark, by=mori, now=clock.now()),
    )
    assert set_bureau_contact(contact, seen=BureauContact().mark, by=mori, now=clock.now()) is None
    end_grants(clock.now())
    before = count_events()
    for press in presses:
        with pytest.raises(RightEnded):
            press()
    assert count_events() == before


def count_events() -> int:
    """How many acts are on record."""
    db.session.rollback()
    return int(db.session.scalar(db.select(db.func.count()).select_from(AuditEvent)) or 0)
