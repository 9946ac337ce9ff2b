"""Counting what watchers watch: blocks, deletions by reason, and rows that pages show past their day (always none)."""

from collections import Counter
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, select

from app.db import db
from app.seekers.models.acquisitions import Acquisition, AcquisitionDeletion
from app.seekers.models.records import SeekerBlock
from app.seekers.queries.held import lives
from app.seekers.terms.records import DeletionReason

Agencies = Select[tuple[int]] | None
"""The agencies to count, as a SELECT of their ids; None for all."""


def blocks_by_agency(agencies: Agencies) -> dict[int, int]:
    """How many seekers refuse each agency (AGY-052)."""
    rows = select(SeekerBlock.agency_id, func.count()).group_by(SeekerBlock.agency_id).order_by(SeekerBlock.agency_id)
    scoped = rows if agencies is None else rows.where(SeekerBlock.agency_id.in_(agencies))
    return dict(db.session.execute(scoped).all())


def deletions_by_agency(agencies: Agencies) -> dict[int, Counter[DeletionReason]]:
    """How many records each agency lost, by reason (AGY-049 to -055)."""
    keys = AcquisitionDeletion.agency_id, AcquisitionDeletion.reason
    rows = select(*keys, func.count()).group_by(*keys).order_by(*keys)
    scoped = rows if agencies is None else rows.where(AcquisitionDeletion.agency_id.in_(agencies))
    found: dict[int, Counter[DeletionReason]] = {}
    for agency_id, reason, number in db.session.execute(scoped):
        found.setdefault(agency_id, Counter())[DeletionReason(reason)] = number
    return found


def open_applications_by_agency(agencies: Agencies, today: date) -> dict[int, int]:
    """How many applications each agency recorded and has not accepted, of what it still holds (AGY-065)."""
    return _count(and_(Acquisition.applied_on.is_not(None), Acquisition.accepted_on.is_(None), lives(today)), agencies)


def past_their_day(agencies: Agencies, today: date) -> dict[int, tuple[int, int]]:
    """Of each agency: rows past their day that wait to be deleted, and how many of them its pages still show.

    The second is counted by the query of those pages, so that it is more than nought the day that query is wrong.
    """
    late = and_(Acquisition.deleted_at.is_(None), Acquisition.kept_until < today)
    waiting = _count(late, agencies)
    shown = _count(and_(lives(today), Acquisition.kept_until < today), agencies)
    return {agency_id: (number, shown.get(agency_id, 0)) for agency_id, number in waiting.items()}


def _count(which: ColumnElement[bool], agencies: Agencies) -> dict[int, int]:
    rows = select(Acquisition.agency_id, func.count()).where(which)
    scoped = rows if agencies is None else rows.where(Acquisition.agency_id.in_(agencies))
    return dict(db.session.execute(scoped.group_by(Acquisition.agency_id).order_by(Acquisition.agency_id)).all())
