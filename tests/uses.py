"""The log of use, for the tests: a browser that can be told from all others, and what was recorded of it.

browser = uses.browser(app)                 calls itself AGENT, comes from NETWORK
uses.rows()                                 what was recorded, oldest first
uses.add("K…", day, bookings=…)             recorded uses without any visit
"""

from datetime import date, datetime

from flask import Flask

from app.booking.effects.use_log import add_use
from app.booking.models.bookings import Booking
from app.booking.models.use_log import UseLog, UseLogDevice
from app.booking.queries.use_log import use_of_booking
from app.booking.terms.states import BookingState
from app.booking.terms.use_log import Device, Entry, Used
from app.db import db
from app.kernel.moments import JST
from tests import bookings
from tests.page import Page

AGENT = "KensaBrowser/77.3 (Watch; ja)"
NETWORK = "203.0.113.77"


def browser(app: Flask) -> Page:
    """A browser with a name and an address of its own."""
    page = Page(app)
    page.client.environ_base = {"HTTP_USER_AGENT": AGENT, "REMOTE_ADDR": NETWORK}
    return page


def rows() -> list[tuple[UseLog, UseLogDevice | None]]:
    """Every recorded use with its device."""
    db.session.rollback()
    found = (
        db.select(UseLog, UseLogDevice)
        .outerjoin(UseLogDevice, UseLogDevice.use_log_id == UseLog.id)
        .order_by(UseLog.id)
    )
    return [(use, device) for use, device in db.session.execute(found)]


def routes() -> list[tuple[str | None, str | None]]:
    """Method and route of every recorded use."""
    return [(use.method, use.route) for use, _device in rows()]


@db.write
def add_of_account(account_id: int, office: str, text: str) -> None:
    """A visit of MyPage by an account that has booked nothing."""
    add_use(Used(office_id=office, account_id=account_id), entry_at(bookings.moment(text), "/me", None))


@db.write
def add(number: str, text: str, times: int = 1) -> None:
    """Uses of a booking's page at a moment, as Miyakonojo records them."""
    used, moment = use_of_booking(number), bookings.moment(text)
    assert used
    entry = entry_at(moment, "/bookings/<number>", BookingState.CONFIRMED)
    for _ in range(times):
        add_use(used, entry)


def entry_at(moment: datetime, route: str, state: BookingState | None) -> Entry:
    """What is recorded of a GET of a page, by this module's browser."""
    return Entry(
        day=moment.astimezone(JST).date(),
        at=moment,
        hour=moment.hour,
        method="GET",
        route=route,
        state=state,
        device=Device(agent=AGENT, network=NETWORK),
    )


def days() -> list[date]:
    """The days of which uses are stored."""
    return [use.day for use, _device in rows()]


@db.write
def move(number: str, office: str) -> None:
    """Let a booking belong to another office."""
    db.session.execute(db.update(Booking).where(Booking.number == number).values(office_id=office))
