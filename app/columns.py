"""Column types of the house, and the look-up of sealed values by blind index."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from flask import current_app
from sqlalchemy import DateTime, LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from app.kernel import sealing
from app.keys import Keys


def installed_keys() -> Keys:
    """The keys of the running installation."""
    keys: Keys = current_app.extensions["keys"]
    return keys


def words(values: type[StrEnum]) -> str:
    """The words of an enum, as a CHECK lists them."""
    return ", ".join(f"'{value.value}'" for value in values)


def blind_index(purpose: str, text: str) -> str:
    """HMAC of `text` under the installation's index key, for exact look-up only (64 hex signs)."""
    return sealing.blind_index(installed_keys().index, purpose, text)


def opened(sealed: bytes, column: str) -> str:
    """The text of sealed bytes of "table.column"; raises `SealBroken` where they do not open."""
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
