"""The desk of Kanagawa, open."""

import pytest

from tests import factories
from tests.page import Page


@pytest.fixture
def suzuki(offices, page):
    """The browser of Suzuki, counselor at Kanagawa."""
    factories.sign_in_as(page, "suzuki")
    return page


@pytest.fixture
def kato(offices, app):
    """The browser of Kato, manager at Kanagawa."""
    inside = Page(app)
    factories.sign_in_as(inside, "kato")
    return inside


@pytest.fixture
def tanaka(offices, app):
    """The browser of Tanaka, counselor at Nagasaki."""
    stranger = Page(app)
    factories.sign_in_as(stranger, "tanaka")
    return stranger
