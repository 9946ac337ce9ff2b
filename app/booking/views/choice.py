"""The time a person has chosen, as it stands now, and what else is free where it cannot be had."""

from dataclasses import dataclass
from datetime import datetime

from app.booking.queries.situation import office_situation, with_days
from app.booking.rules.ground import ground_of_office, ground_of_slot
from app.booking.rules.slots import days_between, nearest_free, times_of_day, window_of
from app.booking.rules.stops import notice_at
from app.booking.terms.application import BookingRefusal
from app.booking.terms.slots import Situation
from app.booking.views.week import why_time
from app.kernel.moments import day_of
from app.kernel.slots import SlotTime
from app.offices.terms import Office, Policy
from app.web.steps import sentences


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A chosen time. `ground` says why it cannot be had, `why` and `steps` in words; `nearest` is then free.

    `stop` is what the office says of a stop of its service (KNG-51).
    """

    office: Office
    policy: Policy
    slot: SlotTime | None
    ground: BookingRefusal | None
    why: str
    steps: tuple[str, ...]
    nearest: tuple[SlotTime, ...]
    stop: str | None


def chosen(slug: str, starts_at: datetime | None, moment: datetime, *, with_nearest: bool = False) -> Choice:
    """The time of `starts_at` at an office; 404 for an unknown office."""
    today = day_of(moment)
    known = office_situation(slug, today)
    day = day_of(starts_at) if starts_at and known.calendar.knows(day_of(starts_at)) else None
    known = with_days(known, day, day) if day else known
    on_day = times_of_day(day, known, moment) if day else None
    slot = next((time for time in on_day.times if time.starts_at == starts_at), None) if on_day else None
    policy = (known.policy_on(day) if day else None) or known.policy_on(today) or known.policies[-1][2]
    ground = ground_of_office(known.office.ready, policy) or ground_of_slot(slot)
    late = ground is BookingRefusal.TOO_LATE and on_day is not None and on_day.closes is not None
    return Choice(
        office=known.office,
        policy=policy,
        slot=slot,
        ground=ground,
        why=why_time(slot.why, on_day) if slot and slot.why and on_day else "",
        steps=tuple(sentences(on_day.closes.steps)) if late else (),
        nearest=_nearest(known, starts_at or moment, moment) if ground or with_nearest else (),
        stop=notice_at(known.stops, moment),
    )


def _nearest(known: Situation, wanted: datetime, moment: datetime) -> tuple[SlotTime, ...]:
    if ground_of_office(known.office.ready, known.policies[-1][2]):
        return ()
    window = window_of(known, moment)
    return nearest_free(wanted, days_between(*window), with_days(known, *window), moment)
