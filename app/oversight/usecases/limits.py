"""Limiting access after telling the agencies, and lifting a limit (AGY-107)."""

from datetime import datetime

from sqlalchemy import update

from app.agencies.queries.addresses import Reached, agencies_to_tell
from app.audit import effects as audit
from app.db import db
from app.kernel.roles import Identity, Role
from app.notices.effects import notice, post_together
from app.oversight.models.records import AccessLimit
from app.oversight.queries.authority import account_of, still_is
from app.oversight.queries.stops import limits_to_come
from app.oversight.rules.stops import ground_against_limit
from app.oversight.terms.stops import LimitEntry, LimitPlan, StopRefusal

MAIL = "M-AGY-9"
TOLD_AT_ONCE = 200


@db.write
def post_limit(plan: LimitPlan, *, by: Identity, now: datetime) -> StopRefusal | None:
    """Announce an access limit: it stands on every agency's first page from this commit on, mails follow at once."""
    if not still_is(Role.MINISTRY, by, now):
        return StopRefusal.GRANT_ENDED
    ground = ground_against_limit(plan, now)
    if ground is not None:
        return ground
    row = AccessLimit(**{**vars(plan), "pages": plan.pages.value}, posted_at=now, posted_by=account_of(by))
    db.session.add(row)
    db.session.flush()
    detail: dict[str, object] = {"pages": plan.pages.value, "since": plan.begins_at.isoformat()}
    audit.record("oversight.limit_posted", by=by, subject=f"limit:{row.id}", now=now, detail=detail)
    return None


@db.write
def lift_limit(limit_id: int, *, by: Identity, now: datetime) -> StopRefusal | None:
    """Take a limit back, or end it early."""
    if not still_is(Role.MINISTRY, by, now):
        return StopRefusal.GRANT_ENDED
    lasting = update(AccessLimit).where(AccessLimit.id == limit_id, AccessLimit.lifted_at.is_(None))
    lasting = lasting.where(AccessLimit.ends_at > now)
    if not db.session.execute(lasting.values(lifted_at=now, lifted_by=account_of(by))).rowcount:  # type: ignore[attr-defined]
        return StopRefusal.ALREADY_LIFTED
    audit.record("oversight.limit_lifted", by=by, subject=f"limit:{limit_id}", now=now)
    return None


@db.write
def tell_limits(now: datetime) -> int:
    """Write to agencies that take part of limits in force or to come; some at a time: 0 says that all know."""
    for limit in limits_to_come(now):
        agencies = agencies_to_tell(MAIL, key_of(limit), now, TOLD_AT_ONCE)
        if agencies:
            return post_together(*(_mail(limit, each, now) for each in agencies))
    return 0


def key_of(limit: LimitEntry) -> str:
    """The cause of the mails of a limit."""
    return f"limit:{limit.id}:"


def _mail(limit: LimitEntry, agency: Reached, now: datetime) -> dict[str, object]:
    plan = limit.plan
    told = {"pages": plan.pages.value, "reason": plan.reason, "begins_at": plan.begins_at, "ends_at": plan.ends_at}
    return notice(
        MAIL,
        key=f"{key_of(limit)}{agency.agency_id}",
        to=agency.mail,
        template=MAIL,
        context=told,
        language="ja",
        now=now,
        not_after=plan.ends_at,
    )
