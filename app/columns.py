"""Column types of the house, and the look-up of sealed values by blind index."""

import contextlib
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import DateTime, LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from app.kernel import sealing
from app.keys import Keys, KeysRefused, load_keys

REREAD_SECONDS = 2.0


@dataclass
class KeyFile:
    """Where the keys were read from; rotation changes it while we run."""

    path: Path
    seen: int
    look_at: float


def take_keys(app: Flask, keys: Keys) -> None:
    """Let an application work with these keys; what older cookie keys signed stays good while they are on the ring."""
    ring = keys.cookie
    older = [key for name, key in ring.keys.items() if name != ring.current]
    app.extensions["keys"] = keys
    app.config["SECRET_KEY"], app.config["SECRET_KEY_FALLBACKS"] = ring.key(ring.current), older
    app.config["WTF_CSRF_SECRET_KEY"] = [*older, ring.key(ring.current)]


def watch_key_file(app: Flask, path: Path) -> None:
    """Look now and then whether the file of the keys has changed."""
    app.extensions["key_file"] = KeyFile(path, _changed_at(path), 0.0)


def installed_keys() -> Keys:
    """The keys of the running installation, a changed file's within two seconds."""
    file: KeyFile = current_app.extensions["key_file"]
    if time.monotonic() >= file.look_at:
        reread_keys()
    keys: Keys = current_app.extensions["keys"]
    return keys


def reread_keys() -> None:
    """Take the keys of the file where it has changed; one that cannot be used is left alone."""
    file: KeyFile = current_app.extensions["key_file"]
    file.look_at = time.monotonic() + REREAD_SECONDS
    changed = _changed_at(file.path)
    if changed == file.seen:
        return
    file.seen = changed
    with contextlib.suppress(KeysRefused):
        take_keys(current_app._get_current_object(), load_keys(file.path, make=False))


def _changed_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def words(values: type[StrEnum]) -> str:
    """The words of an enum, as a CHECK lists them."""
    return ", ".join(f"'{value.value}'" for value in values)


def blind_index(purpose: str, text: str) -> str:
    """HMAC of `text` under the installation's index key, for exact look-up only (64 hex signs)."""
    return sealing.blind_index(installed_keys().index, purpose, text)


def opened(sealed: bytes, column: str) -> str:
    """The text of sealed bytes of "table.column"; raises `SealBroken` where they do not open.

    Bytes under a key we have not heard of were sealed by a process that knows a newer file.
    """
    if sealing.sealed_key_id(bytes(sealed)) not in installed_keys().seal.keys:
        reread_keys()
    return sealing.open_sealed(installed_keys().seal, bytes(sealed), column)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware UTC outside, a time-zone column on PostgreSQL, plain UTC on SQLite."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """`timestamp with time zone` where the database has it."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; refuses a time without zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware, in UTC."""
        if value is None or value.tzinfo is UTC:  # the second is what PostgreSQL's driver gives in our sessions
            return value
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Sealed(TypeDecorator[str]):
    """Text sealed under the installation's ring; it opens only in the column it was sealed for."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, column: str) -> None:
        """`column` is "table.column": part of what is sealed."""
        super().__init__()
        self.column = column

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """The sealed bytes."""
        return None if value is None else sealing.seal(installed_keys().seal, value, self.column)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """The text; raises `SealBroken` where it does not open."""
        return None if value is None else opened(value, self.column)
