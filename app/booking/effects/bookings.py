"""What may be done to bookings inside somebody's transaction; site and desk call the same. Nothing commits."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime

from app.booking.effects.origins import origin_keys
from app.booking.models.bookings import Booking, BookingStateRow
from app.booking.models.guards import OfficeDay, PersonDay
from app.booking.queries.bookings import record_of
from app.booking.queries.facts import index_of
from app.booking.rules.dates import deemed_cancelled_at, unconfirmed_from
from app.booking.rules.mails import OF_NO_USE
from app.booking.rules.number import BODY_BITS, booking_number
from app.booking.terms.application import Application, PersonKey
from app.booking.terms.bookings import BookingRecord, PersonFacts
from app.booking.terms.changes import Accepted, ByWhom, Change
from app.booking.terms.states import RELEASED, UNDECIDED
from app.columns import installed_keys
from app.db import blind_index, db
from app.kernel.folding import mail_key
from app.kernel.moments import day_of
from app.notices import effects as notices
from app.offices.terms import Policy, ToolTermsMode


def lock_day(office_id: str, day: date) -> None:
    """Hold the day until the transaction ends; first of all for whoever changes its seats (DESIGN 3.1)."""
    db.lock(OfficeDay, office_id=office_id, day=day)


def add_booking(application: Application, accepted: Accepted, policy: Policy, now: datetime) -> BookingRecord:
    """Write an application that was accepted, with its seat.

    Raises `IntegrityError` where the seat is held already: the constraint behind the rule (DESIGN 3.1).
    """
    row = Booking(
        **_of_place_and_time(application, accepted, policy, now),
        **_of_person(application, accepted),
        **_of_consent(application, accepted, policy, now),
        **origin_keys(accepted.network, application.email, accepted.office_id, application.starts_at),
    )
    db.session.add(row)
    db.session.flush()
    return record_of(row)


def take_day(booking: BookingRecord, keys: Iterable[PersonKey], known: PersonFacts) -> None:
    """Count the booking for its person and day (KNG-17); raises `IntegrityError` for one too many."""
    indexes = [index_of(key) for key in keys]
    rows = [
        {
            "office_id": booking.office_id,
            "day": day_of(booking.starts_at),
            "key": index,
            "nth": len(known.bookings_by_key.get(index, ())) + 1,
            "booking_id": booking.id,
        }
        for index in indexes
    ]
    db.session.execute(db.insert(PersonDay).values(rows))


def locked_booking(number: str) -> Booking | None:
    """The row of a number under the lock of its day, read anew; None where there is none."""
    place = db.session.execute(db.select(Booking.office_id, Booking.starts_at).where(Booking.number == number)).first()
    if place is None:
        return None
    lock_day(place.office_id, day_of(place.starts_at))
    found = db.select(Booking).where(Booking.number == number).with_for_update()
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def change_state(row: Booking, change: Change, now: datetime) -> None:
    """Bring a locked booking into another state; a state that releases gives seat and day back (DESIGN 3.2).

    Mails about the coming consultation that have not gone out are taken back in the same transaction (DESIGN 3.4).
    What time did was to be read before it was written, so it makes no page outdated.
    """
    db.session.add(
        BookingStateRow(
            booking_id=row.id,
            from_state=row.state,
            to_state=change.to,
            at=change.at,
            written_at=now,
            by_whom=change.by_whom,
            by_account_id=change.by_account_id,
            reason=change.reason,
        )
    )
    row.state = change.to
    if change.by_whom is not ByWhom.TIME:
        row.revision += 1
    if change.to in RELEASED:
        release(row)
        notices.void(booking_number=row.number, kinds=OF_NO_USE, now=now)


def release(row: Booking) -> None:
    """Give back the seat and the person's day."""
    row.holds_seat = False
    db.session.execute(db.delete(PersonDay).where(PersonDay.booking_id == row.id))


def _of_place_and_time(
    application: Application, accepted: Accepted, policy: Policy, now: datetime
) -> dict[str, object]:
    undecided = accepted.state in UNDECIDED
    day = day_of(application.starts_at)
    return {
        "number": booking_number(secrets.randbits(BODY_BITS)),
        "office_id": accepted.office_id,
        "starts_at": application.starts_at,
        "minutes": policy.session_minutes,
        "seat_no": accepted.seat_no,
        "holds_seat": True,
        "state": accepted.state,
        "channel": accepted.channel,
        "applied_at": now,
        "lapses_from": unconfirmed_from(day, policy, accepted.calendar).value if undecided else None,
        "missed_from": deemed_cancelled_at(application.starts_at, policy),
        "excused": False,
        "revision": 0,
    }


def _of_person(application: Application, accepted: Accepted) -> dict[str, object]:
    return {
        "applicant_type": application.applicant_type,
        "account_id": accepted.account_id,
        "language": accepted.language,
        "name": application.name,
        "name_kana": application.name_kana,
        "phone": application.phone,
        "typed_phone": application.typed_phone,
        "phone_key": blind_index("booking phone", application.phone),
        "email": application.email,
        "mail_key": blind_index("booking mail", mail_key(application.email)),
        "residence_prefecture": application.residence.prefecture,
        "residence_municipality": application.residence.municipality,
        "residence_detail": application.residence.detail,
        "workplace_prefecture": application.workplace.prefecture,
        "workplace_municipality": application.workplace.municipality,
        "workplace_detail": application.workplace.detail,
        "topic": application.topic,
        "content": application.content,
    }


def _of_consent(application: Application, accepted: Accepted, policy: Policy, now: datetime) -> dict[str, object]:
    """Consent to the terms and, by its own tick, to those of the tool (KNG-01, KNG-08); what the password needs."""
    ticked = policy.tool_terms_mode is ToolTermsMode.TICK and application.accepted_tool
    return {
        "terms_version_id": accepted.terms_version_id,
        "consented_at": now,
        "tool_consented_at": now if ticked else None,
        "password_key_id": installed_keys().booking_password.current if policy.enquiry_password else None,
        "password_nonce": secrets.token_hex(8) if policy.enquiry_password else None,
    }
