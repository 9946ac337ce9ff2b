"""What was deleted of a seeker is in no byte of the database, its log, our logs or the instance (SECURITY T21)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.accounts.effects.people import erase_person, lock_account
from app.db import db
from app.kernel.roles import Identity, Role
from app.messages.usecases.demanding import demand_deletion
from app.messages.usecases.dispatching import send_next_part, start_dispatch
from app.routines.information_service import purge_seekers
from app.routines.keeping.journal import keep_journal
from app.routines.log_file import empty_log
from app.seekers.effects.acquisitions import pseudonym
from app.seekers.queries.own import find_own
from app.seekers.terms.acquisitions import OWN_PLACEMENT, Acquired
from app.seekers.terms.records import Employment, Filters, Hours, Occupation, SeekerProfile
from app.seekers.usecases.acquiring import acquire_found
from app.seekers.usecases.offering import offer_record
from tests import factories, letters
from tests.harness.clock import FrozenClock
from tests.letters import LETTER

TEXTS = ("印経験の倉庫仕事", "印資格の免状", "印希望の曜日")
NAME, KANA = "印名前の太郎", "シルシナマエノタロウ"
WORDS = tuple(word.encode() for word in (*TEXTS, NAME, KANA))
SEALED = ("SELECT profile FROM acquisition", "SELECT name FROM account", "SELECT name_kana FROM account")


@pytest.fixture
def app(ground, clock: FrozenClock) -> Iterator[Flask]:
    """The application on SQLite, whose file can be read; it is 13 May."""
    made = ground.fresh_app("sqlite", clock)
    clock.set("2026-05-13T10:00:00+09:00")
    with made.app_context():
        yield made


@db.write
def call(account_id: int) -> None:
    """Give the seeker a name that is found again."""
    account = lock_account(account_id)
    account.name, account.name_kana = NAME, KANA


@db.write
def leave(account_id: int, clock: FrozenClock) -> None:
    """What closing an account does to its row."""
    erase_person(lock_account(account_id), clock.now())


@pytest.fixture
def yamada(app: Flask, clock: FrozenClock) -> Identity:
    """A seeker whose name and texts are words of their own, found by an agency."""
    seeker = Identity(roles=frozenset({Role.SEEKER}), account_id=factories.enlist("yamada")["yamada"])
    call(seeker.account_id or 0)
    experience, qualifications, wishes = TEXTS
    profile = SeekerProfile(
        occupations=(Occupation.CARE,),
        areas=("42",),
        employments=(Employment.REGULAR,),
        hours=(Hours.FULL,),
        experience=experience,
        qualifications=qualifications,
        wishes=wishes,
    )
    assert offer_record(profile, agreed=True, by=seeker, now=clock.now()) is None
    return seeker


def sealed_values(seeker: Identity) -> list[bytes]:
    """What lies sealed of the seeker, as it is in the tables."""
    of = f"WHERE id = {seeker.account_id}"
    rows = [db.session.scalar(sa.text(f"{query} {of if 'account' in query else ''}")) for query in SEALED]
    db.session.rollback()
    return [bytes(value) for value in rows]


def files(app: Flask) -> dict[str, bytes]:
    """Every byte of the database's file, of what lies beside it under its name, and of the instance."""
    database = Path(str(db.engine.url.database))
    instance = Path(app.extensions["settings"].instance)
    found = [*database.parent.glob(f"{database.name}*"), *instance.rglob("*")]
    return {str(path): path.read_bytes() for path in found if path.is_file()}


def hits(app: Flask, values: tuple[bytes, ...] | list[bytes]) -> list[tuple[str, int]]:
    """In which files which of the values stand, by their places."""
    whole = files(app)
    return [(name, place) for name, text in whole.items() for place, value in enumerate(values) if value in text]


def acquired_and_written_to(yamada: Identity, clock: FrozenClock) -> tuple[Identity, int]:
    """An agency that acquired the record and wrote to its seeker, and the record."""
    hikari = letters.open_agency()[0]
    agency_id, record_id = hikari.agency_id or 0, find_own(yamada.account_id or 0) or 0
    db.session.rollback()
    numbers = [pseudonym(agency_id, record_id)]
    taken = acquire_found(agency_id, Filters(), numbers, OWN_PLACEMENT, by=hikari, now=clock.now())
    assert taken == Acquired(new=1, held=0, gone=0)
    number = start_dispatch(agency_id, [record_id], LETTER, by=hikari, now=clock.now())
    assert isinstance(number, str)
    send_next_part(number, now=clock.now())
    return hikari, record_id


@pytest.mark.rule("AGY-049", "AGY-050")
def test_what_an_agency_held_and_what_a_seeker_said_is_gone_from_every_file(
    app: Flask,
    clock: FrozenClock,
    yamada: Identity,
    capfd: pytest.CaptureFixture[str],
    report: Callable[..., None],
) -> None:
    hikari, record_id = acquired_and_written_to(yamada, clock)
    copy, *name = sealed = sealed_values(yamada)
    empty_log()
    assert {place for _, place in hits(app, sealed)} == {0, 1, 2}, "what is there is found"
    assert {place for _, place in hits(app, WORDS)} == {0, 1, 2}, "the offered texts lie open, the name never"
    assert demand_deletion(record_id, hikari.agency_id or 0, by=yamada, now=clock.now()) is None
    purge_seekers(clock.now())
    assert hits(app, [copy]) == []
    leave(yamada.account_id or 0, clock)
    purge_seekers(clock.now())
    keep_journal(clock.now())
    left = hits(app, [*WORDS, copy, *name])
    written = "".join(capfd.readouterr())
    report("a seeker's words after the deletion, sqlite", **{"values": len(WORDS) + 3, "left in any file": len(left)})
    assert left == []
    assert [word for word in (*TEXTS, NAME, KANA) if word in written] == []
