"""Counting who takes part and who is stopped, by bureau, and what a bureau has to settle."""

from collections import Counter
from datetime import datetime

from sqlalchemy import func, or_, select

from app.agencies.models.agencies import Agency, Application
from app.agencies.models.participation import Participation, Suspension
from app.agencies.queries.desk import still_open
from app.agencies.queries.participation import suspension_facts
from app.agencies.rules.participation import is_suspended
from app.db import db


def counts_by_bureau(now: datetime) -> tuple[Counter[int], Counter[int]]:
    """How many take part at `now`, and how many of them are stopped, by the bureau's id."""
    running = or_(Participation.ended_at.is_(None), Participation.ended_at > now)
    members = select(Agency.bureau_id).join(Participation, Participation.agency_id == Agency.id).where(running)
    unended = (
        select(Agency.bureau_id, Suspension)
        .join(Participation, Participation.agency_id == Agency.id)
        .join(Suspension, Suspension.participation_id == Participation.id)
        .where(running, Suspension.ended_at.is_(None))
    )
    stopped = (bureau for bureau, row in db.session.execute(unended) if is_suspended(suspension_facts(row), now))
    return Counter(db.session.scalars(members)), Counter(stopped)


def applications_waiting(bureau_id: int, now: datetime) -> tuple[int, int]:
    """How many applications a bureau has to settle, and how many of them have their document (AGY-099)."""
    mine = select(func.count(), func.count(Application.received_on)).join(Agency, Agency.id == Application.agency_id)
    every, received = db.session.execute(mine.where(Agency.bureau_id == bureau_id, *still_open(now))).one()
    return every, received
