"""Putting a policy in force from a day on, and taking back one that is planned."""

from datetime import date, datetime, timedelta

from app.audit import effects as audit
from app.booking.effects.bookings import lock_day
from app.booking.queries.outside import bookings_ahead, days_between
from app.db import db
from app.desk.queries.acts import still_manages
from app.desk.queries.office_policy import crowded_bookings
from app.desk.rules.office_policy import changed_values, ground_against_policy
from app.desk.terms.office_policy import PlanRefusal, PolicyRefusal, PolicyRefused, PolicySet
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.offices.effects.policies import lock_office, set_policy, take_back_policy
from app.offices.queries.policies import latest_id, version_on
from app.offices.terms import Policy


@db.write
def change_policy(
    office_id: str, policy: Policy, *, since: date, base: int, by: Identity, now: datetime
) -> PolicySet | PolicyRefused:
    """Let `policy` hold from `since` until the next one planned; `base` is the latest version the form knew.

    Bookings it leaves outside stay valid; fewer seats than are booked at some time are refused (DESIGN 3.1).
    """
    lock_office(office_id)
    if not still_manages(office_id, by, now):
        return PolicyRefused(ground=PolicyRefusal.GRANT_ENDED)
    held = version_on(office_id, since)
    before = held.policy if held else None
    is_latest = latest_id(office_id) == base
    ground = ground_against_policy(policy, before, since=since, today=day_of(now), is_latest=is_latest)
    if ground is not None:
        return PolicyRefused(ground=ground)
    changed = changed_values(before, policy)
    if before is not None and "capacity" in changed:
        _lock_days(office_id, since, before, now)
        crowded = crowded_bookings(office_id, policy.capacity, since, now)
        if crowded and policy.capacity < before.capacity:
            return PolicyRefused(ground=PolicyRefusal.SEATS_HELD, crowded=crowded)
    set_policy(office_id, policy, since=since, by=f"account:{by.account_id}", now=now)
    _record("desk.policy_set", office_id, since, by, now, changed)
    return PolicySet(since)


@db.write
def take_back_plan(office_id: str, since: date, *, by: Identity, now: datetime) -> PlanRefusal | None:
    """Take back a policy that is planned and has not begun; the one before it goes on."""
    lock_office(office_id)
    if not still_manages(office_id, by, now):
        return PlanRefusal.GRANT_ENDED
    planned = version_on(office_id, since)
    if planned is None or planned.since != since or since <= day_of(now):
        return PlanRefusal.NOT_PLANNED
    take_back_policy(office_id, since, now)
    _record("desk.policy_taken_back", office_id, since, by, now, ())
    return None


def _lock_days(office_id: str, since: date, policy: Policy, now: datetime) -> None:
    """Hold every day from `since` on that could be booked so far, in their order (DESIGN 3.1)."""
    ahead = bookings_ahead(office_id, now, since)
    end = max([day_of(now) + timedelta(days=policy.horizon_days), *(day_of(each.session.starts_at) for each in ahead)])
    for day in days_between(since, end):
        lock_day(office_id, day)


def _record(act: str, office_id: str, since: date, by: Identity, now: datetime, changed: tuple[str, ...]) -> None:
    detail: dict[str, object] = {"since": since.isoformat(), **dict.fromkeys(changed, True)}
    audit.record(act, by=by, subject=f"office:{office_id}", now=now, office_id=office_id, detail=detail)
