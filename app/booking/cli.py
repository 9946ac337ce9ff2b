"""`flask demo load`: offices, cast and a week of bookings, made by the same press as on the site."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import click
from werkzeug.datastructures import MultiDict

from app.accounts.usecases.cast import load_cast
from app.booking.forms.application import application_form, application_of
from app.booking.queries.bookings import has_bookings
from app.booking.terms.application import Application
from app.booking.terms.outcomes import Completed
from app.booking.terms.press import Press
from app.booking.usecases.completion import Outcome, complete_booking
from app.booking.usecases.demo import forget_old_mails
from app.kernel.calendar import Calendar
from app.kernel.moments import at, day_of
from app.kernel.roles import ANONYMOUS
from app.offices.queries import offices
from app.offices.usecases import load_profiles
from app.web.clock import now, real_now
from app.web.demo import demo
from app.web.idempotency import content_hash, new_token

BOOKINGS = Path(__file__).with_name("demo_bookings.toml")
BEFORE = timedelta(days=7)
"""The demo's bookings were made a week ago, so that today's are in time (KNG-19)."""


@demo.command("load")
def load() -> None:
    """窓口・登場人物・予約を入れます。すでにあるものには触れません。"""
    moment = now()
    added = load_profiles(moment)
    people = load_cast(moment)
    click.echo(f"窓口と規約 {len(added)} 件、登場人物 {people} 人、予約 {load_bookings(moment)} 件を入れました。")


def load_bookings(moment: datetime) -> int:
    """Make the demo's bookings where there is none at all yet; how many were made."""
    if has_bookings():
        return 0
    rows = tomllib.loads(BOOKINGS.read_text("utf-8"))["booking"]
    outcomes = [_book(row, moment) for row in rows]
    numbers = [outcome.booking.number for outcome in outcomes if isinstance(outcome, Completed)]
    forget_old_mails(numbers, moment)
    return len(numbers)


def _book(row: dict[str, Any], moment: datetime) -> Outcome:
    arrived_at = moment - BEFORE
    application = _application(row, moment)
    press = Press(
        office=offices.get_office(row["office"]),
        by=ANONYMOUS,
        network="demo",
        language="ja",
        token=new_token(),
        content=content_hash({"email": application.email}),
        arrived_at=arrived_at,
        real_now=real_now(),
    )
    return complete_booking(application, press)


def _application(row: dict[str, Any], moment: datetime) -> Application:
    """The row as if typed into the form, which folds and checks it."""
    day = _open_day(day_of(moment), row["open_day"], offices.calendar_of(row["office"]))
    form = application_form(offices.policy_in_force(row["office"], day), MultiDict({**row, "agree_tool": "yes"}))
    if not form.validate():
        raise ValueError(f"demo_bookings.toml: {form.errors}")
    return application_of(form, at(day, time.fromisoformat(row["time"])))


def _open_day(today: date, count: int, calendar: Calendar) -> date:
    first = calendar.roll_forward(today)
    return first if count == 0 else calendar.open_days_after(first, count)
