"""Choosing how long data of bookings are kept, and purging what is past its date (DESIGN 3.11)."""

from datetime import date, datetime

from app.audit import effects as audit
from app.booking.effects.bookings import locked_booking
from app.booking.effects.retention import delete_record, forget_contact
from app.booking.queries.retention import contact_past_date, records_past_date
from app.db import db
from app.desk.rules.office_retention import ground_against_periods
from app.desk.terms.office_retention import RetentionRefusal
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
def set_retention(office_id: str, periods: Periods, *, by: Identity, now: datetime) -> RetentionRefusal | date:
    """Let these periods hold from tomorrow on; until then another choice may take their place. The day, or why not.

    What is deleted never comes back, so no choice works on the day it is made.
    """
    lock_office(office_id)
    since = day_of(now) + ONE_DAY
    before = periods_on(office_id, since)
    held = (before.contact_months, before.record_months) if before else None
    ground = ground_against_periods(periods.contact_months, periods.record_months, held)
    if ground is not None:
        return ground
    choose_retention(office_id, periods, since=since, by=f"account:{by.account_id}", now=now)
    detail: dict[str, object] = {"contact_months": periods.contact_months, "record_months": periods.record_months}
    subject = f"office:{office_id}"
    audit.record("desk.retention_set", by=by, subject=subject, now=now, office_id=office_id, detail=detail)
    return since


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
