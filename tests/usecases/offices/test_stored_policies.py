"""A policy that was stored before something was asked of every policy is brought up to date, never unreadable."""

import json
from collections.abc import Iterator
from datetime import date

import flask_migrate
import pytest
import sqlalchemy as sa
from flask import Flask

from app.db import db
from app.offices.queries.offices import policy_in_force
from app.web.migrating import bind_migrations
from tests.factories import open_offices

SETTINGS = sa.text("SELECT settings FROM office_policy WHERE office_id = 'kanagawa'")
CHANGE = sa.text("UPDATE office_policy SET settings = :settings WHERE office_id = 'kanagawa'")


@pytest.fixture
def _older(app: Flask) -> Iterator[None]:
    open_offices()
    db.session.rollback()
    if "migrate" not in app.extensions:
        bind_migrations(app)
    flask_migrate.downgrade(revision="0041")
    yield
    db.session.rollback()


@pytest.mark.usefixtures("_older")
@pytest.mark.rule("KNG-17", "KNG-24", "KNG-04")
def test_what_the_counter_must_ask_for_is_added_to_a_stored_policy() -> None:
    with db.engine.begin() as connection:
        settings = json.loads(connection.execute(SETTINGS).scalar_one())
        asked = {**settings, "counter_required_fields": ["slot", "name"]}
        connection.execute(CHANGE, {"settings": json.dumps(asked)})
    flask_migrate.upgrade()
    policy = policy_in_force("kanagawa", date(2026, 5, 13))
    expected = ["slot", "name", "email", "phone", "name_kana", "residence", "workplace"]
    assert [field.value for field in policy.counter_required_fields] == expected
