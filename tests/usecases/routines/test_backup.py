"""A backup is one moment, sealed and whole; what was ended after it does not come back with it (SECURITY F13, F15)."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.accounts.hashing import hash_password, password_fits
from app.agencies.terms.participation import Ground, NewSuspension, SuspensionEnd
from app.audit.effects import note_deletion
from app.booking.effects.retention import delete_record, forget_contact
from app.booking.models.desk_records import ReplyLink
from app.db import db
from app.kernel.sealed_files import FileBroken, open_file, read_head
from app.routines.invariants import check_all
from app.routines.keeping.journal import JOURNAL, keep_journal
from app.routines.keeping.places import Refused, backups_in
from app.routines.keeping.restoring import restore
from app.seekers.effects.blocks import block
from app.web.canary import keys_fit, plant_canary
from tests import bookings, participants
from tests.factories import PASSWORD, enlist, open_offices
from tests.harness.clock import FrozenClock
from tests.keepings import backed_up, count, postgres_programs, restored, rows


@pytest.fixture(autouse=True)
def _programs(app: Flask) -> Iterator[None]:
    with postgres_programs():
        yield
    db.session.rollback()


def write(statement: str, **values: object) -> None:
    """Change rows past the application."""
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(sa.text(statement), values)


def test_a_backup_is_sealed_for_its_owner_and_says_what_is_in_it(clock: FrozenClock, folder: Path) -> None:
    open_offices()
    bookings.book(clock)
    path = backed_up(folder, clock.now())
    assert path.stat().st_mode & 0o777 == 0o600
    with path.open("rb") as source:
        head = read_head(source)
    assert head["rows"]["booking"] == 1
    assert head["rows"]["office"] == 7
    assert b"person_day" not in path.read_bytes().partition(b"}")[2]
    assert not list(folder.glob(".*"))
    with path.open("rb") as source, pytest.raises(FileBroken):
        list(open_file(source, b"\0" * 32))


@pytest.mark.parametrize("place", [0.5, 1.0])
def test_a_backup_that_was_changed_or_cut_is_refused_and_nothing_is_touched(
    clock: FrozenClock, folder: Path, place: float
) -> None:
    open_offices()
    path = backed_up(folder, clock.now())
    contents = bytearray(path.read_bytes())
    if place == 1.0:
        del contents[-20:]
    else:
        contents[len(contents) // 2] ^= 1
    path.write_bytes(contents)
    bookings.book(clock)
    with pytest.raises(Refused):
        restored(path, clock.now())
    assert count("booking") == 1


def test_the_newest_backups_are_kept(clock: FrozenClock, folder: Path) -> None:
    made = [backed_up(folder, clock.now(), keep=2) for _ in range(4)]
    assert backups_in(folder) == made[-2:]


def test_what_came_after_is_gone_and_what_was_there_is_back(clock: FrozenClock, folder: Path) -> None:
    open_offices()
    plant_canary()
    first = bookings.book(clock, bookings.somebody(1))
    path = backed_up(folder, clock.now())
    bookings.book(clock, bookings.somebody(2, "2026-05-13T11:00"))
    write("UPDATE booking SET minutes = 5 WHERE number = :number", number=first.number)
    done = restored(path, clock.now())
    assert rows("booking", "number", "minutes") == [(first.number, 50)]
    assert done.read_old
    assert keys_fit()
    assert not any(check_all(clock.now()).values())
    assert bookings.book(clock, bookings.somebody(3, "2026-05-13T13:30")).number != first.number


def test_open_mails_wait_for_a_human_and_entries_are_void(app: Flask, clock: FrozenClock, folder: Path) -> None:
    open_offices()
    bookings.book(clock)
    enlist("suzuki")
    write("INSERT INTO idempotency_token (token, content, at) VALUES ('t', 'c', '2026-05-11 00:00:00')")
    write(
        "INSERT INTO enquiry_code (token, code, tries, ends_at) VALUES ('t', 'c', 0, '2099-05-11 00:00:00')",
    )
    path = backed_up(folder, clock.now())
    write("UPDATE outbox SET state = 'sent'")
    done = restored(path, clock.now())
    assert done.held_mails == 2
    assert {state for (state, _) in rows("outbox", "state", "code")} == {"needs_human"}
    assert [count(table) for table in ("idempotency_token", "enquiry_code", "guest_session", "sign_in")] == [0] * 4
    (event,) = rows("audit_event WHERE act = 'system.restored'", "detail")
    assert '"mails_held": 2' in event[0]


@pytest.mark.parametrize("old", ["readable", "gone"])
def test_what_was_deleted_stays_deleted(clock: FrozenClock, folder: Path, old: str) -> None:
    open_offices()
    whole, part = bookings.book(clock), bookings.book(clock, bookings.somebody(2, "2026-05-13T11:00"))
    path = backed_up(folder, clock.now())
    clock.advance(hours=2)
    purge(whole.number, part.number, clock)
    if old == "gone":
        keep_journal(clock.now())
        write("DELETE FROM deletion_log")
    done = restored(path, clock.now())
    assert done.replayed.deleted == {"booking.record": 1, "booking.contact": 1}
    assert rows("booking", "number", "phone_key") == [(part.number, "")]
    assert count("deletion_log") == 2


@db.write
def purge(whole: str, part: str, clock: FrozenClock) -> None:
    """Delete one booking, and forget whose the other was."""
    ids = dict(db.session.execute(sa.text("SELECT number, id FROM booking")).all())
    delete_record(ids[whole])
    note_deletion("booking.record", f"booking:{whole}", reason="past_its_date", now=clock.now())
    forget_contact(ids[part], clock.now())
    note_deletion("booking.contact", f"booking:{part}", reason="past_its_date", now=clock.now())


@pytest.mark.rule("AGY-052")
def test_a_block_stays(clock: FrozenClock, folder: Path) -> None:
    agency_id = participants.join("hikari")
    record_id = seeker_record()
    path = backed_up(folder, clock.now())
    db.write(block)(record_id, agency_id, clock.now())
    restored(path, clock.now())
    assert rows("seeker_block", "record_id", "agency_id") == [(record_id, agency_id)]


def seeker_record() -> int:
    """A record that offers itself."""
    write(
        "INSERT INTO seeker_record (id, seeker_index, shuffle, experience, qualifications, wishes, wage_unit,"
        " offered_at, valid_until) VALUES (7, 'x', 1, '', '', '', 'hour', '2026-05-01 00:00:00', '2026-12-31')"
    )
    return 7


@pytest.mark.parametrize("act", ["suspend", "leave"])
def test_a_stopped_agency_stays_stopped(clock: FrozenClock, folder: Path, act: str) -> None:
    agency_id = participants.join("hikari")
    path = backed_up(folder, clock.now())
    if act == "suspend":
        decided = NewSuspension(
            ground=Ground.ORDER,
            end_kind=SuspensionEnd.UNTIL_CORRECTED,
            begins_at=clock.now(),
            first_day=date(2026, 5, 11),
            reason="命令",
        )
        participants.stop(agency_id, decided, clock.now())
    else:
        participants.leave(agency_id, clock.now(), reapply_from=date(2031, 5, 11))
    seen = stopped()
    restored(path, clock.now())
    assert stopped() == seen
    assert not any(check_all(clock.now()).values())


def stopped() -> list[object]:
    """What is on record of stops."""
    return [
        rows("suspension", "id", "number", "ground"),
        rows("participation", "id", "end_kind", "reapply_from"),
        rows("agency", "id", "stop_count"),
    ]


def test_a_closed_account_stays_closed(clock: FrozenClock, folder: Path) -> None:
    (account_id,) = enlist("yamada").values()
    path = backed_up(folder, clock.now())
    from app.accounts.effects.people import erase_person, lock_account

    db.write(lambda: erase_person(lock_account(account_id), clock.now()))()
    restored(path, clock.now())
    assert ("closed", account_id) in rows("account", "status", "id")


def test_a_password_set_since_is_set_anew_and_the_old_one_opens_nothing(clock: FrozenClock, folder: Path) -> None:
    (account_id,) = enlist("suzuki").values()
    path = backed_up(folder, clock.now())
    clock.advance(hours=1)
    change = {"hash": hash_password("a password of the new day"), "at": clock.now(), "id": account_id}
    write("UPDATE account SET password_hash = :hash, password_set_at = :at WHERE id = :id", **change)
    keep_journal(clock.now())
    assert change["hash"] not in "".join(each.read_text() for each in folder.parent.rglob("*.jsonl"))
    restored(path, clock.now())
    ((kept, status),) = rows("account", "password_hash", "status")
    assert status == "active"
    assert not any(password_fits(kept, word) for word in (PASSWORD, "a password of the new day"))


def test_a_link_that_asked_for_a_reply_counts_no_more(clock: FrozenClock, folder: Path) -> None:
    open_offices()
    number = bookings.book(clock).number
    later = clock.now() + timedelta(days=2)
    link = ReplyLink(token="t" * 64, booking_id=bookings.row_of(number).id, issued_at=clock.now(), ends_at=later)
    db.session.rollback()
    db.write(lambda: db.session.add(link))()
    path = backed_up(folder, clock.now())
    clock.advance(hours=1)
    restored(path, clock.now())
    assert db.session.scalars(sa.select(ReplyLink.ends_at)).all() == [clock.now()]


def test_a_restore_that_may_not_be_is_refused_in_words(app: Flask, clock: FrozenClock, folder: Path) -> None:
    path = backed_up(folder, clock.now())
    with pytest.raises(Refused, match="--replace"):
        restore(path, clock.now(), replaces=False)
    other = folder / "other.backup"
    other.write_bytes(b"no backup")
    with pytest.raises(Refused, match="バックアップではありません"):
        restored(other, clock.now())


def test_the_command_asks_for_the_word(app: Flask, clock: FrozenClock, folder: Path) -> None:
    runner = app.test_cli_runner()
    made = runner.invoke(args=["backup", str(folder)])
    assert made.exit_code == 0, made.output
    (path,) = backups_in(folder)
    refused = runner.invoke(args=["restore", str(path), "--replace", "--confirm", "はい"])
    assert (refused.exit_code, "何も変えていません" in refused.output) == (1, True)
    done = runner.invoke(args=["restore", str(path), "--replace", "--confirm", "置き換える"])
    assert done.exit_code == 0, done.output
    assert "守られています" in done.output


def test_a_torn_line_of_the_journal_harms_nothing(app: Flask, clock: FrozenClock, folder: Path) -> None:
    agency_id = participants.join("hikari")
    record_id = seeker_record()
    path = backed_up(folder, clock.now())
    journal = Path(app.instance_path) / "backups" / JOURNAL
    day = journal / "2026-05-11.jsonl"
    day.write_text('{"table": "seeker_bl')
    db.write(block)(record_id, agency_id, clock.now())
    keep_journal(clock.now())
    write("DELETE FROM seeker_block")
    restored(path, clock.now())
    assert count("seeker_block") == 1
