"""Reading whom an agency may write to, inside the transaction that writes (DESIGN 3.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.queries.people import is_closed, kept_open
from app.db import db
from app.kernel.moments import day_of
from app.seekers.models.acquisitions import Acquisition
from app.seekers.models.records import SeekerBlock, SeekerRecord
from app.seekers.rules.offering import is_offered
from app.seekers.terms.records import OfferFacts

Asked = Sequence[int] | Select[int]
"""Ids of records, or the SELECT of them."""


@dataclass(frozen=True, kw_only=True)
class Invitee:
    """A record as it stands for one agency at a moment; `acquisition_id` where the agency holds it already."""

    record_id: int
    account_id: int | None
    is_offered: bool
    is_blocked: bool
    acquisition_id: int | None


def hold_invitees(record_ids: Asked) -> None:
    """Keep these records from changing until this transaction ends; what they say is to be read afterwards.

    Whoever blocks, withdraws or closes the account holds the row alone, so that one of the two is first (DESIGN 3.6).
    All accounts are held before the first record (DESIGN 3.12): the database counts them before it looks for any.
    """
    if isinstance(record_ids, Select):
        db.session.execute(_held(record_ids)).all()
    else:
        db.session.execute(HELD, {"records": record_ids}).all()


def _held(record_ids: Select[int] | BindParameter[Sequence[int]]) -> Select[int]:
    """The SELECT that holds records and, before them, their seekers' accounts."""
    owners = select(SeekerRecord.account_id).where(SeekerRecord.id.in_(record_ids))
    accounts = select(func.count()).select_from(kept_open(owners).cte("accounts")).scalar_subquery()
    records = select(SeekerRecord.id).where(accounts >= 0, SeekerRecord.id.in_(record_ids)).order_by(SeekerRecord.id)
    return records.with_for_update(read=True)


HELD = _held(bindparam("records", expanding=True))
"""Built once: every answer asks it."""


def held_owners(record_ids: Asked) -> dict[int, int]:
    """The open accounts of these records' seekers, by record, kept from changing as by `hold_invitees`."""
    hold_invitees(record_ids)
    owned = select(SeekerRecord.id, SeekerRecord.account_id).where(SeekerRecord.id.in_(record_ids))
    open_ones = owned.where(SeekerRecord.account_id.is_not(None), ~is_closed(SeekerRecord.account_id))
    return dict(db.session.execute(open_ones.order_by(SeekerRecord.id)).all())


def held_invitees(record_ids: Asked, agency_id: int, stop_count: int, now: datetime) -> list[Invitee]:
    """These records as they are now, kept from changing, in the order of their ids."""
    hold_invitees(record_ids)
    rows = db.session.execute(invitees(record_ids, agency_id, stop_count, now))
    return [invitee_of(row, now) for row in rows]


def invitees(record_ids: Asked, agency_id: int, stop_count: int, now: datetime) -> Select[Any]:
    """The SELECT of what makes an `Invitee`, for whoever reads more beside it."""
    blocked = exists().where(SeekerBlock.record_id == SeekerRecord.id, SeekerBlock.agency_id == agency_id)
    living = and_(
        Acquisition.record_id == SeekerRecord.id,
        Acquisition.agency_id == agency_id,
        Acquisition.deleted_at.is_(None),
        Acquisition.stop_count == stop_count,
        Acquisition.kept_until >= day_of(now),
    )
    offer = (SeekerRecord.offered_at, SeekerRecord.valid_until, SeekerRecord.withdrawn_at)
    who = (SeekerRecord.id.label("record_id"), SeekerRecord.account_id, *offer)
    facts = (is_closed(SeekerRecord.account_id).label("has_left"), blocked.label("is_blocked"))
    rows = select(*who, *facts, Acquisition.id.label("acquisition_id")).outerjoin(Acquisition, living)
    return rows.where(SeekerRecord.id.in_(record_ids)).order_by(SeekerRecord.id)


def invitee_of(row: Row[Any], now: datetime) -> Invitee:
    """What a row of `invitees` says at a moment."""
    return Invitee(
        record_id=row.record_id,
        account_id=row.account_id,
        is_offered=is_offered(offer_facts(row, is_account_closed=bool(row.has_left)), now),
        is_blocked=bool(row.is_blocked),
        acquisition_id=row.acquisition_id,
    )


def has_left(record_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether the seeker of another table's row has closed the account, to ask in its SELECT."""
    left = select(SeekerRecord.id).where(SeekerRecord.id == record_id, is_closed(SeekerRecord.account_id))
    return left.scalar_subquery().is_not(None)


def offer_facts(record: SeekerRecord | Row[Any], *, is_account_closed: bool = False) -> OfferFacts:
    """A record's row as the rules see it; its own seeker, who reads it, has the account still."""
    return OfferFacts(
        offered_at=record.offered_at,
        valid_until=record.valid_until,
        withdrawn_at=record.withdrawn_at,
        is_account_closed=is_account_closed,
    )
