"""Agencies for the tests: the demo's three, or one made to measure.

agencies.set_up()                             Hikari takes part, Minato has applied, Kaze is stopped
agency_id = agencies.found("minato")          an account at Kanagawa's bureau, nothing more
number = agencies.apply(agency_id, "use", clock.now())
agencies.take_part("hikari", clock.now())     found, applied, received, processed today
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.agencies.effects.applications import add_application
from app.agencies.models.agencies import Application
from app.agencies.queries.dates import document_deadline
from app.agencies.terms.kinds import ApplicationKind, ReceivedWay
from app.agencies.terms.particulars import Particulars
from app.agencies.terms.processing import Decided, Receipt
from app.agencies.usecases.processing import process_application
from app.agencies.usecases.receipt import receive_document
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.offices.queries.offices import national_calendar
from app.routines.demo import agencies as demo
from app.routines.demo.agencies_told import HIKARI, KAZE, MINATO, since
from tests import factories

TOLD = {"hikari": HIKARI, "minato": MINATO, "kaze": KAZE}
OFFICERS = {"hikari": "mori", "minato": "ono", "kaze": "ono"}
PEOPLE = ("hikari", "hikari2", "hikari3", "minato", "kaze", "mori", "ono", "oda", "ueda")
TODAY = datetime.fromisoformat("2026-05-11T10:00:00+09:00")


def set_up() -> None:
    """The demo's agencies as they are on 11 May 2026."""
    factories.open_offices()
    factories.enlist(*PEOPLE)
    demo.load_agencies(TODAY)


def particulars(key: str = "hikari", *, on: date = date(2026, 5, 11), **changes: Any) -> Particulars:
    """What one of the demo's agencies tells, with two regular placements before a day, and changes."""
    return replace(since(TOLD[key], on), **changes)


def found(key: str, now: datetime = factories.OPENING) -> int:
    """An agency of the cast with its account and nothing more: its id."""
    factories.open_offices()
    factories.enlist(key, OFFICERS[key])
    return demo.found(key, OFFICERS[key], TOLD[key], now)


@db.write
def apply(agency_id: int, kind: str, now: datetime, told: Particulars | None = None, **given: Any) -> str:
    """Register an application: its number."""
    by = db.session.scalar(db.text(f"SELECT registered_by FROM agency WHERE id = {agency_id}"))
    limit = document_deadline(day_of(now), national_calendar()).value
    told = told if told or kind == "withdraw" else particulars(on=day_of(now))
    kinds = {"document_limit": limit, "by": by, "now": now, **given}
    return add_application(agency_id, ApplicationKind(kind), told, **kinds).number


def receive(number: str, by: Identity, now: datetime) -> None:
    """The document came by mail today."""
    assert receive_document(number, Receipt(day=day_of(now), way=ReceivedWay.MAIL), by=by, now=now) is None


def process(number: str, by: Identity, now: datetime, *, until: date | None = date(2028, 3, 31)) -> None:
    """Processed today."""
    decided = Decided(start_on=day_of(now), seeker_until=until)
    assert process_application(number, decided, by=by, now=now) is None


def take_part(key: str, now: datetime, *, until: date = date(2028, 3, 31), **changes: Any) -> int:
    """Let an agency of the cast take part from today on: its id."""
    agency_id = found(key, now)
    number = apply(agency_id, "use", now, particulars(key, on=day_of(now), **changes))
    officer = identity(OFFICERS[key], now)
    receive(number, officer, now)
    process(number, officer, now, until=until)
    return agency_id


def identity(key: str, now: datetime = TODAY) -> Identity:
    """One of the cast as use-cases know them."""
    factories.enlist(key)
    return demo.identity(key, now)


def application(number: str) -> Application:
    """The row of an application, as it is now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(db.select(Application).where(Application.number == number)).one()
