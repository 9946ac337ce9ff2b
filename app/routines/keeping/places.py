"""Where backups, their journal and drafts lie, and writing a file whole or not at all."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from flask import current_app

from app.config import Settings

ENDING = ".backup"
JOURNAL = "tombstones"
DRAFTS = "keeping-drafts"
KEPT = 35
"""How many backups a folder keeps where nobody says otherwise."""


class Refused(Exception):
    """A backup or a restore cannot be made as asked; the sentence says what to do."""


def settings() -> Settings:
    """The settings of the running installation."""
    found: Settings = current_app.extensions["settings"]
    return found


def backups_folder() -> Path:
    """Where backups go when no folder is named."""
    return private_folder(settings().instance / "backups")


def private_folder(path: Path) -> Path:
    """The folder, made for its owner alone where it is missing."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


@contextmanager
def drafts() -> Iterator[Path]:
    """An empty folder beside the database for what is not sealed yet; one backup or restore at a time has it.

    What a killed one left is gone first, and nothing stays at the end.
    """
    folder = private_folder(settings().instance / DRAFTS)
    with (folder.with_suffix(".lock")).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("ほかのバックアップか復元が動いています。終わってから、もう一度実行してください。") from None
        sweep(folder)
        yield folder
        sweep(folder)


def sweep(folder: Path) -> None:
    """Empty a folder of drafts."""
    for left in folder.iterdir():
        left.unlink()


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file of the owner's that stands under its name only once it is whole and on the disk."""
    partial = partial_of(path)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
    sync_folder(path.parent)


def partial_of(path: Path) -> Path:
    """Where a file is written before it has its name."""
    return path.with_name(f".{path.name}.partial")


def sync_folder(folder: Path) -> None:
    """Let the names in a folder outlive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def backups_in(folder: Path) -> list[Path]:
    """The whole backups of a folder, oldest first."""
    return sorted(folder.glob(f"*{ENDING}"))
