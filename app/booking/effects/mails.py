"""Mails of a booking, posted in the transaction of their fact (DESIGN 3.4)."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from app.booking.queries.enquiry import enquiry_ticket
from app.booking.rules.mails import ENQUIRY_CODE, FILLED
from app.booking.rules.state import last_enquiry_day
from app.booking.terms.bookings import Appointment
from app.booking.terms.changes import Occasion
from app.kernel.moments import END_OF_DAY, at
from app.notices import effects as notices
from app.notices.terms import Channel, PasswordFill
from app.offices.terms import Office, Policy
from app.web.links import link

NOBODY = "nobody@example.jp"
MINUTE = timedelta(minutes=1)
CODE_LIVES = timedelta(minutes=10)


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
    of_now = {"call_asked": occasion.call_asked, "has_begun": occasion.now >= appointment.starts_at}
    context = {**_context(appointment, office, policy), **of_now, **occasion.words}
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
        channel=Channel.MAIL if occasion.on_page_of is None else Channel.MYPAGE,
        account_id=occasion.on_page_of,
    )


def code_letter(code: str, appointment: Appointment | None, now: datetime) -> Mapping[str, object]:
    """The mail with a code to open a booking; for nobody's number one that is worded all the same and goes nowhere.

    It tells neither number nor time of the booking: code and number never stand in one mail (SECURITY T30).
    """
    return notices.notice(
        ENQUIRY_CODE,
        key=f"code:{secrets.token_hex(16)}",
        to=appointment.email if appointment else NOBODY,
        template=ENQUIRY_CODE,
        context={"code": code},
        language=appointment.language if appointment else "ja",
        now=now,
        not_after=now + CODE_LIVES,
        booking_number=appointment.number if appointment else None,
    )


def password_ends(appointment: Appointment) -> datetime:
    """The last moment at which the password of the booking opens anything."""
    return at(last_enquiry_day(appointment.starts_at), END_OF_DAY)


def _context(appointment: Appointment, office: Office, policy: Policy) -> dict[str, object]:
    """What a mail may tell: time, number, place, ways to look up and to reach the office (SECURITY T16, T30)."""
    way = "booking.enquiry_form" if policy.enquiry_password else "booking.code_form"
    return {
        "number": appointment.number,
        "starts_at": appointment.starts_at,
        "ends_at": appointment.ends_at,
        "minutes": (appointment.ends_at - appointment.starts_at) // MINUTE,
        "password_until": last_enquiry_day(appointment.starts_at),
        "office": office,
        "policy": policy,
        "enquiry_url": link(way, ticket=enquiry_ticket(appointment.number)),
        "tool": appointment.tool or policy.video_tool,
        "terms_url": link("offices.terms_now", slug=office.slug),
    }


def password_fill(appointment: Appointment) -> PasswordFill:
    """What the password of a booking is derived from; raises `ValueError` for one without a password."""
    if appointment.password_key_id is None or appointment.password_nonce is None:
        raise ValueError("a booking without a password has no password mail")
    return PasswordFill(
        key_id=appointment.password_key_id, booking=appointment.number, nonce=appointment.password_nonce
    )
