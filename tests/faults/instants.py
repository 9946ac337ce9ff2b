"""The twenty-five instants of SECURITY I10, asked of the application on a machine whose time zone may be any.

    TZ=America/New_York PGTZ=America/New_York python -m tests.faults.instants DATABASE_URL INSTANCE

The answers that are right stand in tests/faults/instants.txt.
"""

import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from app.booking.usecases.routines import write_down_states
from app.db import db
from app.kernel.written_dates import read_date
from app.notices.rules import LEASE
from app.notices.terms import Outcome, Result
from app.notices.usecases.outbox import claim_letter, conclude
from app.web.filters import jdate_era
from tests import bookings, outbox
from tests.faults.instant_world import World

TONIGHT = "/offices/miyakonojo/bookings/new?slot=2026-05-13T10:00"
HOUR = timedelta(hours=1)


def evening(world: World) -> None:
    """Nobody is reminded yet, and what closes tonight is open."""
    world.at("2026-05-08T10:00").press("2026-05-13T10:00", 1)
    world.at("2026-05-11T23:59:59").today()
    world.reminders()
    world.asks(TONIGHT)


def morning(world: World) -> None:
    """The reminders of the day before go out, and what closed last night is closed."""
    world.at("2026-05-12T00:00:01").today()
    world.reminders()
    world.asks(TONIGHT)


def pressed(world: World, moment: str, slot: str, person: int) -> None:
    """A press in the second in which booking closes, and in the next."""
    world.at(moment).press(slot, person)


def service(world: World, moment: str) -> None:
    """The information service at the edge of its hours."""
    world.at(moment).asks("/agencies")
    world.asks("/agency", "hikari")
    world.explain("service-open", at=world.clock.now().isoformat())


def ending(world: World, last_second: str) -> None:
    """The last second of a month or year, and the first of the next."""
    world.at(last_second).today()
    world.kept_and_reported()
    world.clock.advance(seconds=1)
    world.today()
    world.kept_and_reported()


def leap_day(world: World) -> None:
    """29 February, and where there is none."""
    world.at("2028-02-29T23:59:59").today()
    world.explain("reapply-from", on="2028-02-29")
    world.explain("record-keep-until", on="2027-12-01")
    world.explain("placement-window", on="2028-05-31")


def shorter_month(world: World) -> None:
    """Months without a 31st."""
    world.at("2026-08-31T12:00").explain("suspension-end", on="2026-08-31")
    world.explain("overdue", on="2026-08-31")
    world.explain("placement-window", on="2026-07-31")


def new_year_in_london(world: World) -> None:
    """15:00 UTC is the first second of the Japanese year."""
    world.at("2026-12-31T14:59:59+00:00").today()
    world.at("2026-12-31T15:00:00+00:00").today()
    world.asks("/agencies")


def leap_second(world: World) -> None:
    """A sixtieth second is no time that anybody can type, and no fault either."""
    world.at("2026-12-28T10:00").explain("service-open", at="2026-12-31T23:59:60")
    world.asks("/offices/kanagawa/bookings/new?slot=2027-01-04T23:59:60")
    world.asks("/offices/kanagawa/slots?week=2027-01-04T23:59:60")


def hour_back(world: World) -> None:
    """A missed booking that was written down stays missed when the clock goes back before its start."""
    world.at("2026-05-08T10:00").press("2026-05-14T10:00", 5)
    world.at("2026-05-14T10:10:00").state()
    world.tell("written down", write_down_states(world.clock.now()))
    world.clock.advance(hours=-1)
    world.state()
    world.tell("written down", write_down_states(world.clock.now()))


def hour_on(world: World) -> None:
    """An hour lost by the clock closes what closes in it, and reminds nobody twice."""
    world.at("2026-05-18T15:30").press("2026-05-20T10:00", 6)
    world.clock.advance(hours=1)
    world.press("2026-05-20T11:00", 7)
    world.at("2026-05-19T23:30").reminders()
    world.clock.advance(hours=-1)
    world.reminders()


def day_back(world: World) -> None:
    """Who was reminded is not reminded again on the day that comes twice."""
    world.at("2026-05-18T10:00").press("2026-05-21T10:00", 8)
    world.at("2026-05-20T09:00").reminders()
    world.clock.advance(days=-1)
    world.reminders()
    world.clock.advance(days=1)
    world.reminders()


