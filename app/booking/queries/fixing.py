"""What fixing a date at the desk is decided on, read under the day's lock."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from app.accounts.queries.members import members_of
from app.booking.models.bookings import Booking
from app.booking.queries.situation import situation_for
from app.booking.rules.dates import unconfirmed_from
from app.booking.rules.slots import desk_times_of_day
from app.booking.terms.application import PersonKey
from app.booking.terms.bookings import PersonFacts
from app.booking.terms.fixing import TAKE_CONSULTATIONS
from app.booking.terms.slots import Situation
from app.booking.terms.states import UNDECIDED, BookingState
from app.db import db
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import at, day_of
from app.kernel.slots import SlotTime
from app.offices.terms import Policy

TAKING_PLACE = UNDECIDED | {BookingState.CONFIRMED, BookingState.IN_SESSION}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A wanted time as the desk may give it: its slot without the booking's own seat, and when its limit is over."""

    situation: Situation
    known: PersonFacts
    policy: Policy
    slot: SlotTime | None
    closes: datetime | None

    @property
    def lapses_from(self) -> datetime | None:
        """The first moment at which a booking of that time lapses undecided."""
        if self.slot is None:
            return None
        return unconfirmed_from(day_of(self.slot.starts_at), self.policy, self.situation.calendar).value


def wanted_time(
    office_id: str, starts_at: datetime, keys: Iterable[PersonKey], now: datetime, *, own: Booking | None = None
) -> Wanted | None:
    """The time that begins then; None where the office has no policy for the day. `own` is the booking to be moved."""
    day = day_of(starts_at)
    situation, known = situation_for(office_id, day, day_of(now), keys)
    policy = situation.policy_on(day)
    if policy is None:
        return None
    on_day = desk_times_of_day(day, _without(situation, own), now)
    return Wanted(
        situation=situation,
        known=known,
        policy=policy,
        slot=next((slot for slot in on_day.times if slot.starts_at == starts_at), None),
        closes=on_day.closes.value if on_day.closes else None,
    )


def counselors_of(office_id: str, now: datetime) -> dict[int, str]:
    """職員および相談員, who may hold a session at the office: account and name, in order of the accounts (NGS-20)."""
    members = (each for each in members_of(office_id, now) if each.role in TAKE_CONSULTATIONS and not each.waits)
    return {each.account_id: each.name for each in sorted(members, key=lambda each: each.account_id)}


def engaged_at(office_id: str, starts_at: datetime, minutes: int, *, beside: int | None = None) -> frozenset[int]:
    """The counselors who hold another session at any moment of that time; `beside` is left out."""
    midnight = at(day_of(starts_at), time.min)
    rows = db.session.execute(
        db.select(Booking.counselor_id, Booking.starts_at, Booking.minutes)
        .where(Booking.office_id == office_id, Booking.counselor_id.is_not(None), Booking.id != (beside or 0))
        .where(Booking.state.in_(sorted(TAKING_PLACE)))
        .where(Booking.starts_at >= midnight, Booking.starts_at < midnight + ONE_DAY)
        .order_by(Booking.id)
    )
    ends_at = starts_at + timedelta(minutes=minutes)
    return frozenset(
        counselor
        for counselor, begins, lasts in rows
        if begins < ends_at and starts_at < begins + timedelta(minutes=lasts)
    )


def _without(situation: Situation, own: Booking | None) -> Situation:
    """The situation with the booking's own seat free."""
    day = day_of(own.starts_at) if own else None
    if own is None or day not in situation.days:
        return situation
    known = situation.days[day]
    held = tuple(seat for seat in known.held if (seat.starts_at, seat.seat_no) != (own.starts_at, own.seat_no))
    return replace(situation, days={**situation.days, day: replace(known, held=held)})
