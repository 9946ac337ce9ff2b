"""Mails of a booking, posted in the transaction of their fact (DESIGN 3.4)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.booking.queries.enquiry import enquiry_ticket
from app.booking.rules.mails import FILLED
from app.booking.rules.state import last_enquiry_day
from app.booking.terms.bookings import Appointment
from app.booking.terms.changes import Occasion
from app.kernel.moments import END_OF_DAY, at
from app.notices import effects as notices
from app.notices.terms import PasswordFill
from app.offices.terms import Office, Policy
from app.web.links import link


def post_mails(
    kinds: Iterable[str], appointment: Appointment, office: Office, policy: Policy, occasion: Occasion
) -> None:
    """Put the mails of `kinds` into the outbox for the address of the booking, once for each cause."""
    notices.post_together(*mails(kinds, appointment, office, policy, occasion))


def mails(
    kinds: Iterable[str], appointment: Appointment, office: Office, policy: Policy, occasion: Occasion
) -> tuple[Mapping[str, object], ...]:
    """The mails of `kinds` for the address of the booking, worded, for whoever posts those of many together.

    A mail with the password gets only what it is derived from, and is of no use once the password has ended.
    """
    context = {**_context(appointment, office, policy), "call_asked": occasion.call_asked}
    return tuple(_mail(kind, appointment, context, occasion) for kind in kinds)


def _mail(
    kind: str, appointment: Appointment, context: Mapping[str, object], occasion: Occasion
) -> Mapping[str, object]:
    filled = kind in FILLED
    return notices.notice(
        kind,
        key=f"booking:{appointment.number}:{occasion.cause}",
        to=appointment.email,
        template=kind,
        context=context,
        language=appointment.language,
        now=occasion.now,
        not_before=occasion.not_before,
        not_after=occasion.not_after or (password_ends(appointment) if filled else None),
        fill=password_fill(appointment) if filled else None,
        booking_number=appointment.number,
    )


def password_ends(appointment: Appointment) -> datetime:
    """The last moment at which the password of the booking opens anything."""
    return at(last_enquiry_day(appointment.starts_at), END_OF_DAY)


def _context(appointment: Appointment, office: Office, policy: Policy) -> dict[str, object]:
    """What a mail may tell: time, number, place, ways to look up and to reach the office (SECURITY T16, T30)."""
    return {
        "number": appointment.number,
        "starts_at": appointment.starts_at,
        "ends_at": appointment.ends_at,
        "password_until": last_enquiry_day(appointment.starts_at),
        "office": office,
        "policy": policy,
        "enquiry_url": link("booking.enquiry_form", ticket=enquiry_ticket(appointment.number)),
        "terms_url": link("offices.terms_now", slug=office.slug),
    }


def password_fill(appointment: Appointment) -> PasswordFill:
    """What the password of a booking is derived from; raises `ValueError` for one without a password."""
    if appointment.password_key_id is None or appointment.password_nonce is None:
        raise ValueError("a booking without a password has no password mail")
    return PasswordFill(
        key_id=appointment.password_key_id, booking=appointment.number, nonce=appointment.password_nonce
    )
