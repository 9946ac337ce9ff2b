"""Registering an agency's account, and telling it where its bureau takes applications (AGY-014, AGY-015, AGY-100)."""

from datetime import datetime

from app.accounts.effects.acting import by_right
from app.accounts.effects.joining import join_by_check, prepared_password
from app.accounts.queries.checks import find_registration
from app.accounts.queries.people import address_held_until, find_account_by_mail
from app.accounts.terms import PasswordRefusal
from app.agencies.effects.drafts import keep_draft
from app.agencies.effects.participation import lock_agency
from app.agencies.effects.registration import found_agency
from app.agencies.rules.drafts import Typed
from app.agencies.terms.kinds import ApplicationKind
from app.agencies.terms.registration import AddressRefusal, NewAgency, RegistrationRefusal
from app.audit.effects import record
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Identity, Role
from app.notices.effects import post
from app.offices.queries.bureaux import get_bureau
from app.web.links import link

AGENCIES = frozenset({Role.AGENCY})
BUREAU_ADDRESS = "M-AGY-1"


def register_agency(token: str, new: NewAgency, *, now: datetime) -> RegistrationRefusal | PasswordRefusal | None:
    """Make the account of a checked address and its agency at a bureau; nobody is signed in by it.

    What is refused for its content leaves the link usable. Raises `TooBusy`.
    """
    check = find_registration(token, AGENCIES, now)
    db.session.rollback()
    if check is None:
        return RegistrationRefusal.DEAD_LINK
    prepared = prepared_password(Role.AGENCY, new.password, (new.name, new.contact_name, check.mail))
    return prepared if isinstance(prepared, PasswordRefusal) else _register(token, check.mail, new, prepared, now)


@db.write
def _register(token: str, mail: str, new: NewAgency, password_hash: str, now: datetime) -> RegistrationRefusal | None:
    if address_held_until(mail, day_of(now)):
        return RegistrationRefusal.ADDRESS_HELD
    if find_account_by_mail(mail) is not None:
        return RegistrationRefusal.ADDRESS_TAKEN
    account = join_by_check(token, Role.AGENCY, new.contact_name, password_hash, now)
    if account is None:
        return RegistrationRefusal.DEAD_LINK
    contact = (new.contact_name, new.contact_mail)
    agency_id = found_agency(new.name, bureau_id=new.bureau_id, account_id=account.id, contact=contact, now=now)
    keep_draft(agency_id, ApplicationKind.USE, first_words(new), by=account.id, now=now)
    detail: dict[str, object] = {"bureau": new.bureau_id, "outsourced": bool(new.contractor)}
    record("agencies.registered", by=None, subject=f"agency:{agency_id}", now=now, detail=detail)
    return None


def first_words(new: NewAgency) -> Typed:
    """What the registration tells of the application for use already, outsourcing included (AGY-095)."""
    told = {"name": new.name, "contact_name": new.contact_name, "contact_mail": new.contact_mail}
    told |= {"contractor": new.contractor}
    told |= {"contracted_on": new.contracted_on.isoformat() if new.contracted_on else ""}
    return {name: [value] for name, value in told.items() if value}


@db.write
@by_right
def send_bureau_address(by: Identity, agency_id: int, *, now: datetime) -> AddressRefusal | None:
    """Mail the bureau's address for applications to the agency's contact officer (AGY-100); once a day at most."""
    agency = lock_agency(agency_id)
    bureau = get_bureau(agency.bureau_id)
    if bureau.applications_mail is None:
        return AddressRefusal.NOT_SET
    told = {"bureau": bureau.name, "applications_mail": bureau.applications_mail, "phone": bureau.phone}
    sent = post(
        BUREAU_ADDRESS,
        key=f"agency:{agency_id}:bureau-address:{day_of(now).isoformat()}",
        to=agency.contact_mail,
        template=BUREAU_ADDRESS,
        context={**told, "address": link("agency.applications")},
        language="ja",
        now=now,
    )
    if not sent:
        return AddressRefusal.SENT_TODAY
    agency.bureau_address_sent_at = agency.bureau_address_sent_at or now
    record("agencies.bureau_address_sent", by=by, subject=f"agency:{agency_id}", now=now)
    return None
