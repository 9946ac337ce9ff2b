"""Which bookings do not fit what is set, and which of them somebody has decided to hold all the same."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.booking.queries.outside import AHEAD, crowded, outside_of, seats_on
from app.booking.terms.lines import Line
from app.booking.terms.outside import HeldBooking, Outside, OutsideWhy
from app.booking.terms.slots import Situation
from app.db import db
from app.desk.models.exceptions import KeptOutside
from app.desk.terms.exceptions import Kept
from app.kernel.moments import day_of
from app.kernel.slots import Held

Decided = Mapping[int, tuple[Outside, Kept | None]]
"""By booking why it does not fit, and the decision to hold it for all that."""


def decided(outside: Mapping[int, Outside]) -> Decided:
    """The same bookings with what was decided for just that ground; asked only where there are any."""
    if not outside:
        return {}
    asked = db.select(KeptOutside).where(KeptOutside.booking_id.in_(tuple(outside))).order_by(KeptOutside.id)
    kept = {
        (row.booking_id, row.why, row.words): Kept(reason=row.reason, at=row.kept_at, by=row.kept_by)
        for row in db.session.scalars(asked)
    }
    return {number: (why, kept.get((number, why.why.value, why.text))) for number, why in outside.items()}


def outside_among(lines: Iterable[Line], situation: Situation, now: datetime, *, seats: bool) -> dict[int, Outside]:
    """Of the bookings still to come, those that what is set no longer fits; asked once for each time.

    With `seats` those as well of which there are more than seats; `situation` must then know who holds them.
    """
    ahead = [line for line in lines if line.starts_at > now and line.state in AHEAD]
    times = {(line.starts_at, line.minutes): _held(line) for line in ahead}
    found = {
        (each.booking.session.starts_at, each.booking.session.minutes): each.outside
        for each in outside_of(times.values(), situation)
    }
    over = _over_capacity(ahead, situation) if seats else frozenset()
    crowding = Outside(why=OutsideWhy.MORE_THAN_SEATS)
    whys = {line.id: found.get((line.starts_at, line.minutes)) for line in ahead}
    return {line.id: whys[line.id] or crowding for line in ahead if whys[line.id] or line.session in over}


def _over_capacity(lines: Iterable[Line], situation: Situation) -> frozenset[Held]:
    days = {day_of(line.starts_at) for line in lines}
    booked = ((situation.on(day).held, seats_on(day, situation)[0]) for day in days)
    return frozenset(session for held, capacity in booked for session in crowded(held, capacity))


def _held(line: Line) -> HeldBooking:
    return HeldBooking(id=line.id, number=line.number, session=line.session, name_kana=line.name_kana)
