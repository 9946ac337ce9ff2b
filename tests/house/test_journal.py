"""What a restore must not bring back is watched; whoever adds such a table decides (SECURITY F15)."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.db import db
from app.routines.keeping.watched import NEED_NO_WATCH, WATCHED
from app.routines.reports.terms import SIGN_IN_ACTS, VIEWS

NO_MORE = re.compile(
    r"(ended|lifted|closed|withdrawn|blocked|deleted|forgotten|voided|revoked|cancelled|stopped|suspended)_(at|on)"
)
LOOKS = re.compile(r'"([a-z_]+\.[a-z_]*(?:viewed|printed|exported|searched|listed|looked_up|disclosed|extract_taken))"')
BY_NAME = {watched.table: watched for watched in WATCHED}


def endings(app: Flask) -> list[sa.Column[object]]:
    """Every column that says since when something is no more."""
    tables = db.metadata.sorted_tables
    return [column for table in tables for column in table.columns if NO_MORE.fullmatch(column.name)]


def is_kept(column: sa.Column[object]) -> bool:
    """Whether the journal keeps a line when this column is set."""
    watched = BY_NAME.get(column.table.name)
    return watched is not None and (column.name in watched.moments or column.name in watched.columns)


def test_whatever_says_no_more_is_watched_or_needs_it_not(app: Flask) -> None:
    forgotten = [str(column) for column in endings(app) if not is_kept(column)]
    assert [name for name in forgotten if name.partition(".")[0] not in NEED_NO_WATCH] == []


def test_no_reason_is_left_over(app: Flask) -> None:
    asked = {column.table.name for column in endings(app) if not is_kept(column)}
    assert set(NEED_NO_WATCH) - asked == set()
    assert all(len(reason.split()) > 4 for reason in NEED_NO_WATCH.values())


@pytest.mark.parametrize("watched", WATCHED, ids=lambda watched: watched.table)
def test_what_is_watched_is_there(app: Flask, watched) -> None:
    table = db.metadata.tables[watched.table]
    source = db.metadata.tables[watched.parent[1]] if watched.parent else table
    assert {*watched.moments} <= {*source.columns.keys()}
    assert {*watched.columns} <= {*table.columns.keys()}


def test_every_look_counts_as_one_in_the_report_of_an_incident() -> None:
    found = {act for path in Path("app").rglob("*.py") for act in LOOKS.findall(path.read_text())}
    assert found <= VIEWS
    assert not VIEWS & SIGN_IN_ACTS
