"""Dates of taking part in the information service (求人・求職情報提供サービス利用規約 2, 5, 10, 16).

Counted periods whose last day is closed move **back** to the last open day (8(2)④a, 10, Q-28), against
民法142条; fixed dates, the three days of 10注3, the five years of the ID and the three years of a ban do not.
"""

from datetime import date, datetime, time, timedelta

from app.agencies.terms.maintenance import MaintenanceStop
from app.kernel import counting, periods
from app.kernel.calendar import ONE_DAY, Calendar
from app.kernel.moments import JST, at, day_of
from app.kernel.steps import Computed, Step, StepKind, Steps

DOCUMENT_DAYS = 14
MAIL_ADDRESS_DAYS = 3
PLACEMENT_MONTHS = 3
ID_KEPT_YEARS = 5
BAN_YEARS = 3
DAILY_STOP_ENDS = time(6)
MONTH_END_STOP_BEGINS = time(21, 30)


def document_deadline(registered_on: date, calendar: Calendar) -> Computed[date]:
    """The last day for the document at the bureau (AGY-097, 10): 14 days from the next day on, moved back."""
    first = periods.first_counted_day(registered_on, from_midnight=False)
    last, counted = counting.days_from(first, DOCUMENT_DAYS)
    day, moved = counting.rolled_back(calendar, last)
    return Computed(day, "AGY-097", (_registration(registered_on), *counted, *moved))


def registration_deleted_from(document_limit: date) -> date:
    """The first day on which a registration without its document is gone: the one after its limit (AGY-099, Q-37)."""
    return document_limit + ONE_DAY


def mail_address_wait(registered_on: date, calendar: Calendar) -> Computed[date]:
    """The third counted day of waiting for the bureau's mail address, closed days not counted (AGY-101, 10注3).

    The account page asks to enquire from the next day on.
    """
    day, steps = counting.open_days_after(calendar, registered_on, MAIL_ADDRESS_DAYS)
    return Computed(day, "AGY-101", (_registration(registered_on), *steps))


def placement_window(applied_on: date, calendar: Calendar) -> Computed[date]:
    """The first day of the three months in which a regular placement counts (AGY-008, 2(2)).

    Counted back from the application day, which is the first counted day (Q-24).
    """
    day, steps = counting.months_back_from(applied_on, PLACEMENT_MONTHS)
    start = Step(kind=StepKind.APPLICATION_DAY, day=applied_on)
    return Computed(day, "AGY-008", (start, *steps, *counting.forecast_without_effect(calendar, day)))


def id_free_from(ended_on: date, calendar: Calendar) -> Computed[date]:
    """The first day on which an ended account's mail address may be registered again (AGY-014, 2(2)注2).

    Five years from the day the account ended, that day not counted (Q-25), without a holiday move (Q-28).
    """
    first = periods.first_counted_day(ended_on, from_midnight=False)
    last, counted = counting.years_from(first, ID_KEPT_YEARS)
    start = Step(kind=StepKind.ACCOUNT_END_DAY, day=ended_on)
    return Computed(last + ONE_DAY, "AGY-014", (start, *counted, *_free_after(last, calendar)))


def reapply_from(terminated_on: date, calendar: Calendar) -> Computed[date]:
    """The first day on which a terminated organisation may apply again (AGY-023, 5 and 8(4)).

    Three years with the day of termination counted, without a holiday move, which would shorten the ban (Q-26).
    """
    last, counted = counting.years_from(terminated_on, BAN_YEARS)
    start = Step(kind=StepKind.TERMINATION_DAY, day=terminated_on)
    return Computed(last + ONE_DAY, "AGY-023", (start, *counted, *_free_after(last, calendar)))


def month_end_stop(year: int, month: int) -> MaintenanceStop:
    """The longer stop of the month's last day: 21:30 to 06:00 of the next (AGY-120, 16(2))."""
    day = periods.end_of_month(year, month)
    return MaintenanceStop("AGY-120", at(day, MONTH_END_STOP_BEGINS), at(day + ONE_DAY, DAILY_STOP_ENDS))


def daily_stop(day: date) -> MaintenanceStop:
    """The stop of every day: 00:00 to 06:00 (AGY-119, 16(1))."""
    return MaintenanceStop("AGY-119", at(day, time.min), at(day, DAILY_STOP_ENDS))


def stop_at(moment: datetime) -> MaintenanceStop | None:
    """The regular stop in which `moment` (aware) lies; None while the service runs."""
    return next((stop for stop in _stops_around(moment) if stop.since <= moment < stop.until), None)


def service_open(moment: datetime, *, urgent_stop: bool = False) -> Computed[bool]:
    """Whether the information service runs at `moment`, which is aware (AGY-119, AGY-120, AGY-121; 16).

    Covers the information service only, never the booking sites (Q-50).
    """
    if urgent_stop:
        return Computed(False, "AGY-121", (Step(kind=StepKind.URGENT_STOP),))
    stop = stop_at(moment)
    if stop is not None:
        return Computed(False, stop.rule, (_stop_step(stop),))
    coming = next(stop for stop in _stops_around(moment) if moment < stop.since)
    return Computed(True, coming.rule, (Step(kind=StepKind.NO_STOP, moment=moment.astimezone(JST)), _stop_step(coming)))


def _stops_around(moment: datetime) -> tuple[MaintenanceStop, ...]:
    day = day_of(moment)
    ends = (month_end_stop(near.year, near.month) for near in (day - ONE_DAY, day))
    daily = (daily_stop(day), daily_stop(day + ONE_DAY))
    return tuple(sorted((*ends, *daily), key=lambda stop: stop.since))


def _stop_step(stop: MaintenanceStop) -> Step:
    kind = StepKind.MONTH_END_STOP if stop.rule == "AGY-120" else StepKind.DAILY_STOP
    return Step(kind=kind, moment=stop.since, until_moment=stop.until)


def _registration(day: date) -> Step:
    return Step(kind=StepKind.REGISTRATION_DAY, day=day)


def _free_after(last: date, calendar: Calendar) -> Steps:
    first_free = last + timedelta(days=1)
    return (
        Step(kind=StepKind.NOT_MOVED),
        Step(kind=StepKind.FROM_NEXT_DAY, day=first_free),
        *counting.forecast_without_effect(calendar, first_free),
    )
