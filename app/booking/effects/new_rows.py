"""What the row of a new booking is made of: the form, what was accepted, the policy of its day. Nothing is written."""

import secrets
from dataclasses import fields
from datetime import datetime

from app.booking.effects.origins import origin_keys
from app.booking.rules.dates import deemed_cancelled_at, unconfirmed_from
from app.booking.rules.eligibility import method_of
from app.booking.terms.application import Application
from app.booking.terms.bookings import ToolTerms
from app.booking.terms.changes import Accepted
from app.booking.terms.people import Particulars
from app.booking.terms.states import UNDECIDED
from app.columns import installed_keys
from app.db import blind_index
from app.kernel.folding import mail_key
from app.kernel.moments import day_of
from app.kernel.numbers import BODY_BITS, public_number
from app.offices.terms import Policy, ToolTermsMode

NO_KEY = ""
"""Instead of an HMAC where there is nothing to find a person by: no look-up ever asks for it."""


def booking_values(application: Application, accepted: Accepted, policy: Policy, now: datetime) -> dict[str, object]:
    """The columns of an accepted application, with a number of its own; the caller writes them."""
    return {
        **_of_place_and_time(application, accepted, policy, now),
        **_of_way(accepted, policy, now),
        **_of_person(application),
        **_of_places(application),
        **_of_particulars(application),
        **_of_consent(application, accepted, policy, now),
        **origin_keys(accepted.network, application.email, accepted.office_id, application.starts_at),
    }


def phone_key_of(phone: str) -> str:
    """Under what a telephone number, E.164, is found."""
    return blind_index("booking phone", phone) if phone else NO_KEY


def mail_key_of(email: str) -> str:
    """Under what a folded address is found."""
    return blind_index("booking mail", mail_key(email)) if email else NO_KEY


def _of_place_and_time(
    application: Application, accepted: Accepted, policy: Policy, now: datetime
) -> dict[str, object]:
    undecided = accepted.state in UNDECIDED
    day = day_of(application.starts_at)
    return {
        "number": public_number(secrets.randbits(BODY_BITS)),
        "office_id": accepted.office_id,
        "starts_at": application.starts_at,
        "minutes": policy.session_minutes,
        "seat_no": accepted.seat_no,
        "holds_seat": accepted.seat_no is not None,
        "state": accepted.state,
        "applied_at": now,
        "lapses_from": unconfirmed_from(day, policy, accepted.calendar).value if undecided else None,
        "missed_from": deemed_cancelled_at(application.starts_at, policy),
        "excused": False,
        "revision": 0,
    }


def _of_way(accepted: Accepted, policy: Policy, now: datetime) -> dict[str, object]:
    """How it came to be, and who holds it; a booking that needs no confirmation is confirmed by coming to be."""
    return {
        "channel": accepted.channel,
        "method": method_of(policy),
        "account_id": accepted.account_id,
        "language": accepted.language,
        "counselor_id": accepted.counselor_id,
        "session_kind": accepted.session_kind,
        "wished_at": accepted.wished_at,
        "follows_id": accepted.follows_id,
        "told_by": accepted.told_by,
        "confirmed_at": None if accepted.state in UNDECIDED else now,
    }


def _of_person(application: Application) -> dict[str, object]:
    return {
        "applicant_type": application.applicant_type,
        "name": application.name,
        "name_kana": application.name_kana,
        "phone": application.phone,
        "typed_phone": application.typed_phone,
        "phone_key": phone_key_of(application.phone),
        "email": application.email,
        "mail_key": mail_key_of(application.email),
        "topic": application.topic,
        "content": application.content,
    }


def _of_particulars(application: Application) -> dict[str, object]:
    said = {field.name: getattr(application, field.name) for field in fields(Particulars)}
    return {name: None if value == "" else value for name, value in said.items()}


def _of_places(application: Application) -> dict[str, object]:
    residence, workplace = application.residence, application.workplace
    return {
        "residence_prefecture": residence.prefecture,
        "residence_municipality": residence.municipality,
        "residence_detail": residence.detail,
        "workplace_prefecture": workplace.prefecture,
        "workplace_municipality": workplace.municipality,
        "workplace_detail": workplace.detail,
    }


def _of_consent(application: Application, accepted: Accepted, policy: Policy, now: datetime) -> dict[str, object]:
    """Consent to the terms and to those of the tool (KNG-01, KNG-08, MYK-09); what the password needs."""
    tool = _tool_terms(application, policy)
    return {
        "terms_version_id": accepted.terms_version_id,
        "consented_at": now,
        "tool_consented_at": now if tool else None,
        "tool_terms": tool,
        "password_key_id": installed_keys().booking_password.current if policy.enquiry_password else None,
        "password_nonce": secrets.token_hex(8) if policy.enquiry_password else None,
    }


def _tool_terms(application: Application, policy: Policy) -> ToolTerms | None:
    if policy.tool_terms_mode is ToolTermsMode.DEEMED:
        return ToolTerms.DEEMED
    return ToolTerms.TICKED if application.accepted_tool else None
