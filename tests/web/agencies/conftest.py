"""Officers of two bureaux before their screens."""

import pytest

from tests import agencies, factories
from tests.page import Page


def sit_down(app, key):
    """The browser of one of the cast."""
    page = Page(app)
    factories.sign_in_as(page, key)
    return page


@pytest.fixture
def settled(app):
    """The demo's agencies: Hikari at Nagasaki with a change, Minato and Kaze at Kanagawa."""
    agencies.set_up()


@pytest.fixture
def mori(settled, app):
    """The browser of Mori of the bureau of Nagasaki."""
    return sit_down(app, "mori")


@pytest.fixture
def ono(settled, app):
    """The browser of Ono of the bureau of Kanagawa."""
    return sit_down(app, "ono")


@pytest.fixture
def oda(settled, app):
    """The browser of Oda of the ministry."""
    return sit_down(app, "oda")
