"""How much a database reads for a page: rows where it tells them, else the steps of its machine."""

import json
from collections.abc import Iterator
from typing import Any

from bench.statements import Statement

READS = ("SELECT", "WITH")
STEPS = 100


def rows_read(statements: list[Statement]) -> int:
    """Rows that PostgreSQL's scans touched, those too that a filter threw away; on SQLite hundreds of steps."""
    from app.db import db

    reading = [each for each in statements if each[0].lstrip().startswith(READS)]
    with db.engine.connect() as connection:
        raw = connection.connection.driver_connection
        if db.engine.dialect.name == "sqlite":
            return sum(steps(raw, *each) for each in reading)
        return sum(scanned(raw, *each) for each in reading)


def steps(raw: Any, statement: str, given: Any) -> int:
    """Hundreds of steps of SQLite's machine."""
    counted = 0

    def count() -> None:
        nonlocal counted
        counted += 1

    raw.set_progress_handler(count, STEPS)
    try:
        raw.execute(statement, given).fetchall()
    finally:
        raw.set_progress_handler(None, 0)
    return counted


def scanned(raw: Any, statement: str, given: Any) -> int:
    """Rows that the scans of one statement touched."""
    (told,) = raw.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}", given).fetchone()
    plan = (told if isinstance(told, list) else json.loads(told))[0]["Plan"]
    return round(sum(touched(node) for node in nodes(plan) if "Scan" in node["Node Type"]))


def touched(node: dict[str, Any]) -> float:
    """Rows of one scan, in all its loops."""
    thrown = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return float((node["Actual Rows"] + thrown) * node["Actual Loops"])


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A plan and everything under it."""
    yield plan
    for each in plan.get("Plans", ()):
        yield from nodes(each)
