"""The journal of what must not come back: an append-only file a day, outside of the database (SECURITY F15).

A line is a row that says "no more": what was deleted, who was refused, which agency was stopped, which account closed.
It names by ids, pseudonyms and sealed values only. A line may stand twice; replaying it twice changes nothing.
"""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from app.db import db
from app.routines.keeping.places import JOURNAL, backups_folder, private_folder, sync_folder
from app.routines.keeping.rows import Written, raw_columns, written
from app.routines.keeping.watched import WATCHED, Watched

OVERLAP = timedelta(hours=1)
"""Longer than any transaction lasts: a row whose moment is older than its commit is still found."""
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
CURSOR = "read-until"


def found_since(moment: datetime) -> list[str]:
    """The lines of every row that says "no more" since a moment of business time."""
    return [line for watched in WATCHED for line in _lines(watched, moment)]


def _lines(watched: Watched, since: datetime) -> Iterator[str]:
    table = db.metadata.tables[watched.table]
    wanted = sa.select(*raw_columns(table, watched.columns)).order_by(*table.primary_key.columns)
    for row in db.session.execute(wanted.where(_recent(watched, table, since))):
        yield json.dumps({"table": watched.table, "row": written(row)}, sort_keys=True, ensure_ascii=False)


def _recent(watched: Watched, table: sa.Table, since: datetime) -> sa.ColumnElement[bool]:
    if watched.parent:
        column, parent = watched.parent[0], db.metadata.tables[watched.parent[1]]
        moments = [parent.c[name] >= since for name in watched.moments]
        return table.c[column].in_(sa.select(parent.c.id).where(sa.or_(*moments)))
    if not watched.moments:
        return table.c.stop_count > 0
    return sa.or_(*(table.c[name] >= _comparable(table.c[name], since, watched.ahead) for name in watched.moments))


def _comparable(column: sa.Column[object], since: datetime, ahead: timedelta) -> date | datetime:
    later = since + ahead
    return later.date() if isinstance(column.type, sa.Date) else later


def keep_journal(now: datetime) -> int:
    """Append what is new since the last time; how many lines. After a standstill, everything since then."""
    folder = private_folder(backups_folder() / JOURNAL)
    since = _read_until(folder) - OVERLAP
    known = set(lines_since(folder, since))
    new = [line for line in found_since(since) if line not in known]
    db.session.rollback()
    append(folder, new, now)
    _note_read(folder, now)
    return len(new)


def append(folder: Path, lines: list[str], now: datetime) -> None:
    """Put lines at the end of the day's file and on the disk."""
    if not lines:
        return
    path = folder / f"{now.astimezone(UTC).date()}.jsonl"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        torn = (
            os.lseek(descriptor, 0, os.SEEK_END) and os.pread(descriptor, 1, os.fstat(descriptor).st_size - 1) != b"\n"
        )
        os.write(descriptor, (("\n" if torn else "") + "\n".join(lines) + "\n").encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    sync_folder(folder)


def lines_since(folder: Path, moment: datetime) -> Iterator[str]:
    """The lines kept since a moment, in their order; one that was torn by a crash is left out."""
    first = f"{moment.astimezone(UTC).date()}.jsonl"
    for path in sorted(folder.glob("*.jsonl")):
        if path.name >= first:
            yield from filter(_is_whole, path.read_text().splitlines())


def rows_of(lines: list[str]) -> list[tuple[Watched, Written]]:
    """Lines as rows of watched tables, in the order in which they are put back."""
    by_name = {watched.table: (number, watched) for number, watched in enumerate(WATCHED)}
    newest: dict[tuple[object, ...], Written] = {}
    for each in map(json.loads, lines):
        if each["table"] in by_name:
            newest[_key(each)] = each
    ordered = sorted(newest.values(), key=lambda each: (by_name[each["table"]][0], _runs(each["row"])))
    return [(by_name[each["table"]][1], each["row"]) for each in ordered]


def _key(line: Written) -> tuple[object, ...]:
    names = db.metadata.tables[line["table"]].primary_key.columns.keys()
    return line["table"], *(line["row"][name] for name in names)


def _runs(row: Written) -> bool:
    """Of some tables only one row may run at a time: what has ended comes first."""
    return "ended_at" in row and row["ended_at"] is None


def copy_journal(folder: Path) -> None:
    """Let the journal lie beside backups that go elsewhere, too."""
    ours = backups_folder() / JOURNAL
    for path in sorted(ours.glob("*.jsonl")) if folder.resolve() != ours.resolve() else ():
        draft = folder / f".{path.name}.partial"
        shutil.copyfile(path, draft)
        draft.chmod(0o600)
        draft.replace(folder / path.name)


def drop_older(folder: Path, moment: datetime) -> None:
    """Delete the days before the oldest backup: nobody can restore anything they would matter to."""
    first = (moment.astimezone(UTC) - OVERLAP).date().isoformat()
    for path in folder.glob("*.jsonl"):
        if path.stem < first:
            path.unlink()


def _is_whole(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _read_until(folder: Path) -> datetime:
    try:
        return datetime.fromisoformat((folder / CURSOR).read_text().strip())
    except (FileNotFoundError, ValueError):
        return EPOCH


def _note_read(folder: Path, now: datetime) -> None:
    draft = folder / f".{CURSOR}.partial"
    draft.write_text(now.isoformat())
    draft.replace(folder / CURSOR)
