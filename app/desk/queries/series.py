"""Suspicious series of one office, looked for anew each time they are asked for."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from app.booking.queries.lines import lines_numbered
from app.booking.queries.origins import first_day_compared, traces_of
from app.booking.queries.outside import situation_of_days, week_of
from app.booking.queries.shares import seats_set
from app.db import db
from app.desk.models.series import Clearance, SeriesAlarm
from app.desk.rules.series import LEAST, series_in
from app.desk.terms.series import ListedSeries, Series


def suspected(office_id: str, now: datetime) -> tuple[Series, ...]:
    """The series among the office's bookings of this week and later that nobody has found to be in order."""
    traces = traces_of(office_id, now)
    if len(traces) < LEAST:
        return ()
    mondays = sorted({week_of(trace.day)[0] for trace in traces})
    return series_in(
        traces, _places_offered(office_id, mondays, now), cleared_among(trace.booking_id for trace in traces)
    )


def suspected_numbers(office_id: str, now: datetime) -> frozenset[str]:
    """The bookings of these series that still hold their time."""
    return frozenset(number for series in suspected(office_id, now) for number in series.numbers)


def listed_series(office_id: str, now: datetime) -> tuple[ListedSeries, ...]:
    """The series with the lines of their bookings, in order of time."""
    found = suspected(office_id, now)
    held = [frozenset(series.numbers) for series in found]
    lines = lines_numbered(office_id, frozenset[str]().union(*held), now)
    listed = (tuple(line for line in lines if line.number in numbers) for numbers in held)
    return tuple(ListedSeries(*pair) for pair in zip(found, listed, strict=True))


def has_alarm(office_id: str) -> bool:
    """Whether the worker has found a series at the office that is still there."""
    return bool(db.rows(_ALARM, {"office": office_id}))


def offices_in_alarm() -> frozenset[str]:
    """Every office with an alarm that lasts."""
    return frozenset(db.session.scalars(db.select(SeriesAlarm.office_id).where(SeriesAlarm.ended_at.is_(None))))


def alarms_so_far() -> int:
    """How many alarms there ever were."""
    return db.session.scalar(db.select(db.func.count(SeriesAlarm.id))) or 0


def cleared_among(booking_ids: Iterable[int]) -> frozenset[int]:
    """Those of the bookings that somebody found to be in order."""
    asked = db.select(Clearance.booking_id).where(Clearance.booking_id.in_(tuple(booking_ids)))
    return frozenset(db.session.scalars(asked))


def _places_offered(office_id: str, mondays: Sequence[date], now: datetime) -> dict[date, int]:
    """The places of the weeks that begin on `mondays`, the first of which is this week's or later."""
    first = first_day_compared(now)
    known = situation_of_days(office_id, first, first, week_of(mondays[-1])[-1])
    return {monday: seats_set(week_of(monday), known) for monday in mondays}


_ALARM = db.select(SeriesAlarm.id).where(
    SeriesAlarm.office_id == db.bindparam("office"), SeriesAlarm.ended_at.is_(None)
)
"""Built once: it stands behind the page that is open all day."""
