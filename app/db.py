"""The database: one declarative base, one way to write, two ways to take a guard."""

import json
import random
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from importlib import import_module
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from flask import has_request_context
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import (
    JSON,
    BindParameter,
    Engine,
    Executable,
    MetaData,
    Row,
    Subquery,
    Text,
    cast,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeEngine

from app.columns import Sealed, UtcDateTime, blind_index
from app.engines import BEGIN_MODE, for_reading, is_transient

__all__ = ["Busy", "Model", "Sealed", "UtcDateTime", "blind_index", "claim", "db", "violated_constraint"]

P = ParamSpec("P")
Answer = TypeVar("Answer")

ATTEMPTS = 3
MOST_ROWS = 2**31 - 1
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Busy(Exception):
    """The database stayed busy past all retries; nothing was written."""


class NestedWrite(Exception):
    """A use-case called another: a programming fault."""


class Base(DeclarativeBase):
    """Every table hangs on this base, so that every constraint has a name."""

    metadata = MetaData(naming_convention=NAMING)


class HouseSession(Session):
    """A session that in a request only reads, save in `db.write`."""

    def get_bind(self, *asked: Any, **more: Any) -> Any:
        """The engine, the one for reading while nothing may be written."""
        bind = super().get_bind(*asked, **more)
        reads = has_request_context() and not self.info.get("writing")
        return for_reading(bind) if reads and isinstance(bind, Engine) else bind


class Database(SQLAlchemy):
    """Flask-SQLAlchemy with `write`, the only door to a transaction that writes."""

    def write(self, use_case: Callable[P, Answer]) -> Callable[P, Answer]:
        """Make `use_case` one transaction: it may run up to three times and commits once.

        A returned refusal commits too. Raises `Busy` when the database gives no way in; any other
        exception rolls everything back.
        """

        @wraps(use_case)
        def written(*args: P.args, **kwargs: P.kwargs) -> Answer:
            if self.session.info.get("writing"):
                raise NestedWrite(use_case.__qualname__)
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    return self._attempt(lambda: use_case(*args, **kwargs))
                except (DBAPIError, sqlite3.OperationalError) as error:
                    if not is_transient(error):
                        raise
                time.sleep(random.uniform(0.005, 0.05) * attempt)  # noqa: S311
            raise Busy(use_case.__qualname__)

        return written

    def _attempt(self, work: Callable[[], Answer]) -> Answer:
        session = self.session
        session.rollback()
        session.info["writing"] = True
        try:
            session.connection(execution_options={BEGIN_MODE: "IMMEDIATE"})
            answer = work()
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info["writing"] = False
        return answer

    def rows(self, statement: Executable, values: Mapping[str, object]) -> Sequence[Row[Any]]:
        """The rows of a statement of columns that was built once, in this session's transaction where it has begun one.

        The ORM has nothing to do here and would double its price; so would a session for one statement that only reads.
        """
        if has_request_context() and not self.session.registry.has():
            with for_reading(self.engine).connect() as connection:
                return connection.execute(statement, values).all()
        return self.session.connection().execute(statement, values).all()

    def lock(self, model: type[Base], **key: Any) -> None:
        """Hold the row of `key` until this transaction ends, making it where it is missing."""
        self.session.connection().execute(_locking(model, tuple(key), self.session.get_bind().dialect.name), key)


db = Database(model_class=Base, session_options={"class_": HouseSession, "expire_on_commit": False})

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def claim(model: type[Base], **values: Any) -> bool:
    """Insert a guard row; False where a constraint already keeps its place for another.

    The transaction lives on, so a refusal may still write its mail and audit row (DESIGN 3.12).
    """
    statement = _claiming(model, db.session.get_bind().dialect.name)
    return db.session.connection().execute(statement, values).first() is not None


def claim_each(model: type[Base], rows: Sequence[Mapping[str, object]]) -> int:
    """The same of several rows in one statement; how many of their places were free."""
    statement = _claiming(model, db.session.get_bind().dialect.name)
    return len(db.session.connection().execute(statement, rows).all())


@cache
def _claiming(model: type[Base], dialect: str) -> Any:
    key = next(iter(model.__table__.primary_key))
    return _inserting(model, dialect).on_conflict_do_nothing().returning(key)


@cache
def _locking(model: type[Base], key: tuple[str, ...], dialect: str) -> Any:
    statement = _inserting(model, dialect)
    return statement.on_conflict_do_update(index_elements=key, set_={key[0]: statement.excluded[key[0]]})


def insert_into(model: type[Base]) -> Any:
    """The INSERT of the database at hand, which knows ON CONFLICT."""
    return _inserting(model, db.session.get_bind().dialect.name)


def _inserting(model: type[Base], dialect: str) -> Any:
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(model.__table__)


def table_of(rows: Sequence[Sequence[int | str | None]] | BindParameter[str], **columns: TypeEngine[Any]) -> Subquery:
    """Rows as a table inside a statement, sent as one value; `columns` name them in their order.

    A statement that is built once has a place for them, to be given as JSON. A place for each value of a thousand rows
    would cost PostgreSQL's driver more than writing them does.
    """
    sent = rows if isinstance(rows, BindParameter) else literal(json.dumps(rows), Text)
    if db.session.get_bind().dialect.name == "sqlite":
        each = func.json_each(sent).table_valued("value")
        picked = (func.json_extract(each.c.value, f"$[{place}]") for place in range(len(columns)))
    else:
        each = func.json_array_elements(cast(sent, JSON)).table_valued("value")
        picked = (each.c.value.op("->>")(literal_column(str(place))) for place in range(len(columns)))
    named = (cast(value, kind).label(name) for value, (name, kind) in zip(picked, columns.items(), strict=True))
    return select(*named).limit(MOST_ROWS).subquery()  # the limit lets SQLite read them once, not for each row


def violated_constraint(error: IntegrityError) -> str:
    """The broken constraint's name on PostgreSQL, SQLite's sentence with its columns otherwise."""
    diagnosis = getattr(error.orig, "diag", None)
    return str(diagnosis.constraint_name if diagnosis else error.orig)
