"""The record is written with the act, sealed by a routine, and tells whoever touched it (SECURITY I13)."""

import json
import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from app.audit import queries
from app.audit.effects import PersonalValue, record
from app.audit.models import AuditEvent
from app.audit.queries import events_about, verify_chain
from app.audit.terms import START, Fault, Finding
from app.audit.usecases import note_view, seal_record
from app.db import db
from app.kernel.roles import ANONYMOUS, Identity, Role

pytestmark = pytest.mark.usefixtures("app")
NOW = datetime(2026, 5, 11, 1, tzinfo=UTC)
SUZUKI = Identity(roles=frozenset({Role.COUNSELOR}), account_id=7, offices=frozenset({"kanagawa"}))
GUEST = Identity(roles=frozenset({Role.GUEST}), booking_number="K3X7Q")


@db.write
def act(count: int = 1, **changes: object) -> None:
    """Record some events in one transaction."""
    for number in range(count):
        values = {"by": SUZUKI, "subject": f"booking:K{number}", "now": NOW, **changes}
        record("booking.viewed", **values)  # type: ignore[arg-type]


def execute(statement: str, **values: object) -> None:
    """What someone with the database in hand could do."""
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(sa.text(statement), values)


def found() -> list[Finding]:
    """What a check finds now."""
    db.session.rollback()
    return list(verify_chain().findings)


def ids() -> list[int]:
    """The ids of all events, in order."""
    return list(db.session.scalars(db.select(AuditEvent.id).order_by(AuditEvent.id)))


def test_an_event_says_who_did_what_where_and_when() -> None:
    act(office_id="kanagawa", detail={"state": "cancelled", "n": 2})
    (event,) = events_about("booking:K0")
    assert (event.act, event.actor, event.office_id, event.at) == ("booking.viewed", "account:7", "kanagawa", NOW)
    assert json.loads(event.detail) == {"n": 2, "state": "cancelled"}


@pytest.mark.parametrize("by, actor", [(None, "system"), (ANONYMOUS, "anonymous"), (SUZUKI, "account:7")])
def test_the_actor_is_a_pseudonym(by: Identity | None, actor: str) -> None:
    act(by=by)
    assert events_about("booking:K0")[0].actor == actor


def test_a_guest_is_an_hmac_of_the_booking_number() -> None:
    act(by=GUEST)
    actor = events_about("booking:K0")[0].actor
    assert actor.startswith("guest:")
    assert "K3X7Q" not in actor


