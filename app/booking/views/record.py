"""Everything kept about an account, as JSON for its person."""

import json
from datetime import datetime
from typing import Any

from app.accounts.queries.people import get_person
from app.agencies.queries.lookup import agency_lines
from app.booking.queries.bookings import find_booking
from app.booking.queries.mine import OwnBooking, own_bookings
from app.messages.queries.inbox import letters_to, written_to
from app.notices.queries import inbox_of
from app.offices.queries.consents import consents_of
from app.seekers.queries.own import holders_of, own_record


def record_file(account_id: int, now: datetime) -> str:
    """The file's text: who the account is, its bookings, consents, notices, threads, and what agencies see of it."""
    record = {
        "account": _person(account_id),
        "bookings": [_booking(each) for each in own_bookings(account_id, now)],
        "consents": [
            {"terms": consent.version.terms_set, "version": consent.version.effective_on, "given_at": consent.given_at}
            for consent in consents_of(account_id)
        ],
        "notices": [
            {"arrived_at": message.arrived_at, "subject": message.subject, "text": message.body}
            for message in inbox_of(account_id, now)
        ],
        "agency_threads": _threads(account_id, now),
        "seeker_record": _offered(account_id, now),
    }
    return json.dumps(record, ensure_ascii=False, indent=2, default=str) + "\n"


def _threads(account_id: int, now: datetime) -> list[dict[str, Any]]:
    """What agencies and the person wrote to each other."""
    threads = letters_to(account_id, now)
    agencies = agency_lines(frozenset(each.agency_id for each in threads))
    return [
        {
            "number": each.number,
            "agency": agencies[each.agency_id].name,
            "opened_at": each.opened_at,
            "is_open": each.is_open,
            "is_blocked": each.is_blocked,
            "messages": [
                {"kind": line.kind.value, "sent_at": line.sent_at, "read_at": line.read_at, "text": line.body}
                for line in written_to(each.number, account_id, now)
            ],
        }
        for each in threads
    ]


def _person(account_id: int) -> dict[str, Any]:
    person = get_person(account_id)
    return {
        "kind": person.kind.value,
        "name": person.name,
        "name_kana": person.name_kana,
        "mail": person.mail,
        "phone": person.phone,
        "registration": person.registration,
        "seeker_number": person.seeker_number,
        "registration_switched_on": person.registration_switched_on,
        "establishment": person.establishment,
        "establishment_number": person.establishment_number,
        "language": person.language,
    }


def _offered(account_id: int, now: datetime) -> dict[str, Any] | None:
    """What agencies see of the person, and which of them hold it."""
    record = own_record(account_id, now)
    if record is None:
        return None
    return {
        "state": record.state.value,
        "offered_at": record.offered_at,
        "valid_until": record.valid_until,
        "withdrawn_at": record.withdrawn_at,
        "shown_to_agencies": vars(record.profile),
        "held_by": [vars(each) for each in holders_of(record.record_id, now)],
    }


def _booking(own: OwnBooking) -> dict[str, Any]:
    """What the pages show of a booking: what was said in it only where its page opens for the account (KNG-29)."""
    told = {
        "number": own.number,
        "office": own.office.id,
        "state": own.state.value,
        "starts_at": own.starts_at,
        "ends_at": own.ends_at,
    }
    booking = find_booking(own.number) if own.opens else None
    if booking is None:
        return told
    return told | {
        "applied_at": booking.applied_at,
        "name": booking.name,
        "phone": booking.phone,
        "email": booking.email,
        "content": booking.content,
    }
