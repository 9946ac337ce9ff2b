"""Reading what an office has set over time: every version, by whom and when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.db import db
from app.offices.models.offices import OfficeRow, PolicyRow
from app.offices.queries.offices import office_of, offices_select, policy_of
from app.offices.rules.policies import Problem, faults_of_new, policy_from, values_of
from app.offices.terms import Office, Policy

__all__ = [
    "PolicyVersion",
    "Problem",
    "count_offices",
    "faults_of_new",
    "latest_id",
    "next_planned",
    "offices_with_policies",
    "policy_from",
    "policy_versions",
    "prefectures_served",
    "values_of",
    "version_on",
]


@dataclass(frozen=True, kw_only=True)
class PolicyVersion:
    """A policy with its first and last day, who set it ("account:7", "profile") and when."""

    id: int
    since: date
    until: date | None
    policy: Policy
    set_by: str
    set_at: datetime
    replaced_at: datetime | None


def policy_versions(office_id: str) -> tuple[PolicyVersion, ...]:
    """Every version, the latest first; those that were replaced stand after what replaced them."""
    latest = select(PolicyRow).where(PolicyRow.office_id == office_id)
    rows = db.session.scalars(latest.order_by(PolicyRow.in_force_from.desc(), PolicyRow.id.desc()))
    return tuple(_version(row) for row in rows)


def version_on(office_id: str, day: date) -> PolicyVersion | None:
    """The version in force on `day`; None before the first."""
    reaching = or_(PolicyRow.in_force_until.is_(None), PolicyRow.in_force_until >= day)
    row = db.session.scalar(_standing(office_id).where(PolicyRow.in_force_from <= day, reaching))
    return _version(row) if row else None


def offices_with_policies(
    on: date, *, prefecture: str = "", since: int = 0, limit: int | None = None
) -> tuple[tuple[Office, Policy], ...]:
    """Offices in their order with what each has set for the day `on`; one without a policy that day is left out.

    Of one prefecture where given; from the `since`-th on, at most `limit`. One statement, and nothing is read of the
    offices left out.
    """
    shown = _in(prefecture, select(OfficeRow.id)).order_by(OfficeRow.sort_order).offset(since).limit(limit)
    held = aliased(PolicyRow)
    asked = offices_select().add_columns(held.settings).join(held, _holds(held, on))
    rows = db.session.execute(asked.where(OfficeRow.id.in_(shown)).order_by(OfficeRow.sort_order))
    return tuple((office_of(*row[:3]), policy_of(row[3])) for row in rows)


def count_offices(prefecture: str = "") -> int:
    """How many offices there are; of one prefecture where given."""
    return db.session.scalar(_in(prefecture, select(func.count(OfficeRow.id)))) or 0


def prefectures_served() -> tuple[str, ...]:
    """The prefectures in which there are offices, in the order of the offices."""
    first = func.min(OfficeRow.sort_order)
    return tuple(db.session.scalars(select(OfficeRow.prefecture).group_by(OfficeRow.prefecture).order_by(first)))


def _holds(row: Any, on: date) -> ColumnElement[bool]:
    reaching = or_(row.in_force_until.is_(None), row.in_force_until >= on)
    return and_(row.office_id == OfficeRow.id, row.replaced_at.is_(None), row.in_force_from <= on, reaching)


def _in(prefecture: str, asked: Select[Any]) -> Select[Any]:
    return asked.where(OfficeRow.prefecture == prefecture) if prefecture else asked


def latest_id(office_id: str) -> int:
    """The id of what was set last for the office; 0 before anything was. Tells two who change it at once apart."""
    return db.session.scalar(select(func.max(PolicyRow.id)).where(PolicyRow.office_id == office_id)) or 0


def next_planned(office_id: str, day: date) -> date | None:
    """The first day after `day` on which another version takes over; None where none is planned."""
    row = db.session.scalar(
        _standing(office_id).where(PolicyRow.in_force_from > day).order_by(PolicyRow.in_force_from).limit(1)
    )
    return row.in_force_from if row else None


def _standing(office_id: str) -> Select[tuple[PolicyRow]]:
    return select(PolicyRow).where(PolicyRow.office_id == office_id, PolicyRow.replaced_at.is_(None))


def _version(row: PolicyRow) -> PolicyVersion:
    return PolicyVersion(
        id=row.id,
        since=row.in_force_from,
        until=row.in_force_until,
        policy=policy_of(row.settings),
        set_by=row.set_by,
        set_at=row.set_at,
        replaced_at=row.replaced_at,
    )
