"""Migrations are one numbered line, make exactly the models, and go down and up again with data (DESIGN 3, G12)."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from app.db import db
from tests.harness.applications import Ground, build_app, settings_for
from tests.harness.clock import FrozenClock
from tests.harness.rows import insert_all
from tests.harness.scratch import Contents, constraint_names, contents, scratch_database
from tests.harness.source import ROOT, modules

VERSIONS = ROOT / "migrations" / "versions"
NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.py")


@pytest.fixture
def migrated(ground: Ground, database_kind: str, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database of its own, migrated to the newest step."""
    with scratch_database(database_kind, ground.root, f"steps_{ground.worker}") as url:
        made = build_app(settings_for(url, tmp_path), FrozenClock())
        with made.app_context():
            flask_migrate.upgrade()
            yield made
            db.session.remove()
            db.engine.dispose()


def steps() -> list[str]:
    """Every revision from the newest to the first."""
    return [script.revision for script in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()]


def test_migrations_are_numbered_without_gap() -> None:
    names = sorted(path.name for path in VERSIONS.glob("*.py"))
    assert all(NAME.fullmatch(name) for name in names)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_migrations_are_one_line_named_by_their_numbers() -> None:
    directory = ScriptDirectory(str(ROOT / "migrations"))
    assert len(directory.get_heads()) == 1
    assert steps() == [f"{number:04}" for number in range(len(steps()), 0, -1)]
    for path in VERSIONS.glob("*.py"):
        assert f'revision = "{path.name[:4]}"' in path.read_text()


def test_a_migration_imports_no_model() -> None:
    # A step stays what it was when the models have gone on.
    assert not [(m.place, name) for m in modules("migrations") for name in m.imports() if ".models" in name]


def test_migrations_make_the_models(migrated: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "target_metadata": db.metadata}
        )
        assert compare_metadata(context, db.metadata) == []


def test_migrations_make_every_named_constraint_and_no_other(migrated: Flask) -> None:
    every = {each for table in db.metadata.tables.values() for each in table.constraints}
    ours = {str(each.name) for each in every if not isinstance(each, sa.PrimaryKeyConstraint)}
    with db.engine.connect() as connection:
        found = constraint_names(connection)
    assert found == ours


@pytest.mark.timeout(300)
def test_every_step_goes_down_and_up_again_with_data(
    migrated: Flask, database_kind: str, report: Callable[..., None]
) -> None:
    with db.engine.begin() as connection:
        insert_all(connection, db.metadata)
    rows = sum(map(len, snapshot().values()))
    for revision in steps():
        full = snapshot()
        flask_migrate.downgrade(revision="-1")
        below = snapshot()
        flask_migrate.upgrade(revision="+1")
        again = snapshot()
        assert set(again) == set(full), revision
        assert differences(full, below) == differences(below, again) == [], revision
        flask_migrate.downgrade(revision="-1")
    assert not snapshot()
    report(f"migrations, {database_kind}", **{"steps down and up": len(steps()), "rows": rows, "differences": 0})
    flask_migrate.upgrade()


def snapshot() -> Contents:
    """Every row there is."""
    db.session.remove()
    with db.engine.connect() as connection:
        return contents(connection)


def differences(before: Contents, after: Contents) -> list[str]:
    """The tables of both whose rows, in the columns of both, are not the same."""
    return [table for table in before.keys() & after.keys() if not same_rows(before[table], after[table])]


def same_rows(before: list[dict[str, object]], after: list[dict[str, object]]) -> bool:
    """Whether two lists of rows say the same in the columns they share."""
    shared = before[0].keys() & after[0].keys() if before and after else set()
    seen = [sorted(repr([(name, row[name]) for name in sorted(shared)]) for row in rows) for rows in (before, after)]
    return seen[0] == seen[1]


def test_a_second_upgrade_does_nothing(migrated: Flask) -> None:
    before = snapshot()
    flask_migrate.upgrade()
    assert snapshot() == before


def test_the_schema_has_no_table_named_user(migrated: Flask) -> None:
    assert not {"user", "users", "job", "jobs"} & set(sa.inspect(db.engine).get_table_names())
