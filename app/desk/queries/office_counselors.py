"""A week of the office: who may counsel, who is down for which day, which days have times at all."""

from datetime import date, datetime, timedelta

from app.accounts.queries.members import members_of
from app.booking.queries.outside import situation_of_days, times_set, week_of
from app.desk.rules.office_counselors import base_of
from app.desk.terms.office_counselors import COUNSEL, RosterDay, RosterRow
from app.kernel.moments import day_of
from app.kernel.slots import DayTimes
from app.offices.queries.counselors import counselors_by_day

ONE_WEEK = timedelta(days=7)


def counselors_of(office_id: str, now: datetime) -> dict[int, str]:
    """The people who handle consultations at the office (KNG-06), by account, with their names."""
    return {each.account_id: each.name for each in members_of(office_id, now) if each.role in COUNSEL}


def roster(office_id: str, week: tuple[date, ...], now: datetime, *, like_week_before: bool) -> tuple[RosterRow, ...]:
    """Everybody who may counsel with the days of the week, or of the week before moved on by seven days."""
    back = ONE_WEEK if like_week_before else timedelta(0)
    down = counselors_by_day(office_id, week[0] - back, week[-1] - back)
    held: dict[int, set[date]] = {}
    for day, accounts in down.items():
        for account in accounts:
            held.setdefault(account, set()).add(day + back)
    people = {each.account_id: each for each in members_of(office_id, now) if each.role in COUNSEL}
    return tuple(
        RosterRow(account_id=each.account_id, name=each.name, role=each.role, days=frozenset(held.get(number, ())))
        for number, each in people.items()
    )


def roster_base(office_id: str, week: tuple[date, ...]) -> str:
    """What the roster of the week is recognised by as it stands."""
    return base_of(counselors_by_day(office_id, week[0], week[-1]))


def roster_days(office_id: str, week: tuple[date, ...], now: datetime) -> tuple[RosterDay, ...]:
    """The days of the week with how many times the office has set, and its own reason where it is shut."""
    situation = situation_of_days(office_id, day_of(now), week[0], week[-1])
    return tuple(_day(day, times_set(day, situation)) for day in week)


def _day(day: date, known: DayTimes) -> RosterDay:
    closed = known.why.closed if known.why else None
    why = (known.why.text or (closed.name if closed else "")) if known.why else ""
    return RosterDay(day=day, why=why, times=sum(time.why is None for time in known.times))


__all__ = ["counselors_of", "roster", "roster_base", "roster_days", "week_of"]
