"""Hikari, which takes part in the job information service, at its own pages."""

import pytest
from flask import Flask

from app.kernel.roles import Identity
from tests import factories, participants, watched
from tests.page import Page


@pytest.fixture
def by(app: Flask) -> Identity:
    """Somebody of Hikari."""
    return watched.hikari(participants.join("hikari"))


@pytest.fixture
def hikari(page: Page, by: Identity) -> Page:
    """The browser of Hikari."""
    factories.sign_in_as(page, "hikari")
    return page
