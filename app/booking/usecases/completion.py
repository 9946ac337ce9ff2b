"""Completing a booking on the site (KNG-17 to KNG-29)."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from app.audit import effects as audit
from app.booking.effects.bookings import add_booking, lock_day, take_day
from app.booking.effects.completion import tell_of_completion
from app.booking.effects.guards import refusal_of
from app.booking.effects.guests import bind_guest
from app.booking.effects.mails import post_mails
from app.booking.queries.bookings import appointments, get_booking
from app.booking.queries.situation import situation_for
from app.booking.rules.ground import form_facts, ground_for_refusal, public_channel
from app.booking.rules.mails import NO_FURTHER_USE, SECOND_APPLICATION
from app.booking.rules.person import bookings_behind, keys_of, keys_of_the_day
from app.booking.rules.slots import slot_at
from app.booking.rules.ways import first_state
from app.booking.terms.application import PERSONAL, Application, ApplicationFacts, BookingRefusal, PersonKey
from app.booking.terms.bookings import BookingRecord, PersonFacts
from app.booking.terms.changes import Accepted, Occasion
from app.booking.terms.outcomes import Completed, OtherContent, Refused
from app.booking.terms.press import Press
from app.booking.terms.slots import Situation
from app.db import db
from app.kernel.calendar import Calendar
from app.kernel.folding import mail_key
from app.kernel.moments import day_of
from app.kernel.slots import SlotTime
from app.offices.effects import offices as offices_effects
from app.offices.queries import offices
from app.offices.terms import Channel, ConsentKind, ConsentMode, Policy
from app.web import idempotency
from app.web.limiter import Exceeded, Limit, spend, spend_together

MAIL_OF = {BookingRefusal.BANNED: NO_FURTHER_USE, BookingRefusal.SECOND_THAT_DAY: SECOND_APPLICATION}
CONSENT_KINDS = {ConsentMode.TICK: ConsentKind.EXPLICIT, ConsentMode.DEEMED: ConsentKind.DEEMED}

Outcome = Completed | Refused | OtherContent | Exceeded


def complete_booking(application: Application, press: Press) -> Outcome:
    """Book the time, or say why not; pressing again gives the same answer (DESIGN 3.7).

    A constraint that another guard should have spared us is told as the refusal it stands for.
    """
    try:
        return _complete(application, press)
    except IntegrityError as error:
        ground = refusal_of(error)
        if ground is None:
            raise
        return Refused(ground)


@dataclass(frozen=True, kw_only=True)
class _Case:
    """An application under lock, with all that is known of it."""

    application: Application
    press: Press
    situation: Situation
    terms_version_id: int
    policy: Policy
    channel: Channel
    slot: SlotTime
    keys: tuple[PersonKey, ...]
    known: PersonFacts


@db.write
def _complete(application: Application, press: Press) -> Outcome:
    begun = idempotency.begin(press.token, press.content, press.arrived_at)
    if isinstance(begun, idempotency.Answered):
        return _again(begun.answer, press)
    if isinstance(begun, idempotency.Different):
        return OtherContent()
    case = _gather(application, press)
    if case is None:
        return Refused(BookingRefusal.NO_SUCH_TIME)
    ground = ground_for_refusal(_facts(case), case.policy)
    if ground is not None:
        return _refuse(ground, case)
    return _spend(case) or _book(case)


def _again(number: str, press: Press) -> Completed:
    booking = get_booking(number)
    day = day_of(booking.starts_at)
    policy = offices.policy_in_force(booking.office_id, day)
    return _held(booking, policy, offices.calendar_of(booking.office_id), press)


def _gather(application: Application, press: Press) -> _Case | None:
    """Lock the day, read everything anew; None where the office has no such time."""
    day = day_of(application.starts_at)
    lock_day(press.office.id, day)
    keys = keys_of(application, press.by.account_id)
    situation, known = situation_for(press.office.id, day, day_of(press.arrived_at), keys)
    policy = situation.policy_on(day)
    slot = slot_at(application.starts_at, situation, press.arrived_at)
    if policy is None or slot is None or situation.terms_version_id is None:
        return None
    channel = public_channel(policy) or Channel.SITE
    return _Case(
        application=application,
        press=press,
        situation=situation,
        terms_version_id=situation.terms_version_id,
        policy=policy,
        channel=channel,
        slot=slot,
        keys=keys,
        known=known,
    )


def _facts(case: _Case) -> ApplicationFacts:
    return ApplicationFacts(
        form=form_facts(case.application),
        slot=case.slot,
        office_ready=case.situation.office.ready,
        bookings_that_day=case.known.most_that_day,
        banned=bool(case.known.banned_with),
    )


def _refuse(ground: BookingRefusal, case: _Case) -> Outcome:
    """Tell a reason that concerns the person to the address of the booking it comes from only (SECURITY R2).

    The mailbox is told, once a day, also of the try that was one too many for its network.
    """
    press = case.press
    if ground not in PERSONAL:
        return Refused(ground)
    occasion = Occasion(cause=f"refused:{day_of(press.arrived_at)}", now=press.arrived_at)
    for known in appointments(bookings_behind(ground, case.known)):
        post_mails((MAIL_OF[ground],), known, press.office, case.policy, occasion)
    counted = spend(Limit.BOOKING_REFUSED_BY_NETWORK, press.network, press.arrived_at)
    return counted if isinstance(counted, Exceeded) else Refused(ground)


def _spend(case: _Case) -> Exceeded | None:
    """Count a booking without an account against its network and its address (SECURITY T9, T16).

    A network without refusals left gets the same answer for everyone: known persons do not stand out (T2).
    """
    press = case.press
    by_address = (Limit.BOOKING_BY_ADDRESS, mail_key(case.application.email))
    tries = [] if press.by.account_id is not None else [(Limit.BOOKING_BY_NETWORK, press.network), by_address]
    refusals = [(Limit.BOOKING_REFUSED_BY_NETWORK, press.network)]
    counted = spend_together(tries, press.arrived_at, within=refusals)
    return counted if isinstance(counted, Exceeded) else None


def _book(case: _Case) -> Completed:
    """Everything a completed booking brings with it, in this transaction (KNG-01, KNG-25 to KNG-28, MYK-21)."""
    press, now = case.press, case.press.arrived_at
    accepted = _accepted(case)
    booking = add_booking(case.application, accepted, case.policy, now)
    take_day(booking, keys_of_the_day(case.keys), case.known, case.policy)
    consent = CONSENT_KINDS[case.policy.consent_mode[accepted.channel]]
    offices_effects.record_consent(
        case.terms_version_id, consent, now=now, booking_number=booking.number, account_id=press.by.account_id
    )
    tell_of_completion(booking, press.office, case.policy, case.situation.calendar, now)
    subject = f"booking:{booking.number}"
    audit.record("booking.completed", by=press.by, subject=subject, now=now, office_id=booking.office_id)
    idempotency.store(press.token, booking.number)
    return _held(booking, case.policy, case.situation.calendar, press)


def _accepted(case: _Case) -> Accepted:
    """A booking that stands at once, or one that waits: for its mail to arrive, or for the office (RULES (c))."""
    press = case.press
    return Accepted(
        office_id=press.office.id,
        seat_no=case.slot.free_seats[0],
        state=first_state(case.channel, case.policy),
        channel=case.channel,
        calendar=case.situation.calendar,
        terms_version_id=case.terms_version_id,
        language=press.language,
        account_id=press.by.account_id,
        network=press.network,
    )


def _held(booking: BookingRecord, policy: Policy, calendar: Calendar, press: Press) -> Completed:
    """The booking in the hands of the browser that pressed."""
    token = bind_guest(booking.id, by_password=False, real_now=press.real_now)
    return Completed(booking=booking, policy=policy, calendar=calendar, token=token)
