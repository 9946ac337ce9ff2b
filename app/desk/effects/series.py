"""The alarm of an office, inside somebody's transaction."""

from datetime import datetime

from app.audit import effects as audit
from app.db import claim, db
from app.desk.models.series import SeriesAlarm
from app.desk.queries.series import suspected
from app.desk.terms.series import Series


def keep_alarm(office_id: str, now: datetime) -> bool:
    """Begin the office's alarm where there are suspicious series, end it where there are none; whether one began."""
    found = suspected(office_id, now)
    if found:
        return _begin(office_id, found, now)
    _end(office_id, now)
    return False


def _end(office_id: str, now: datetime) -> None:
    """No alarm ends before it began, though the worker's clock may be a little ahead of the one that presses."""
    lasting = db.update(SeriesAlarm).where(SeriesAlarm.office_id == office_id, SeriesAlarm.ended_at.is_(None))
    ended_at = db.case((SeriesAlarm.began_at > now, SeriesAlarm.began_at), else_=now)
    db.session.execute(lasting.values(ended_at=ended_at).execution_options(synchronize_session=False))


def _begin(office_id: str, found: tuple[Series, ...], now: datetime) -> bool:
    if not claim(SeriesAlarm, office_id=office_id, began_at=now):
        return False
    detail: dict[str, object] = {"series": len(found), "bookings": sum(len(series.numbers) for series in found)}
    subject = f"office:{office_id}"
    audit.record("desk.series_found", by=None, subject=subject, now=now, office_id=office_id, detail=detail)
    return True
