"""What a change of policy would do, shown before it is made."""

from datetime import date, datetime, timedelta

from app.booking.queries.outside import (
    bookings_ahead,
    changes_of_times,
    crowded,
    days_between,
    outside_of,
    situation_of_days,
    with_policy,
)
from app.booking.queries.seats import own_seats_days
from app.booking.terms.outside import HeldBooking
from app.desk.rules.office_policy import changed_values
from app.desk.terms.office_policy import LeftOutside, Preview
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import day_of
from app.offices.queries.policies import next_planned, version_on
from app.offices.terms import Policy

SHOWN = timedelta(weeks=4)


def last_day_of(office_id: str, since: date) -> date | None:
    """The last day of a policy that begins on `since`: the eve of the next one planned, or none."""
    planned = next_planned(office_id, since)
    return planned - ONE_DAY if planned else None


def preview_policy(office_id: str, policy: Policy, since: date, now: datetime) -> Preview:
    """Times that come and go in the four weeks from `since`, and every booking the policy leaves outside."""
    until = last_day_of(office_id, since)
    ahead = bookings_ahead(office_id, now, since, until)
    last = max([since + SHOWN - ONE_DAY, *(day_of(booking.session.starts_at) for booking in ahead)])
    before = situation_of_days(office_id, day_of(now), since, last)
    after = with_policy(before, policy, since)
    was_outside = {each.booking.id for each in outside_of(ahead, before)}
    left = [each for each in outside_of(ahead, after) if each.booking.id not in was_outside]
    known = [day for day in days_between(since, since + SHOWN - ONE_DAY) if before.calendar.knows(day + ONE_DAY)]
    held = version_on(office_id, since)
    return Preview(
        since=since,
        until=until,
        changed=changed_values(held.policy if held else None, policy),
        first=since,
        last=since + SHOWN - ONE_DAY,
        times=changes_of_times(known, before, after),
        outside=tuple(LeftOutside(each.booking, each.outside) for each in left),
    )


def crowded_bookings(office_id: str, capacity: int, since: date, now: datetime) -> tuple[HeldBooking, ...]:
    """The bookings from `since` on at times for which more are booked than `capacity` seats.

    Days with their own number of seats are none of it.
    """
    own = own_seats_days(office_id, since)
    ahead = bookings_ahead(office_id, now, since, last_day_of(office_id, since))
    ahead = tuple(booking for booking in ahead if day_of(booking.session.starts_at) not in own)
    over = set(crowded((booking.session for booking in ahead), capacity))
    return tuple(booking for booking in ahead if booking.session in over)
