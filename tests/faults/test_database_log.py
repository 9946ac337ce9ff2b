"""With deploy/sql/logging.sql the database's own log holds nothing that people typed (SECURITY G10, T19).

What makes a database quote a value, case by case: as shipped, as an operator looking for a fault might have it, and by
the defaults, under which every case is seen.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from app.db import db
from tests.harness.clock import FrozenClock
from tests.harness.databases import SERVER_NOTE
from tests.harness.roles import SQL

Line = psycopg.Connection[tuple[object, ...]]
LOUDER = ("log_min_messages=warning",)
DEFAULTS = (*LOUDER, "log_error_verbosity=default", "log_min_error_statement=error", "log_parameter_max_length=-1")
SLOW_SECONDS = 1.05
"""A little more than what logging.sql has written down."""


def every_table(line: Line, word: str) -> None:
    """A row for each table that has a text, which lacks what it must have."""
    for table in db.metadata.sorted_tables:
        texts = [column.name for column in table.columns if column.type._type_affinity.__name__ == "String"]
        if texts:
            names = sql.SQL(", ").join(map(sql.Identifier, texts))
            row = sql.SQL("INSERT INTO {} ({}) VALUES ({})")
            given = sql.SQL(", ").join([sql.Placeholder()] * len(texts))
            with suppress(psycopg.Error):
                line.execute(row.format(sql.Identifier(table.name), names, given), [word] * len(texts))


def known_twice(line: Line, word: str) -> None:
    """A key that is taken."""
    line.execute("CREATE TEMP TABLE taken (word text PRIMARY KEY)")
    for _ in range(2):
        line.execute("INSERT INTO taken VALUES (%s)", [word])


def copied_wrongly(line: Line, word: str) -> None:
    """A restore with a line too many columns long."""
    line.execute("CREATE TEMP TABLE copied (word text)")
    with line.cursor().copy("COPY copied FROM STDIN") as rows:
        rows.write(f"{word}\t{word}\n")


def slow(line: Line, word: str) -> None:
    """A search that takes its time."""
    line.execute("SELECT pg_sleep(%s) WHERE %s <> ''", [SLOW_SECONDS, word])


def cancelled(line: Line, word: str) -> None:
    """One that takes too long; its text comes from somebody who wrote the value into it."""
    line.execute("SET statement_timeout = '20ms'")
    line.execute(sql.SQL("SELECT pg_sleep(1) WHERE {} <> ''").format(sql.Literal(word)))


def no_number(line: Line, word: str) -> None:
    """A text where a number belongs: the message itself quotes it."""
    line.execute("SELECT %s::integer", [word])


CASES: dict[str, Callable[[Line, str], None]] = {
    "a row that lacks something": every_table,
    "a key that is taken": known_twice,
    "a restore": copied_wrongly,
    "slow": slow,
    "cancelled": cancelled,
    "no number": no_number,
}


@pytest.fixture
def tried(ground, clock: FrozenClock) -> Iterator[Callable[..., list[str]]]:
    """`tried(*options)`: what stands in the log after every case, on a database with the shipped settings."""
    app = ground.fresh_app("postgresql", clock)
    note = ground.root / SERVER_NOTE
    if not note.exists():
        pytest.skip("the log of a server that was given is not ours to read")
    address = ground.database("postgresql").url.replace("+psycopg", "")
    with app.app_context(), psycopg.connect(address, autocommit=True) as owner:
        owner.execute((SQL / "logging.sql").read_text())
        yield partial(log_after, Path(note.read_text()) / "log", address)
        owner.execute(sql.SQL("ALTER DATABASE {} RESET ALL").format(sql.Identifier(owner.info.dbname)))


def log_after(log: Path, address: str, *options: str) -> list[str]:
    """The lines that the cases added, each case with a word and a connection of its own."""
    before = log.stat().st_size
    for name, case in CASES.items():
        words = " ".join(f"-c {option}" for option in options)
        with psycopg.connect(address, autocommit=True, options=words) as line, suppress(psycopg.Error):
            case(line, word_of(name))
    return log.read_bytes()[before:].decode(errors="replace").splitlines()


def word_of(case: str) -> str:
    """What somebody typed."""
    return f"印{list(CASES).index(case)}の中身"


def quoted(lines: list[str]) -> set[str]:
    """The cases whose words stand in the lines."""
    return {case for case in CASES if any(word_of(case) in line for line in lines)}


def test_the_log_of_the_database_quotes_nobody(tried: Callable[..., list[str]], report: Callable[..., None]) -> None:
    lines = tried()
    assert any("duration: " in line and "pg_sleep($1)" in line for line in lines), "a slow statement is told"
    assert not any("ERROR:" in line for line in lines)
    assert quoted(tried("log_error_verbosity=default")) == set(), (
        "one hold for the values of a slow statement, one more"
    )
    louder = tried(*LOUDER)
    assert sum("ERROR:" in line for line in louder) > len(CASES)
    control = tried(*DEFAULTS)
    figures = {"as shipped": len(quoted(lines)), "by the defaults (control)": len(quoted(control))}
    report("values in the log of the database", **{"ways to be quoted": len(CASES), **figures})
    assert quoted(lines) == set()
    assert quoted(louder) <= {"no number"}, "the second hold; only the text of a message itself goes through it"
    assert quoted(control) == set(CASES)
