"""Who presses at the desk."""

import pytest

from app.kernel.roles import Identity
from tests import presses


@pytest.fixture
def suzuki(app) -> Identity:
    """A counselor of Kanagawa."""
    return presses.counselor()
