"""Where the backups of the tests lie."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the backups of a test go."""
    return tmp_path / "backups"
