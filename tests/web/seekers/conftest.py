"""Hikari and Minato, which take part in both services, each with a browser; seekers that can be found."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from app.db import db
from app.seekers.models.records import SeekerChoice, SeekerGram, SeekerRecord
from app.seekers.rules.searching import grams
from tests import factories, participants
from tests.page import Page

TODAY = "2026-05-13T10:00:00+09:00"
CHOICES = {"occupation": "care", "area": "42", "employment": "regular", "hours": "full"}


@pytest.fixture
def browser_of(app, clock):
    """`browser_of("minato")`: a browser in which one of the cast is signed in; it is 13 May, ten o'clock."""
    clock.set(TODAY)

    def made(key: str) -> Page:
        page = Page(app)
        factories.sign_in_as(page, key)
        return page

    return made


@pytest.fixture
def hikari(app, browser_of):
    """The browser of Hikari."""
    participants.join("hikari")
    return browser_of("hikari")


@pytest.fixture
def minato(app, browser_of):
    """The browser of Minato."""
    participants.join("minato", bureau="kanagawa")
    return browser_of("minato")


@db.write
def found(
    count: int, *, first: int = 0, text: str = "介護 5年", band: str | None = None, wage: int = 250_000, **choices: str
) -> Sequence[int]:
    """So many offered records with choices and grams, `first` where several calls are to differ; their ids."""
    rows = [
        {
            "account_id": None,
            "seeker_index": f"{first + place:064d}",
            "shuffle": (first + place) * 2_654_435_761 % (1 << 31),
            "experience": text,
            "qualifications": "",
            "wishes": "",
            "wage": wage,
            "wage_unit": "month",
            "age_band": band,
            "offered_at": datetime(2026, 4, 1, tzinfo=UTC),
            "valid_until": date(2026, 12, 31),
            "withdrawn_at": None,
        }
        for place in range(count)
    ]
    made = db.session.execute(insert(SeekerRecord).returning(SeekerRecord.id, SeekerRecord.shuffle), rows).all()
    told = {**CHOICES, **choices}
    chosen = [
        {"record_id": each, "kind": kind, "code": code, "shuffle": shuffle}
        for each, shuffle in made
        for kind, code in told.items()
    ]
    pieces = [{"gram": gram, "shuffle": shuffle, "record_id": each} for each, shuffle in made for gram in grams(text)]
    db.session.execute(insert(SeekerChoice), chosen)
    db.session.execute(insert(SeekerGram), pieces)
    return [each for each, _ in made]
