"""An agency that takes part, and the browser of its first person."""

import pytest

from app.kernel.roles import Identity
from tests import letters
from tests.factories import sign_in_as
from tests.page import Page


@pytest.fixture
def hikari(app, clock) -> Identity:
    """Hikari with two people, active at the bureau of Nagasaki; it is 13 May, ten o'clock."""
    clock.set("2026-05-13T10:00:00+09:00")
    return letters.open_agency("hikari", "hikari2")[0]


@pytest.fixture
def browser(hikari, page) -> Page:
    """Hikari's first person, signed in."""
    sign_in_as(page, "hikari")
    return page
