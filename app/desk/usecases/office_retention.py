"""Choosing, by two people, how long data of bookings are kept, and purging what is past its date (DESIGN 3.11)."""

from datetime import date, datetime

from app.audit import effects as audit
from app.booking.effects.bookings import locked_booking
from app.booking.effects.retention import delete_record, forget_contact
from app.booking.queries.retention import contact_past_date, records_past_date
from app.db import db
from app.desk.models.retention import RetentionProposal
from app.desk.queries.acts import still_manages
from app.desk.queries.office_retention import find_proposal, open_proposal, proposed
from app.desk.rules.office_retention import ground_against_approval, ground_against_periods
from app.desk.terms.office_retention import Months, Proposal, RetentionRefusal
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.offices.effects.policies import lock_office
from app.offices.effects.retention import choose_retention
from app.offices.queries.offices import list_offices
from app.offices.queries.retention import Periods, periods_on

CONTACT, RECORD = "booking.contact", "booking.record"
PAST_ITS_DATE = "past_its_date"


@db.write
def propose_retention(office_id: str, periods: Periods, *, by: Identity, now: datetime) -> RetentionRefusal | None:
    """Propose other periods; nothing changes before another manager has approved them (SECURITY 2.3.5)."""
    lock_office(office_id)
    if not still_manages(office_id, by, now) or by.account_id is None:
        return RetentionRefusal.GRANT_ENDED
    if open_proposal(office_id) is not None:
        return RetentionRefusal.PROPOSED_ALREADY
    before = periods_on(office_id, day_of(now) + ONE_DAY)
    ground = ground_against_periods(_months(periods), _months(before) if before else None)
    if ground is not None:
        return ground
    db.session.add(RetentionProposal(office_id=office_id, proposed_by=by.account_id, proposed_at=now, **vars(periods)))
    _record("desk.retention_proposed", office_id, by, now, _told(periods))
    return None


@db.write
def approve_retention(office_id: str, proposal_id: int, *, by: Identity, now: datetime) -> RetentionRefusal | date:
    """Be the second person: the periods hold from tomorrow on. That day, or why not.

    What is deleted never comes back, so no choice works on the day it is made; until then another may take its place.
    """
    proposal = _taken_up(office_id, proposal_id)
    if not still_manages(office_id, by, now) or by.account_id is None:
        return RetentionRefusal.GRANT_ENDED
    ground = ground_against_approval(proposal, by.account_id)
    if ground is not None:
        if ground is RetentionRefusal.SAME_PERSON:
            _record("desk.retention_approval_refused", office_id, by, now, {"proposal": proposal_id})
        return ground
    _settle(proposal_id, approved=True, by=by.account_id, now=now)
    periods = proposed(proposal)
    since, first = day_of(now) + ONE_DAY, f"account:{proposal.proposed_by}"
    choose_retention(office_id, periods, since=since, by=first, approved_by=f"account:{by.account_id}", now=now)
    _record("desk.retention_set", office_id, by, now, {**_told(periods), "proposal": proposal_id})
    return since


@db.write
def drop_proposal(office_id: str, proposal_id: int, *, by: Identity, now: datetime) -> RetentionRefusal | None:
    """Let a proposal be none any more: whoever made it takes it back, or another manager does not agree."""
    proposal = _taken_up(office_id, proposal_id)
    if not still_manages(office_id, by, now) or by.account_id is None:
        return RetentionRefusal.GRANT_ENDED
    if not proposal.is_open:
        return RetentionRefusal.ALREADY_SETTLED
    _settle(proposal_id, approved=False, by=by.account_id, now=now)
    _record("desk.retention_dropped", office_id, by, now, {"proposal": proposal_id})
    return None


def _months(periods: Periods) -> Months:
    return periods.contact_months, periods.record_months, periods.use_log_months


def _told(periods: Periods) -> dict[str, object]:
    return {name: months for name, months in vars(periods).items() if months}


def _taken_up(office_id: str, proposal_id: int) -> Proposal:
    """The proposal, the office held; none of the office's under that id is a fault."""
    lock_office(office_id)
    proposal = find_proposal(office_id, proposal_id)
    if proposal is None:
        raise LookupError(proposal_id)
    return proposal


def _settle(proposal_id: int, *, approved: bool, by: int, now: datetime) -> None:
    row = db.session.get_one(RetentionProposal, proposal_id)
    row.approved, row.settled_by, row.settled_at = approved, by, now
    db.session.flush()


def _record(act: str, office_id: str, by: Identity, now: datetime, detail: dict[str, object]) -> None:
    audit.record(act, by=by, subject=f"office:{office_id}", now=now, office_id=office_id, detail=detail)


def purge_bookings(now: datetime) -> int:
    """Purge every booking of every office as far as it is past its date; how many records were touched.

    An office that has chosen no periods keeps everything. Each booking is a transaction of its own.
    """
    today, purged = day_of(now), 0
    for office in list_offices():
        purged += sum(_delete(number, now) for number in records_past_date(office.id, today))
        purged += sum(_forget(number, now) for number in contact_past_date(office.id, today))
    return purged


@db.write
def _forget(number: str, now: datetime) -> bool:
    row = locked_booking(number)
    if row is None or row.forgotten_at is not None:
        return False
    forget_contact(row.id, now)
    audit.note_deletion(CONTACT, f"booking:{number}", reason=PAST_ITS_DATE, now=now, office_id=row.office_id)
    return True


@db.write
def _delete(number: str, now: datetime) -> bool:
    row = locked_booking(number)
    if row is None:
        return False
    delete_record(row.id)
    audit.note_deletion(RECORD, f"booking:{number}", reason=PAST_ITS_DATE, now=now, office_id=row.office_id)
    return True
