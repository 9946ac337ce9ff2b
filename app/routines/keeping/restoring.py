"""Restoring a backup: proven, put in place, brought up to date, and mended before anybody may use it (SECURITY F15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.audit.effects import record
from app.columns import installed_keys
from app.config import PROJECT_ROOT
from app.db import db
from app.kernel.sealed_files import FileBroken, open_file, read_head
from app.routines.keeping.backing_up import digest_of
from app.routines.keeping.journal import OVERLAP, append, found_since, lines_since, rows_of
from app.routines.keeping.places import JOURNAL, Refused, backups_folder, drafts, private_folder
from app.routines.keeping.placing import is_empty, put_in_place
from app.routines.keeping.putting_back import missing_keys
from app.routines.keeping.replaying import Replayed, replay
from app.routines.keeping.rows import Written
from app.routines.keeping.snapshots import Snapshot, is_sqlite
from app.routines.keeping.voiding import hold_open_mails, void_entries
from app.routines.keeping.watched import Watched
from app.routines.patience import take_time
from app.web.canary import RESTORE_MARK
from app.web.migrating import bind_migrations


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What a restore did; `read_old` is false where the old database could not be asked what is no more."""

    as_of: datetime
    rows: int
    held_mails: int
    voided: int
    replayed: Replayed
    read_old: bool


def read_backup(file: Path) -> dict[str, Any]:
    """What a backup says of itself; raises `Refused` where it is none."""
    try:
        with file.open("rb") as source:
            return read_head(source)
    except (FileBroken, ValueError, UnicodeDecodeError):
        raise Refused(f"{file.name} は、このしくみのバックアップではありません。") from None


def restore(file: Path, now: datetime, *, replaces: bool) -> Restored:
    """Let the database be as the backup says, without what has been ended since; raises `Refused`."""
    head = read_backup(file)
    ground = ground_against(head)
    if ground is not None:
        raise Refused(ground)
    empty = is_empty()
    if not empty and not replaces:
        raise Refused("データベースは空ではありません。置き換えるには --replace を付けてください。")
    as_of = datetime.fromisoformat(head["as_of"])
    with drafts() as place:
        draft = place / "restored"
        unseal(file, draft, head["sha256"])
        read_old = empty or journal_of_old(as_of - OVERLAP, now)
        lines = rows_of(_kept_lines(file, as_of))
        refuse_without_keys(missing_keys(lines))
        put_in_place(draft, Snapshot(head["revision"], head["rows"]))
    bring_up_to_date(head["revision"])
    held, voided, replayed = mend(head, lines, now)
    rows = sum(head["rows"].values())
    return Restored(as_of=as_of, rows=rows, held_mails=held, voided=voided, replayed=replayed, read_old=read_old)


def ground_against(head: dict[str, Any]) -> str | None:
    """Why this backup cannot be restored here; None where it can."""
    if head["database"] != ("sqlite" if is_sqlite() else "postgresql"):
        return f"{head['database']} のバックアップです。同じ種類のデータベースにだけ復元できます。"
    if head["revision"] not in known_revisions():
        return f"このバックアップの移行 {head['revision']} を、この版は知りません。新しい版で復元してください。"
    keys = installed_keys()
    missing = {*head["seal_keys"]} - {*keys.seal.keys} | {*head["booking_keys"]} - {*keys.booking_password.keys}
    names = "・".join(sorted(missing))
    return f"secrets.toml に鍵 {names} がありません。バックアップの時の鍵を戻してください。" if missing else None


def refuse_without_keys(missing: set[str]) -> None:
    """Refuse where the journal was written with keys that are not here; nothing was touched yet."""
    if missing:
        names = "・".join(sorted(missing))
        raise Refused(f"secrets.toml に鍵 {names} がありません。控え（{JOURNAL}）を封じた時の鍵も戻してください。")


def known_revisions() -> list[str]:
    """The migrations of this release, the newest first."""
    from alembic.script import ScriptDirectory

    return [each.revision for each in ScriptDirectory(str(PROJECT_ROOT / "migrations")).walk_revisions()]


def unseal(file: Path, draft: Path, expected: str) -> None:
    """Write the contents of a backup into a draft, proven against key and sum; raises `Refused`."""
    draft.touch(0o600)
    try:
        with file.open("rb") as source, draft.open("wb") as target:
            target.writelines(open_file(source, installed_keys().index))
    except FileBroken:
        raise Refused("バックアップが開きません。書き換わったか、ほかの秘密鍵で封じられています。") from None
    if digest_of(draft) != expected:
        raise Refused("バックアップの中身が、控えの SHA-256 と合いません。")


def journal_of_old(since: datetime, now: datetime) -> bool:
    """Keep what the database that goes knows to be no more; False where it cannot be asked."""
    try:
        lines = found_since(since)
    except SQLAlchemyError:
        return False
    finally:
        db.session.remove()
    append(private_folder(backups_folder() / JOURNAL), lines, now)
    return True


def bring_up_to_date(revision: str) -> None:
    """Migrate what was restored to this release."""
    if revision == known_revisions()[0]:
        return
    import flask_migrate

    if "migrate" not in current_app.extensions:
        bind_migrations(current_app)
    flask_migrate.upgrade()


def _kept_lines(file: Path, as_of: datetime) -> list[str]:
    return list(_each_kept(file, as_of - OVERLAP))


def _each_kept(file: Path, since: datetime) -> Iterator[str]:
    for folder in dict.fromkeys((file.resolve().parent / JOURNAL, (backups_folder() / JOURNAL).resolve())):
        yield from lines_since(folder, since)


@db.write
def mend(head: dict[str, Any], lines: list[tuple[Watched, Written]], now: datetime) -> tuple[int, int, Replayed]:
    """Hold mails, void entries, replay the journal, record the restore and take the mark away: all or nothing."""
    take_time()
    held, voided, replayed = hold_open_mails(now), void_entries(now), replay(lines)
    told = {"as_of": datetime.fromisoformat(head["as_of"]).astimezone(UTC).isoformat(timespec="seconds")}
    told |= {"revision": head["revision"], "sha256": head["sha256"][:16], "mails_held": held, "voided": voided}
    told |= {"put_back": replayed.put.total(), "deleted_again": replayed.deleted.total()}
    record("system.restored", by=None, subject="system:database", now=now, detail=told)
    db.session.execute(text(f"DROP TABLE {RESTORE_MARK}"))
    return held, voided, replayed
