"""Where a state is made in which a rare form is shown, and who looks at it."""

from dataclasses import dataclass

from flask import Flask

from app.agencies.queries.participation import agency_of_code
from app.agencies.terms.participation import Ground
from app.db import db
from app.kernel.roles import Identity
from tests import story, watched
from tests.harness.clock import FrozenClock
from tests.harness.mails import Mails
from tests.page import Document, Page

WATCH = "/bureau/oversight"
Met = tuple[Page, Document]


@dataclass(frozen=True)
class Place:
    """Where a state is made: the demo's agencies, as they are when nothing else has happened."""

    app: Flask
    clock: FrozenClock
    outbox: Mails

    def seat(self, key: str, path: str) -> Met:
        """Somebody of the cast before a page."""
        page = story.seated(self.app, key)
        return page, page.get(path)

    def opened(self, ground: Ground, by: Identity | None = None) -> str:
        """A case about Hikari: its path."""
        return f"{WATCH}/cases/{watched.opened(id_of('hikari'), ground, by or watched.mori(), self.clock.now())}"


def id_of(code: str) -> int:
    """The agency of a code."""
    found = agency_of_code(code)
    db.session.rollback()
    assert found
    return found[0]
