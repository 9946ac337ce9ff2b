"""Answering a demand under law for what was recorded of a booking's use (MYK-30, NGS-49, KRS-35).

One manager asks, naming requester, legal basis and date; another approves; the first takes the file, once.
"""

from datetime import datetime

from app.audit import effects as audit
from app.booking.queries.office_bookings import booking_id_at
from app.booking.queries.use_log import account_with_uses, identifiable_uses
from app.booking.terms.use_log import IdentifiableUse
from app.db import db
from app.desk.models.use_extracts import UseExtractRow
from app.desk.queries.acts import still_manages
from app.desk.queries.use_extracts import find_extract
from app.desk.rules.use_extracts import ground_against_approval, ground_against_demand, ground_against_taking
from app.desk.terms.use_extracts import FORBIDDEN, Demand, Extract, ExtractRefusal, TypedDemand
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.offices.effects.policies import lock_office


@db.write
def ask_for_extract(office_id: str, typed: TypedDemand, *, by: Identity, now: datetime) -> ExtractRefusal | int:
    """Enter a demand; nothing is disclosed before a second person approved it. Its id, or why not."""
    lock_office(office_id)
    if not still_manages(office_id, by, now) or by.account_id is None:
        return ExtractRefusal.GRANT_ENDED
    demand = _named(office_id, typed, now)
    ground = ground_against_demand(demand, day_of(now))
    if ground is None and not demand.whose:
        ground = ExtractRefusal.NO_SUCH_BOOKING
    if ground is not None:
        return ground
    row = UseExtractRow(office_id=office_id, asked_by=by.account_id, asked_at=now, **vars(demand))
    db.session.add(row)
    db.session.flush()
    _record("desk.use_extract_asked", office_id, row.id, demand, by, now)
    return row.id


@db.write
def approve_extract(office_id: str, extract_id: int, *, by: Identity, now: datetime) -> ExtractRefusal | None:
    """Be the second person: whoever asked may take the file for 24 hours."""
    extract = _taken_up(office_id, extract_id)
    if not still_manages(office_id, by, now) or by.account_id is None:
        return ExtractRefusal.GRANT_ENDED
    ground = ground_against_approval(extract, by.account_id)
    if ground is not None:
        return _refused("desk.use_extract_approval_refused", ground, office_id, extract, by, now)
    _settle(extract_id, approved=True, by=by.account_id, now=now)
    _record("desk.use_extract_approved", office_id, extract_id, extract.demand, by, now)
    return None


@db.write
def drop_extract(office_id: str, extract_id: int, *, by: Identity, now: datetime) -> ExtractRefusal | None:
    """Let a demand come to nothing: whoever asked takes it back, or another manager does not agree."""
    extract = _taken_up(office_id, extract_id)
    if not still_manages(office_id, by, now) or by.account_id is None:
        return ExtractRefusal.GRANT_ENDED
    if extract.settled_at is not None:
        return ExtractRefusal.ALREADY_SETTLED
    _settle(extract_id, approved=False, by=by.account_id, now=now)
    _record("desk.use_extract_dropped", office_id, extract_id, extract.demand, by, now)
    return None


@db.write
def take_extract(
    office_id: str, extract_id: int, *, by: Identity, now: datetime
) -> ExtractRefusal | tuple[IdentifiableUse, ...]:
    """Hand out what is recorded and still kept, once; that it went out is on record with it."""
    extract = _taken_up(office_id, extract_id)
    if not still_manages(office_id, by, now) or by.account_id is None:
        return ExtractRefusal.GRANT_ENDED
    ground = ground_against_taking(extract, by.account_id, now)
    if ground is not None:
        return _refused("desk.use_extract_taking_refused", ground, office_id, extract, by, now)
    db.session.get_one(UseExtractRow, extract_id).taken_at = now
    demand = extract.demand
    uses = identifiable_uses(office_id, demand.whose, demand.first_day, demand.last_day, day_of(now))
    _record("desk.use_extract_taken", office_id, extract_id, demand, by, now, uses=len(uses))
    return uses


def _named(office_id: str, typed: TypedDemand, now: datetime) -> Demand:
    """The demand with the booking or the account it is about; with neither where the office knows of none."""
    number, account_id = typed.booking_number, None
    if typed.mail:
        account_id = account_with_uses(office_id, typed.mail, day_of(now))
    elif number and booking_id_at(office_id, number, now) is None:
        number = None
    told = {name: value for name, value in vars(typed).items() if name != "mail"}
    return Demand(**{**told, "booking_number": number, "account_id": account_id})


def _taken_up(office_id: str, extract_id: int) -> Extract:
    """The extract, the office held; none of the office's under that id is a fault."""
    lock_office(office_id)
    extract = find_extract(office_id, extract_id)
    if extract is None:
        raise LookupError(extract_id)
    return extract


def _settle(extract_id: int, *, approved: bool, by: int, now: datetime) -> None:
    row = db.session.get_one(UseExtractRow, extract_id)
    row.approved, row.settled_by, row.settled_at = approved, by, now
    db.session.flush()


def _refused(
    act: str, ground: ExtractRefusal, office_id: str, extract: Extract, by: Identity, now: datetime
) -> ExtractRefusal:
    """A refusal for who pressed is on record too; the others changed and tried nothing."""
    if ground in FORBIDDEN:
        _record(act, office_id, extract.id, extract.demand, by, now)
    return ground


def _record(
    act: str, office_id: str, extract_id: int, demand: Demand, by: Identity, now: datetime, **more: object
) -> None:
    days = {"first": demand.first_day.isoformat(), "last": demand.last_day.isoformat()}
    detail = {"extract": extract_id, "demanded_on": demand.demanded_on.isoformat(), **days, **more}
    subject = f"booking:{demand.booking_number}" if demand.booking_number else f"account:{demand.account_id}"
    audit.record(act, by=by, subject=subject, now=now, office_id=office_id, detail=detail)
