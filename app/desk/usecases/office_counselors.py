"""Writing down who counsels on which day of a week."""

from collections.abc import Collection
from datetime import date, datetime

from app.audit import effects as audit
from app.db import db
from app.desk.queries.acts import still_manages
from app.desk.queries.office_counselors import counselors_of
from app.desk.rules.office_counselors import base_of
from app.desk.terms.office_counselors import RosterRefusal
from app.kernel.roles import Identity
from app.offices.effects.counselors import put_counselor_days
from app.offices.effects.policies import lock_office
from app.offices.queries.counselors import counselors_by_day


@db.write
def set_roster(
    office_id: str,
    week: tuple[date, ...],
    chosen: Collection[tuple[int, date]],
    *,
    base: str,
    by: Identity,
    now: datetime,
) -> RosterRefusal | None:
    """Let exactly these people (account, day) be down for the days of the week, which the form knew as `base`.

    Only who handles consultations at the office (KNG-06) can be; days outside the week are strangers too.
    """
    lock_office(office_id)
    if not still_manages(office_id, by, now):
        return RosterRefusal.GRANT_ENDED
    known = counselors_of(office_id, now)
    if any(account not in known or day not in week for account, day in chosen):
        return RosterRefusal.STRANGER
    if base != base_of(counselors_by_day(office_id, week[0], week[-1])):
        return RosterRefusal.CHANGED_MEANWHILE
    put_counselor_days(office_id, week[0], week[-1], chosen)
    detail: dict[str, object] = {"week": week[0].isoformat(), "days": len(set(chosen))}
    audit.record("desk.roster_set", by=by, subject=f"office:{office_id}", now=now, office_id=office_id, detail=detail)
    return None
