"""A policy is a dated row: it works from its day, replaces its own day's, loses nobody's booking (DESIGN 3.1, 3.9)."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.booking.models.guards import OfficeDay
from app.db import db
from app.desk.queries.office_policy import preview_policy
from app.desk.terms.office_policy import PlanRefusal, PolicyRefusal, PolicyRefused, PolicySet
from app.desk.usecases.office_policy import change_policy, take_back_plan
from app.offices.queries.offices import policy_in_force
from app.offices.queries.policies import latest_id, next_planned, policy_versions
from app.offices.terms import Policy
from tests import bookings
from tests.kato import kato, recorded

TODAY, WEDNESDAY, JUNE = date(2026, 5, 11), date(2026, 5, 13), date(2026, 6, 1)
pytestmark = pytest.mark.usefixtures("offices")


def held(day: date = TODAY) -> Policy:
    db.session.rollback()
    return policy_in_force("kanagawa", day)


def change(clock, since: date, **values) -> PolicySet | PolicyRefused:
    policy = replace(held(since), **values)
    return change_policy("kanagawa", policy, since=since, base=latest_id("kanagawa"), by=kato(), now=clock.now())


@pytest.mark.rule("KNG-15")
def test_a_policy_of_today_works_at_once_and_one_of_june_in_june(clock) -> None:
    assert change(clock, TODAY, horizon_days=30) == PolicySet(TODAY)
    assert change(clock, JUNE, horizon_days=90) == PolicySet(JUNE)
    days = (TODAY - timedelta(days=1), TODAY, JUNE - timedelta(days=1), JUNE)
    assert [held(day).horizon_days for day in days] == [60, 30, 30, 90]
    assert recorded("desk.policy_set") == [
        {"since": "2026-05-11", "horizon_days": True},
        {"since": "2026-06-01", "horizon_days": True},
    ]


def test_a_second_change_of_the_same_day_replaces_the_first_which_stays_as_a_row(clock) -> None:
    change(clock, TODAY, horizon_days=30)
    change(clock, TODAY, horizon_days=40)
    assert held().horizon_days == 40
    replaced = [version for version in policy_versions("kanagawa") if version.replaced_at]
    assert [version.policy.horizon_days for version in replaced] == [30]


def test_a_change_before_a_planned_one_ends_where_the_plan_begins(clock) -> None:
    change(clock, JUNE, horizon_days=90)
    change(clock, WEDNESDAY, horizon_days=30)
    assert next_planned("kanagawa", WEDNESDAY) == JUNE
    assert [held(day).horizon_days for day in (WEDNESDAY, JUNE - timedelta(days=1), JUNE)] == [30, 30, 90]


def test_a_plan_can_be_taken_back_and_the_one_before_goes_on(clock) -> None:
    change(clock, JUNE, horizon_days=90)
    assert take_back_plan("kanagawa", JUNE, by=kato(), now=clock.now()) is None
    assert held(JUNE).horizon_days == 60
    assert take_back_plan("kanagawa", JUNE, by=kato(), now=clock.now()) is PlanRefusal.NOT_PLANNED
    change(clock, TODAY, horizon_days=30)
    assert take_back_plan("kanagawa", TODAY, by=kato(), now=clock.now()) is PlanRefusal.NOT_PLANNED


def test_of_two_who_change_it_at_once_the_second_is_told(clock) -> None:
    base = latest_id("kanagawa")
    by, policy = kato(), replace(held(), horizon_days=30)
    change_policy("kanagawa", policy, since=TODAY, base=base, by=by, now=clock.now())
    again = change_policy("kanagawa", replace(policy, horizon_days=20), since=TODAY, base=base, by=by, now=clock.now())
    assert again == PolicyRefused(ground=PolicyRefusal.CHANGED_MEANWHILE)
    assert held().horizon_days == 30


@pytest.mark.parametrize(
    "since, values, why",
    [
        (TODAY - timedelta(days=1), {"horizon_days": 30}, PolicyRefusal.IN_THE_PAST),
        (TODAY, {}, PolicyRefusal.NOTHING_CHANGED),
    ],
)
def test_what_is_refused_changes_nothing(clock, since: date, values: dict[str, object], why: PolicyRefusal) -> None:
    assert change(clock, since, **values) == PolicyRefused(ground=why)
    assert len(policy_versions("kanagawa")) == 1
    assert recorded("desk.policy_set") == []


def test_a_booking_left_outside_stays_booked_and_is_shown_before_and_after(clock) -> None:
    booked = bookings.book(clock)
    afternoons = replace(held(), slot_starts=(time(13, 30), time(14, 30), time(15, 30)))
    seen = preview_policy("kanagawa", afternoons, WEDNESDAY, clock.now())
    assert [left.booking.number for left in seen.outside] == [booked.number]
    assert seen.changed == ("slot_starts",)
    assert seen.times[0].day == WEDNESDAY
    assert len(seen.times[0].vanishing) == 3
    change(clock, WEDNESDAY, slot_starts=afternoons.slot_starts)
    assert bookings.row_of(booked.number).holds_seat
    assert preview_policy("kanagawa", replace(afternoons, horizon_days=30), WEDNESDAY, clock.now()).outside == ()


def test_fewer_seats_than_are_booked_are_refused_with_the_bookings_named(clock) -> None:
    change(clock, TODAY, capacity=2, public_capacity=2)
    first = bookings.book(clock, bookings.somebody(1))
    second = bookings.book(clock, bookings.somebody(2))
    bookings.book(clock, bookings.somebody(3, "2026-05-14T10:00"))
    refused = change(clock, TODAY, capacity=1, public_capacity=1)
    assert isinstance(refused, PolicyRefused)
    assert refused.ground is PolicyRefusal.SEATS_HELD
    assert {booking.number for booking in refused.crowded} == {first.number, second.number}
    assert held().capacity == 2
    assert change(clock, date(2026, 5, 14), capacity=1, public_capacity=1) == PolicySet(date(2026, 5, 14))


def test_whoever_changes_the_seats_holds_every_day_that_can_be_booked(clock) -> None:
    change(clock, TODAY, capacity=2)
    assert bookings.count(OfficeDay) == 61
