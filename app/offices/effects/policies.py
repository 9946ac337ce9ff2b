"""Putting policies in force, and taking back what was planned. Nothing here commits."""

import json
from datetime import date, datetime, timedelta

from sqlalchemy import Select, or_, select

from app.db import db
from app.offices.models.offices import OfficeRow, PolicyRow
from app.offices.rules.policies import values_of
from app.offices.terms import Policy

ONE_DAY = timedelta(days=1)


def lock_office(office_id: str) -> None:
    """Hold the office until the transaction ends: whoever changes what it has set comes one after another.

    A booking, which only points to the office, is not in the way.
    """
    db.session.execute(select(OfficeRow.id).where(OfficeRow.id == office_id).with_for_update(key_share=True))


def set_policy(office_id: str, policy: Policy, *, since: date, by: str, now: datetime) -> None:
    """Put a policy in force from the day `since`; the one before ends the day before (DESIGN 3.9).

    One that began on the same day is replaced and stays as a row; one planned for later stays in force from its day.
    """
    until = _make_room(office_id, since, now)
    db.session.flush()
    db.session.add(
        PolicyRow(
            office_id=office_id,
            in_force_from=since,
            in_force_until=until,
            settings=json.dumps(values_of(policy), ensure_ascii=False, sort_keys=True),
            set_by=by,
            set_at=now,
        )
    )
    db.session.flush()


def take_back_policy(office_id: str, since: date, now: datetime) -> None:
    """Take back the policy planned from `since`; the one before it goes on in its place."""
    planned = db.session.scalars(_standing(office_id).where(PolicyRow.in_force_from == since)).one()
    before = db.session.scalars(_standing(office_id).where(PolicyRow.in_force_until == since - ONE_DAY)).one()
    planned.replaced_at = now
    db.session.flush()
    before.in_force_until = planned.in_force_until
    db.session.flush()


def _make_room(office_id: str, since: date, now: datetime) -> date | None:
    """End or replace what stands on `since`; the last day of the new policy."""
    reaching = or_(PolicyRow.in_force_until.is_(None), PolicyRow.in_force_until >= since)
    row = db.session.scalars(_standing(office_id).where(reaching).limit(1)).first()
    if row is None:
        return None
    until = row.in_force_until
    if row.in_force_from == since:
        row.replaced_at = now
    elif row.in_force_from < since:
        row.in_force_until = since - ONE_DAY
    else:
        until = row.in_force_from - ONE_DAY
    return until


def _standing(office_id: str) -> Select[tuple[PolicyRow]]:
    rows = select(PolicyRow).where(PolicyRow.office_id == office_id, PolicyRow.replaced_at.is_(None))
    return rows.order_by(PolicyRow.in_force_from)
