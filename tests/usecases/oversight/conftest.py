"""Hikari under watch, and two officers of its bureau. A file that needs another day or agency makes its own."""

import pytest

from tests import watched


@pytest.fixture
def agency_id(app, clock) -> int:
    """Hikari takes part in both services; it is Monday 1 June."""
    clock.set("2026-06-01T10:00:00+09:00")
    return watched.active()


@pytest.fixture
def mori(agency_id):
    """Of the bureau of Nagasaki, who proposes."""
    return watched.mori()


@pytest.fixture
def hayashi(agency_id):
    """Of the same bureau, who approves."""
    return watched.hayashi()
