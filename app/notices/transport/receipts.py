"""Receipts: what a mail server has taken and no row tells yet, one small file each.

Between a server's answer and our commit lie a goodbye and the wait for the database. A worker killed there would send
the mail again; its receipt, written the moment the answer came, outlives it (decision 0021).
"""

import contextlib
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

FOLDER = "taken"


class Receipt(NamedTuple):
    """That a server took a mail: when by the application's clock (`now`) and by the machine's (`real`)."""

    message_id: str
    now: datetime
    real: datetime


def keep(instance: Path, receipt: Receipt) -> None:
    """Write a receipt, whole or not at all; a folder that takes none costs a possible second copy, nothing else."""
    place = path_of(instance, receipt.message_id)
    draft = place.with_name(f".{place.name}")
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, exist_ok=True)
        draft.write_text(f"{receipt.now.isoformat()} {receipt.real.isoformat()}")
        draft.replace(place)


def kept(instance: Path) -> list[Receipt]:
    """The receipts that lie there: of mails being concluded now, or left by a worker that was killed."""
    try:
        paths = [path for path in (instance / FOLDER).iterdir() if not path.name.startswith(".")]
    except OSError:
        return []
    return [receipt for path in paths if (receipt := _read(path)) is not None]


def forget(instance: Path, message_id: str) -> None:
    """Throw a receipt away: the row tells it now."""
    with contextlib.suppress(OSError):
        path_of(instance, message_id).unlink()


def _read(path: Path) -> Receipt | None:
    with contextlib.suppress(OSError, ValueError):
        now, real = path.read_text().split(" ")
        return Receipt(f"<{path.name}>", datetime.fromisoformat(now), datetime.fromisoformat(real))
    return None


def path_of(instance: Path, message_id: str) -> Path:
    """Where the receipt of a mail lies."""
    return instance / FOLDER / message_id.strip("<>")