def step_in_a_lease(world: World) -> None:
    """The machine's clock steps while a worker sends: back gives the mail to nobody else, on to one; sent is sent."""
    now, real = outbox.NOW, outbox.REAL
    outbox.post_sample()
    first = claim_letter(now, real)
    for step in (-HOUR, LEASE - timedelta(seconds=1)):
        world.tell(f"free after {step}", claim_letter(now, real + step) is not None)
    second = claim_letter(now, real + HOUR)
    assert first is not None
    assert second is not None
    world.tell(f"free after {HOUR}", f"attempt {second.attempt}, same id {first.message_id == second.message_id}")
    conclude(first, Result(outcome=Outcome.SENT), now, real)
    conclude(second, Result(outcome=Outcome.FAILED), now, real + HOUR)
    world.tell("in the end", f"{outbox.row().state}, free {claim_letter(now, real + 3 * HOUR) is not None}")


def closed_days(world: World, moment: str, session: str, closed: tuple[str, ...]) -> None:
    """Booking closes before a run of days on which nothing is counted, and none of them is offered."""
    world.at(moment).explain("booking-close", office="kanagawa", on=session)
    for day in closed:
        world.asks(f"/offices/kanagawa/bookings/new?slot={day}T10:00")


def end_of_the_table(world: World) -> None:
    """The last official holidays end the booking window; past the last row of all the calendar says no."""
    world.at("2027-12-20T10:00").asks("/offices/kanagawa/bookings/new?slot=2027-12-27T10:00")
    world.asks("/offices/kanagawa/bookings/new?slot=2028-01-04T10:00")
    world.explain("document-deadline", on="2040-12-31")


def change_of_era(world: World) -> None:
    """An era is a way to write a day and changes no day."""
    world.at("2026-05-13T10:00")
    for written in ("平成31年4月30日", "令和元年5月1日", "平成31年5月1日", "昭和64年1月7日", "平成元年1月8日"):
        day = read_date(written)
        assert day is not None, written
        with world.app.test_request_context():
            world.tell(written, f"{day} {jdate_era(day)}")


def summer_time(world: World, moment: str, slots: tuple[str, str]) -> None:
    """The second in which the clocks of New York jump: sessions around it start and end when they do in Japan."""
    world.at(moment).today()
    for number, slot in enumerate(slots):
        booked = bookings.row_of(world.press(slot, 20 + number + world.clock.now().month))
        world.calendar_file(booked.number)
    db.session.rollback()


INSTANTS: dict[str, Callable[[World], None]] = {
    "NTP step in a lease": step_in_a_lease,
    "midnight less a second": evening,
    "midnight and a second": morning,
    "16:00:00": partial(pressed, moment="2026-05-13T16:00:00", slot="2026-05-15T10:00", person=2),
    "16:00:01": partial(pressed, moment="2026-05-13T16:00:01", slot="2026-05-15T11:00", person=3),
    "05:59:59": partial(service, moment="2026-05-14T05:59:59"),
    "06:00:00": partial(service, moment="2026-05-14T06:00:00"),
    "month-end 21:29:59": partial(service, moment="2026-05-31T21:29:59"),
    "month-end 21:30:00": partial(service, moment="2026-05-31T21:30:00"),
    "month end": partial(ending, last_second="2026-05-31T23:59:59"),
    "year end": partial(ending, last_second="2026-12-31T23:59:59"),
    "29 February": leap_day,
    "31 to 30": shorter_month,
    "2026-12-31 15:00Z": new_year_in_london,
    "23:59:60": leap_second,
    "clock -1 h": hour_back,
    "clock +1 h": hour_on,
    "clock -1 day": day_back,
    "substitute holiday": partial(closed_days, moment="2026-04-20T10:00", session="2026-05-07", closed=("2026-05-06",)),
    "between two holidays, 2026-09-22": partial(
        closed_days, moment="2026-09-07T10:00", session="2026-09-24", closed=("2026-09-21", "2026-09-22", "2026-09-23")
    ),
    "turn of the year": partial(
        closed_days, moment="2026-12-14T10:00", session="2027-01-04", closed=("2026-12-29", "2026-12-31", "2027-01-01")
    ),
    "end of the holidays": end_of_the_table,
    "change of era": change_of_era,
    "New York 8 March": partial(
        summer_time, moment="2026-03-08T16:00:00", slots=("2026-03-11T10:00", "2026-03-12T10:00")
    ),
    "New York 1 November": partial(
        summer_time, moment="2026-11-01T15:00:00", slots=("2026-11-05T10:00", "2026-11-06T10:00")
    ),
}


def main(url: str, instance: str) -> None:
    """Ask everything, at one instant after the other."""
    world = World(url, Path(instance))
    with world.app.app_context():
        world.fill()
        for name, ask in INSTANTS.items():
            world.instant = name
            ask(world)
            world.look()


if __name__ == "__main__":
    main(*sys.argv[1:])
