"""Asking for instant use (NGS-40 to NGS-42, NGS-46)."""

from dataclasses import dataclass

from app.accounts.effects.people import lock_account
from app.accounts.queries.people import get_person
from app.accounts.terms import Person
from app.audit import effects as audit
from app.booking.effects.bookings import locked_booking
from app.booking.effects.instant import NewRequest, add_request
from app.booking.effects.instant_end import close_request
from app.booking.effects.no_shows import write_down_time
from app.booking.queries.instant import free_now, open_request_of, unclosed_number
from app.booking.queries.situation import situation_for
from app.booking.rules.dates import day_over_at
from app.booking.rules.instant import (
    asks_for_agreement,
    ground_against_request,
    lapses_at,
    minute_of,
    open_hours,
)
from app.booking.rules.person import keys_of
from app.booking.terms.application import ApplicantType, Application
from app.booking.terms.bookings import PersonFacts
from app.booking.terms.changes import Accepted
from app.booking.terms.instant import (
    Asked,
    InstantFacts,
    InstantRefusal,
    OpenHours,
)
from app.booking.terms.outcomes import OtherContent
from app.booking.terms.press import InstantPress
from app.booking.terms.slots import Situation
from app.booking.terms.states import BookingState
from app.db import db
from app.kernel.moments import day_of
from app.kernel.registration import Registration
from app.kernel.roles import Role
from app.offices.queries.consents import consent_of
from app.offices.terms import Channel, Policy
from app.web import idempotency


@dataclass(frozen=True, kw_only=True)
class _Case:
    """A request under the account's lock, with all that is known."""

    press: InstantPress
    application: Application
    situation: Situation
    policy: Policy
    hours: OpenHours
    newest: int
    agreed: int | None


@db.write
def ask_for_instant_use(press: InstantPress) -> Asked | InstantRefusal | OtherContent:
    """Open a request, or say why not; pressing again gives the same answer (DESIGN 3.7).

    The account is held from before its number is read until the request stands: a change of the number comes wholly
    before or wholly after it (NGS-46).
    """
    begun = idempotency.begin(press.token, press.content, press.now)
    if isinstance(begun, idempotency.Answered):
        return Asked(begun.answer)
    if isinstance(begun, idempotency.Different):
        return OtherContent()
    lock_account(press.account_id)
    _write_down_lapsed(press)
    case, facts = _gather(press, get_person(press.account_id))
    ground = ground_against_request(facts, case.policy)
    return ground or _open(case)


def _write_down_lapsed(press: InstantPress) -> None:
    """Write down what time has ended already, so that one open request is one row (T12).

    A session of another day that nobody has ended stays the desk's to end; its request is closed.
    """
    number = unclosed_number(press.account_id)
    row = locked_booking(number) if number else None
    if row is not None:
        write_down_time(row, press.now)
        if press.now >= day_over_at(row.starts_at):
            close_request(row, press.now)
        db.session.flush()


def _gather(press: InstantPress, person: Person) -> tuple[_Case, InstantFacts]:
    now, today = press.now, day_of(press.now)
    application = _application(press, person)
    keys = keys_of(application, person.account_id)
    situation, known = situation_for(press.office.id, today, today, keys)
    policy = situation.policy_on(today)
    if policy is None or situation.terms_version_id is None:
        raise LookupError(f"{press.office.id}: nothing is in force today")
    agreed = consent_of(person.account_id, press.office.terms_set)
    case = _Case(
        press=press,
        application=application,
        situation=situation,
        policy=policy,
        hours=open_hours(situation, now),
        newest=situation.terms_version_id,
        agreed=agreed.id if agreed else None,
    )
    return case, _facts(case, person, known)


def _facts(case: _Case, person: Person, known: PersonFacts) -> InstantFacts:
    press = case.press
    return InstantFacts(
        office_ready=case.situation.office.ready,
        hours=case.hours,
        applicant_type=case.application.applicant_type,
        device=press.wish.device,
        establishment=press.wish.establishment,
        agreed=case.agreed,
        newest=case.newest,
        registered_phone=person.phone,
        typed_phone=press.wish.phone,
        someone_free=bool(free_now(press.office.id, press.now)),
        banned=bool(known.banned_with),
        has_open_request=open_request_of(person.account_id, press.now) is not None,
    )


def _application(press: InstantPress, person: Person) -> Application:
    """What the account tells of its person, with what was typed; never a telephone number typed here (NGS-45)."""
    wish = press.wish
    return Application(
        starts_at=minute_of(press.now),
        applicant_type=ApplicantType.EMPLOYER if person.kind is Role.EMPLOYER else ApplicantType.SEEKER,
        name=person.name,
        name_kana=person.name_kana or "",
        email=person.mail,
        phone=person.phone or "",
        typed_phone=person.phone or "",
        content=wish.content,
        seeker_number=person.seeker_number or "",
        registration=Registration(person.registration) if person.registration else None,
        device=wish.device,
        establishment=wish.establishment,
        companion=wish.companion,
    )


def _open(case: _Case) -> Asked:
    press, now = case.press, case.press.now
    accepted = Accepted(
        office_id=press.office.id,
        seat_no=None,
        state=BookingState.REQUESTED,
        channel=Channel.INSTANT,
        calendar=case.situation.calendar,
        terms_version_id=case.agreed or case.newest,
        language=press.language,
        account_id=press.account_id,
    )
    new = NewRequest(
        account_id=press.account_id,
        wish=press.wish.way,
        minutes=case.hours.minutes,
        lapses_at=lapses_at(now, case.hours),
        agreed=not asks_for_agreement(case.agreed, case.newest, case.policy),
    )
    number = add_request(case.application, accepted, case.policy, new, now)
    subject = f"booking:{number}"
    audit.record("booking.instant_asked", by=press.by, subject=subject, now=now, office_id=press.office.id)
    idempotency.store(press.token, number)
    return Asked(number)
