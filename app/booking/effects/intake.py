"""Writing a caller's application down, inside somebody's transaction."""

from datetime import datetime

from app.booking.effects.bookings import add_booking, lock_day, take_day
from app.booking.effects.mails import post_mails
from app.booking.models.guards import PersonDay
from app.booking.queries.bookings import appointment
from app.booking.queries.situation import situation_for
from app.booking.rules.ground import form_facts
from app.booking.rules.intake import ground_against_intake, waivers_for
from app.booking.rules.mails import mails_on_completion
from app.booking.rules.person import keys_of
from app.booking.rules.slots import desk_times_of_day
from app.booking.terms.application import Application, ApplicationFacts, BookingRefusal, PersonKey
from app.booking.terms.bookings import BookingRecord, PersonFacts
from app.booking.terms.changes import Accepted, Occasion
from app.booking.terms.intake import ReasonNeeded, TakenDown, Waiver
from app.booking.terms.slots import Situation
from app.booking.terms.states import BookingState
from app.db import db
from app.kernel.moments import day_of
from app.kernel.slots import DayTimes
from app.offices.effects.offices import record_consent
from app.offices.terms import Channel, ConsentKind, Policy

Outcome = TakenDown | ReasonNeeded | BookingRefusal


def take_down(office_id: str, application: Application, reason: str, now: datetime) -> Outcome:
    """Book a caller's time by the rules of the site, with its mails (KNG-26, KNG-28), or say why not.

    Staff may book a time whose limit is over (KNG-19) and one more on a day (KNG-17) where the office's text leaves
    it to them, with a folded reason (Q-02). Everything is read under the day's lock.
    """
    day = day_of(application.starts_at)
    lock_day(office_id, day)
    keys = keys_of(application)
    situation, known = situation_for(office_id, day, day_of(now), keys)
    policy = situation.policy_on(day)
    if policy is None or situation.terms_version_id is None:
        return BookingRefusal.NO_SUCH_TIME
    on_day = desk_times_of_day(day, situation, now)
    facts = _facts(application, situation, known, on_day)
    ground = ground_against_intake(facts, policy)
    if ground is not None:
        return ground
    waivers = waivers_for(facts, on_day.closes.value if on_day.closes else None, policy, now)
    if waivers and not reason:
        return ReasonNeeded(waivers)
    booking = _add(application, facts, situation, policy, now)
    _count(booking, keys, known, reason if Waiver.SECOND_THAT_DAY in waivers else None)
    return TakenDown(booking, waivers)


def _facts(application: Application, situation: Situation, known: PersonFacts, on_day: DayTimes) -> ApplicationFacts:
    return ApplicationFacts(
        form=form_facts(application),
        slot=next((time for time in on_day.times if time.starts_at == application.starts_at), None),
        office_ready=situation.office.ready,
        bookings_that_day=known.most_that_day,
        banned=bool(known.banned_with),
    )


def _add(
    application: Application, facts: ApplicationFacts, situation: Situation, policy: Policy, now: datetime
) -> BookingRecord:
    """The booking with its consent, which the caller gave by word of mouth (KNG-01), and its mails."""
    if facts.slot is None or situation.terms_version_id is None:
        raise ValueError("an application without time or terms was accepted")
    accepted = Accepted(
        office_id=situation.office.id,
        seat_no=facts.slot.free_seats[0],
        state=BookingState.CONFIRMED,
        channel=Channel.PHONE,
        calendar=situation.calendar,
        terms_version_id=situation.terms_version_id,
        language="ja",
    )
    booking = add_booking(application, accepted, policy, now)
    record_consent(situation.terms_version_id, ConsentKind.EXPLICIT, now=now, booking_number=booking.number)
    occasion = Occasion(cause="completed", now=now)
    post_mails(mails_on_completion(policy), appointment(booking), situation.office, policy, occasion)
    return booking


def _count(booking: BookingRecord, keys: tuple[PersonKey, ...], known: PersonFacts, reason: str | None) -> None:
    """Count the booking for its person and day; one beyond the limit keeps why (Q-02)."""
    take_day(booking, keys, known)
    if reason is not None:
        held = db.update(PersonDay).where(PersonDay.booking_id == booking.id)
        db.session.execute(held.values(reason=reason))
