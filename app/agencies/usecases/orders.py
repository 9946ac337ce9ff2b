"""Entering orders under the Employment Security Act against an agency, and that it improved (2(1), 8(1))."""

from datetime import date, datetime

from sqlalchemy import select

from app.accounts.effects.acting import by_right
from app.agencies.effects.orders import add_order, stop_for_order
from app.agencies.effects.participation import lock_agency
from app.agencies.models.agencies import Agency, BusinessOrder
from app.agencies.queries.processing import order_facts
from app.agencies.rules.orders import ground_against_improvement, ground_against_order
from app.agencies.terms.processing import OrderFacts, OrderRefusal
from app.audit.effects import record
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Identity


@db.write
@by_right
def enter_order(agency_id: int, order: OrderFacts, reason: str, *, by: Identity, now: datetime) -> OrderRefusal | None:
    """Enter an order: nobody is newly admitted under it (AGY-006), whoever takes part is stopped at once (AGY-074).

    The stop lasts until its correction is confirmed, and no shorter than six months that ran before it.
    """
    agency = _theirs(agency_id, by)
    against = ground_against_order(order, day_of(now))
    if against is not None:
        return against
    order_id = add_order(agency.id, order, by=by.account_id or 0, now=now)
    stopped = stop_for_order(agency.id, reason, by=by.account_id, now=now)
    detail: dict[str, object] = {"order": order_id, "kind": order.kind.value, "stopped": stopped}
    record("agencies.order_entered", by=by, subject=f"agency:{agency.id}", now=now, detail=detail)
    return None


@db.write
@by_right
def confirm_improvement(order_id: int, confirmed_on: date, *, by: Identity, now: datetime) -> OrderRefusal | None:
    """Enter the day on which an improvement was confirmed (改善確認日, AGY-006).

    A suspension that rests on the order is lifted by two people, not by this (SECURITY T6).
    """
    held = select(BusinessOrder).where(BusinessOrder.id == order_id).with_for_update()
    row = db.session.execute(held.execution_options(populate_existing=True)).scalar_one()
    agency = _theirs(row.agency_id, by)
    against = ground_against_improvement(order_facts(row), confirmed_on, day_of(now))
    if against is not None:
        return against
    row.improved_on, row.improved_by = confirmed_on, by.account_id
    detail: dict[str, object] = {"order": order_id, "day": confirmed_on.isoformat()}
    record("agencies.improvement_confirmed", by=by, subject=f"agency:{agency.id}", now=now, detail=detail)
    return None


def _theirs(agency_id: int, by: Identity) -> Agency:
    """The agency, held; one of another bureau is a fault (AGY-072)."""
    agency = lock_agency(agency_id)
    if agency.bureau_id != by.bureau_id:
        raise LookupError(agency_id)
    return agency
