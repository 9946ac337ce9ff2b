"""Writing orders under the Act, and the stop that follows from one (8(1))."""

from datetime import date, datetime, time

from sqlalchemy import select, update

from app.agencies.effects.participation import suspend
from app.agencies.effects.telling import tell_suspended
from app.agencies.models.agencies import BusinessOrder
from app.agencies.models.participation import Participation, Suspension
from app.agencies.queries.participation import suspension_facts
from app.agencies.rules.participation import awaits_decision, is_fact_finding, is_suspended
from app.agencies.terms.participation import Ground, NewSuspension, SuspensionEnd
from app.agencies.terms.processing import OrderFacts
from app.db import db
from app.kernel import periods
from app.kernel.moments import day_of, hour_of

ORDER_CLAUSE = "8(1)"


def add_order(agency_id: int, order: OrderFacts, *, by: int, now: datetime) -> int:
    """Enter an order; its id."""
    row = BusinessOrder(agency_id=agency_id, kind=order.kind.value, entered_at=now, entered_by=by)
    row.from_on, row.until_on = order.from_on, order.until_on
    db.session.add(row)
    db.session.flush()
    return row.id


def confirm_orders(agency_id: int, confirmed_on: date, *, by: int) -> None:
    """Enter the day on which the correction was confirmed with every order that is still open (AGY-006, AGY-074)."""
    still_open = update(BusinessOrder).where(BusinessOrder.agency_id == agency_id, BusinessOrder.improved_on.is_(None))
    reached = still_open.where(BusinessOrder.from_on <= confirmed_on)
    db.session.execute(reached.values(improved_on=confirmed_on, improved_by=by))


def stop_for_order(agency_id: int, reason: str, *, by: int | None, now: datetime) -> bool:
    """Stop whoever takes part until the correction is confirmed (AGY-074); False where nothing was to be stopped.

    A stop that would end by itself, or with fact-finding, gives way to it: use goes on only once the correction was
    confirmed. One that ends by a decision alone stays.
    """
    running = select(Participation.id).where(Participation.agency_id == agency_id, Participation.ended_at.is_(None))
    participation_id = db.session.scalar(running)
    if participation_id is None or _stays_stopped(participation_id, now):
        return False
    first = periods.first_counted_day(day_of(now), from_midnight=hour_of(now) == time.min)
    decided = NewSuspension(
        ground=Ground.ORDER, end_kind=SuspensionEnd.UNTIL_CORRECTED, begins_at=now, first_day=first, reason=reason
    )
    suspension_id = suspend(participation_id, decided, by=by, now=now)
    tell_suspended(suspension_id, clause=ORDER_CLAUSE, decider=None, now=now)
    return True


def _stays_stopped(participation_id: int, now: datetime) -> bool:
    unended = select(Suspension).where(Suspension.participation_id == participation_id, Suspension.ended_at.is_(None))
    row = db.session.scalars(unended).first()
    if row is None or not is_suspended(suspension_facts(row), now):
        return False
    facts = suspension_facts(row)
    ends_by_itself = facts.last_day is not None and not awaits_decision(facts, now)
    return not (is_fact_finding(facts) or ends_by_itself)
