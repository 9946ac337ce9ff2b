"""Receipts: what a mail server has taken and no row tells yet, one empty file each.

Between a server's answer and our commit lie a goodbye and the wait for the database. A worker killed there would send
the mail again; its receipt, written the moment the answer came, outlives it (decision 0021).
"""

import contextlib
from pathlib import Path

FOLDER = "taken"


def note(instance: Path, message_id: str) -> None:
    """Keep a receipt; a folder that takes no file costs a possible second copy, nothing else."""
    with contextlib.suppress(OSError):
        folder = instance / FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / message_id.strip("<>")).touch(mode=0o600)


def kept(instance: Path) -> list[str]:
    """The Message-IDs whose receipts lie there: mails being concluded now, or left by a worker that was killed."""
    try:
        return [f"<{path.name}>" for path in (instance / FOLDER).iterdir()]
    except OSError:
        return []


def forget(instance: Path, message_id: str) -> None:
    """Throw a receipt away: the row tells it now."""
    with contextlib.suppress(OSError):
        (instance / FOLDER / message_id.strip("<>")).unlink()
