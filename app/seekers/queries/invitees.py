"""Reading whom an agency may write to, inside the transaction that writes (DESIGN 3.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.queries.people import closed_among, is_closed
from app.db import db
from app.kernel.moments import day_of
from app.seekers.models.acquisitions import Acquisition
from app.seekers.models.records import SeekerBlock, SeekerRecord
from app.seekers.rules.offering import is_offered
from app.seekers.terms.records import OfferFacts


@dataclass(frozen=True, kw_only=True)
class Invitee:
    """A record as it stands for one agency at a moment; `acquisition_id` where the agency holds it already."""

    record_id: int
    account_id: int | None
    is_offered: bool
    is_blocked: bool
    acquisition_id: int | None


def held_invitees(record_ids: Iterable[int], agency_id: int, stop_count: int, now: datetime) -> list[Invitee]:
    """These records as they are now, kept from changing until this transaction ends, in the order of their ids.

    Whoever blocks, withdraws or closes the account holds the row alone, so that one of the two is first (DESIGN 3.6);
    accounts are held before records (DESIGN 3.12).
    """
    asked = list(record_ids)
    closed_among(_accounts_of(asked), hold=True)
    held = _of(asked).with_for_update(read=True).execution_options(populate_existing=True)
    return _invitees(list(db.session.scalars(held)), agency_id, stop_count, now)


def read_invitees(record_ids: Iterable[int], agency_id: int, stop_count: int, now: datetime) -> list[Invitee]:
    """The same for a page that only tells what would be: nothing is kept from changing."""
    return _invitees(list(db.session.scalars(_of(record_ids))), agency_id, stop_count, now)


def has_left(record_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether the seeker of another table's row has closed the account, to ask in its SELECT."""
    return exists().where(SeekerRecord.id == record_id, is_closed(SeekerRecord.account_id))


def _accounts_of(record_ids: Iterable[int]) -> list[int]:
    owned = _of(record_ids).with_only_columns(SeekerRecord.account_id).where(SeekerRecord.account_id.is_not(None))
    return [account_id for account_id in db.session.scalars(owned) if account_id is not None]


def _of(record_ids: Iterable[int]) -> Select[tuple[SeekerRecord]]:
    return select(SeekerRecord).where(SeekerRecord.id.in_(sorted(set(record_ids)))).order_by(SeekerRecord.id)


def _invitees(records: list[SeekerRecord], agency_id: int, stop_count: int, now: datetime) -> list[Invitee]:
    ids = [record.id for record in records]
    blocked = set(
        db.session.scalars(
            select(SeekerBlock.record_id).where(SeekerBlock.agency_id == agency_id, SeekerBlock.record_id.in_(ids))
        )
    )
    acquired = select(Acquisition.record_id, Acquisition.id).where(
        and_(Acquisition.agency_id == agency_id, Acquisition.record_id.in_(ids), Acquisition.deleted_at.is_(None))
    )
    kept = acquired.where(Acquisition.stop_count == stop_count, Acquisition.kept_until >= day_of(now))
    living = dict(db.session.execute(kept).all())
    closed = closed_among(record.account_id for record in records if record.account_id is not None)
    return [
        Invitee(
            record_id=record.id,
            account_id=record.account_id,
            is_offered=is_offered(offer_facts(record, is_account_closed=record.account_id in closed), now),
            is_blocked=record.id in blocked,
            acquisition_id=living.get(record.id),
        )
        for record in records
    ]


def offer_facts(record: SeekerRecord, *, is_account_closed: bool = False) -> OfferFacts:
    """A record's row as the rules see it; its own seeker, who reads it, has the account still."""
    return OfferFacts(
        offered_at=record.offered_at,
        valid_until=record.valid_until,
        withdrawn_at=record.withdrawn_at,
        is_account_closed=is_account_closed,
    )
