"""Hikari at the bureau of Nagasaki, Minato at that of Kanagawa, and those who watch, each with a browser."""

import pytest

from tests import factories, participants
from tests.page import Page


@pytest.fixture
def browser_of(app):
    """`browser_of("mori")`: a browser in which one of the cast is signed in."""

    def made(key: str) -> Page:
        page = Page(app)
        factories.sign_in_as(page, key)
        return page

    return made


@pytest.fixture
def hikari(app, browser_of):
    """The browser of Hikari, which takes part in both services."""
    participants.join("hikari")
    return browser_of("hikari")


@pytest.fixture
def mori(app, browser_of):
    """The browser of Mori, officer of the bureau of Nagasaki."""
    factories.open_offices()
    return browser_of("mori")


@pytest.fixture
def ono(app, browser_of):
    """The browser of Ono, officer of the bureau of Kanagawa."""
    factories.open_offices()
    return browser_of("ono")


@pytest.fixture
def oda(app, browser_of):
    """The browser of Oda of the ministry."""
    factories.open_offices()
    return browser_of("oda")


@pytest.fixture
def ueda(app, browser_of):
    """The browser of Ueda of operations."""
    factories.open_offices()
    return browser_of("ueda")