def test_an_act_that_was_undone_is_not_recorded() -> None:
    @db.write
    def undone() -> None:
        record("booking.viewed", by=SUZUKI, subject="booking:K0", now=NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert ids() == []


def test_a_persons_value_cannot_be_recorded() -> None:
    with pytest.raises(PersonalValue, match="name"):
        act(detail={"name": "山田花子"})
    with pytest.raises(PersonalValue, match="subject"):
        act(subject="mail:hanako@example.jp")
    assert ids() == []


def test_a_view_is_noted_in_a_transaction_of_its_own() -> None:
    note_view("booking.read", by=SUZUKI, subject="booking:K1", now=NOW, office_id="kanagawa")
    assert [event.act for event in events_about("booking:K1")] == ["booking.read"]


def test_sealing_covers_everything_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.audit.usecases.EVENTS_A_SEAL", 4)
    act(10)
    assert seal_record(NOW) == 10
    assert seal_record(NOW) == 0
    act(3)
    assert seal_record(NOW) == 3
    verified = verify_chain()
    assert (verified.findings, verified.seals, verified.unsealed) == ((), 4, 0)


def test_an_empty_record_verifies() -> None:
    assert seal_record(NOW) == 0
    assert (verify_chain().findings, verify_chain().head) == ((), START)


@pytest.mark.parametrize("column", ["act", "actor", "subject", "detail", "request_id", "office_id"])
def test_one_changed_byte_is_found_and_its_row_named(column: str) -> None:
    act(5)
    seal_record(NOW)
    third = ids()[2]
    execute(f"UPDATE audit_event SET {column} = 'x' WHERE id = :id", id=third)
    assert found() == [Finding(Fault.EVENT_CHANGED, third)]


def test_a_changed_moment_is_found() -> None:
    act(2)
    seal_record(NOW)
    execute("UPDATE audit_event SET at = :at WHERE id = :id", at="2026-05-11 01:00:00.000001", id=ids()[1])
    assert found() == [Finding(Fault.EVENT_CHANGED, ids()[1])]


def test_a_removed_row_is_named() -> None:
    act(5)
    seal_record(NOW)
    third = ids()[2]
    execute("DELETE FROM audit_event WHERE id = :id", id=third)
    assert found() == [Finding(Fault.EVENT_REMOVED, third)]


def test_swapped_rows_are_both_named() -> None:
    act(5)
    seal_record(NOW)
    one, two = ids()[1:3]
    for old, new in ((one, -1), (two, one), (-1, two)):
        execute("UPDATE audit_event SET id = :new WHERE id = :old", old=old, new=new)
    assert found() == [Finding(Fault.EVENT_CHANGED, one), Finding(Fault.EVENT_CHANGED, two)]


def test_a_row_slipped_into_a_gap_is_named() -> None:
    act(5)
    gap = ids()[2]
    execute("DELETE FROM audit_event WHERE id = :id", id=gap)
    seal_record(NOW)
    columns = "act, actor, subject, office_id, at, detail, request_id"
    execute(f"INSERT INTO audit_event (id, {columns}) SELECT :id, {columns} FROM audit_event LIMIT 1", id=gap)
    assert found() == [Finding(Fault.EVENT_ADDED, gap)]


def test_removed_and_changed_seals_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.audit.usecases.EVENTS_A_SEAL", 2)
    act(6)
    seal_record(NOW)
    execute("UPDATE audit_seal SET digest = :digest WHERE number = 3", digest="f" * 64)
    assert found() == [Finding(Fault.SEAL_CHANGED, 3)]
    execute("DELETE FROM audit_seal WHERE number = 2")
    assert Finding(Fault.SEAL_REMOVED, 2) in found()


def test_a_record_cut_off_at_its_end_is_found_by_a_noted_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.audit.usecases.EVENTS_A_SEAL", 2)
    act(6)
    seal_record(NOW)
    head = verify_chain().head
    execute("DELETE FROM audit_seal WHERE number = 3")
    execute("DELETE FROM audit_event WHERE id >= :id", id=ids()[4])
    assert found() == []
    assert verify_chain(head).findings == (Finding(Fault.HEAD_MISSING, 0),)


def test_ids_are_never_given_again() -> None:
    act(3)
    last = ids()[-1]
    execute("DELETE FROM audit_event")
    act()
    assert ids()[0] > last


def test_an_event_committed_late_with_a_lower_id_is_not_missed(app: Flask, database_kind: str) -> None:
    """On PostgreSQL a writer draws its id, dawdles, and commits after others: the seal waits for it."""
    if database_kind == "sqlite":
        return
    drawn, go_on = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with app.app_context(), db.engine.begin() as connection:
            columns = "(act, actor, subject, at, detail) VALUES ('slow', 'system', 'x', now(), '{}')"
            connection.execute(sa.text(f"INSERT INTO audit_event {columns}"))
            drawn.set()
            go_on.wait(10)

    writer = threading.Thread(target=slow_writer)
    writer.start()
    drawn.wait(10)
    act(2)
    threading.Timer(0.5, go_on.set).start()
    assert seal_record(NOW) == 3
    writer.join()
    assert found() == []


def test_while_a_writer_dawdles_nothing_is_sealed(
    app: Flask, database_kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database_kind == "sqlite":
        return
    monkeypatch.setattr(queries, "WAIT_SECONDS", 0.2)
    act(2)
    with db.engine.connect() as other:
        other.execute(
            sa.text("INSERT INTO audit_event (act, actor, subject, at, detail) VALUES ('a','b','c',now(),'{}')")
        )
        assert seal_record(NOW) == 0
        other.rollback()
    assert seal_record(NOW) == 2


def test_the_command_names_the_row_and_fails(app: Flask) -> None:
    act(3)
    seal_record(NOW)
    db.session.rollback()
    runner = app.test_cli_runner()
    good = runner.invoke(args=["audit", "verify"])
    assert (good.exit_code, "封印 1 件、すべて合っています" in good.output) == (0, True)
    second = ids()[1]
    execute("UPDATE audit_event SET act = 'x' WHERE id = :id", id=second)
    bad = runner.invoke(args=["audit", "verify"])
    assert bad.exit_code == 1
    assert f"audit_event {second}: 書き換えられています。" in bad.output
