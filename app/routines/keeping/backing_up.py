"""Making a backup: one moment of the database, sealed, checked, under its name in one step; the newest are kept."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from app.columns import installed_keys
from app.kernel.sealed_files import open_file, read_head, seal_file
from app.routines.keeping.journal import copy_journal, drop_older, keep_journal
from app.routines.keeping.places import (
    ENDING,
    JOURNAL,
    KEPT,
    Refused,
    backups_in,
    drafts,
    partial_of,
    private_folder,
    whole_file,
)
from app.routines.keeping.snapshots import is_sqlite, take_snapshot

READ = 1 << 20


def back_up(folder: Path, now: datetime, real: datetime, *, keep: int = KEPT) -> tuple[Path, dict[str, object]]:
    """Make a backup in `folder` and drop all but the newest `keep`; its path and what it says of itself.

    `now` is business time, by which the journal of what must not come back is read; `real` names the file.
    """
    private_folder(folder)
    for left in folder.glob(f".*{ENDING}.partial"):
        left.unlink()
    with drafts() as place:
        draft = place / "snapshot"
        taken = take_snapshot(draft)
        head = {
            "made_at": real.astimezone(UTC).isoformat(timespec="seconds"),
            "as_of": now.astimezone(UTC).isoformat(),
            "database": "sqlite" if is_sqlite() else "postgresql",
            "revision": taken.revision,
            "rows": taken.rows,
            "seal_keys": sorted(installed_keys().seal.keys),
            "booking_keys": sorted(installed_keys().booking_password.keys),
            "sha256": digest_of(draft),
        }
        path = folder / f"madoguchi-{real.astimezone(UTC):%Y%m%dT%H%M%S%fZ}{ENDING}"
        write_sealed(draft, path, head)
    drop_but_newest(folder, keep)
    keep_journal(now)
    copy_journal(private_folder(folder / JOURNAL))
    drop_older(folder / JOURNAL, oldest(folder))
    return path, head


def oldest(folder: Path) -> datetime:
    """The business time of the oldest backup that is kept."""
    with backups_in(folder)[0].open("rb") as source:
        return datetime.fromisoformat(read_head(source)["as_of"])


def write_sealed(draft: Path, path: Path, head: dict[str, object]) -> None:
    """Seal a draft, and read it back before it gets its name: a backup that does not open is none."""
    key = installed_keys().index
    with whole_file(path) as target:
        with draft.open("rb") as source:
            seal_file(source, target, head, key)
        target.flush()
        with partial_of(path).open("rb") as written:
            if digest(open_file(written, key)) != head["sha256"]:
                raise Refused("書いたバックアップを読み返すと、内容が違いました。ディスクを確かめてください。")


def drop_but_newest(folder: Path, keep: int) -> None:
    """Delete the oldest backups."""
    for old in backups_in(folder)[: -max(keep, 1)]:
        old.unlink()


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as source:
        return digest(iter(lambda: source.read(READ), b""))


def digest(pieces: Iterable[bytes]) -> str:
    """The SHA-256 of pieces in their order."""
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()
