"""When the service may be stopped (KNG-51)."""

from datetime import datetime

from app.desk.terms.office_stops import StopRefusal
from app.kernel.slots import Stop
from app.offices.terms import Policy


def ground_against_stop(stop: Stop, policy: Policy, now: datetime) -> StopRefusal | None:
    """Why the office may not stop its service so; None where it may, without any prior notice (KNG-51 ４（９）).

    Only an office whose terms provide for it can; a stop of some hours needs their end, and no stop lies in the past.
    """
    if not policy.service_stop:
        return StopRefusal.NO_CLAUSE
    if stop.until is None:
        return None if stop.everything else StopRefusal.HOURS_OF_STOP_NEEDED
    if stop.until <= stop.since:
        return StopRefusal.TIMES_REVERSED
    return StopRefusal.STOP_OVER if stop.until <= now else None
