"""Writing a caller's application down, inside somebody's transaction."""

from dataclasses import dataclass

from app.booking.effects.bookings import add_booking, lock_day, take_day
from app.booking.effects.completion import tell_of_completion
from app.booking.effects.messages import put_message, usable_address
from app.booking.effects.telling import tell_way_in
from app.booking.models.bookings import Booking
from app.booking.models.desk_records import IntakeRecord
from app.booking.queries.accounts import account_for
from app.booking.queries.bookings import record_of
from app.booking.queries.situation import situation_for
from app.booking.rules.ground import form_facts
from app.booking.rules.intake import ground_against_intake, waivers_for
from app.booking.rules.meeting import message_with
from app.booking.rules.person import keys_of, keys_of_the_day
from app.booking.rules.slots import desk_times_of_day
from app.booking.rules.ways import first_state
from app.booking.terms.application import ApplicationFacts, BookingRefusal, PersonKey
from app.booking.terms.bookings import PersonFacts
from app.booking.terms.changes import Accepted
from app.booking.terms.intake import Intake, ReasonNeeded, TakenDown, Waiver
from app.booking.terms.sessions import ActRefusal
from app.booking.terms.slots import Situation
from app.booking.terms.states import UNDECIDED, BookingState
from app.db import db
from app.kernel.moments import day_of
from app.kernel.slots import DayTimes
from app.offices.effects.offices import record_consent
from app.offices.terms import ConsentKind, ConsentMode, Policy

Outcome = TakenDown | ReasonNeeded | BookingRefusal | ActRefusal

CONSENTS = {ConsentMode.TICK: ConsentKind.EXPLICIT, ConsentMode.DEEMED: ConsentKind.DEEMED}
"""How a caller has agreed by applying; where the reply is the consent, not yet (MYK-19)."""


def take_down(intake: Intake) -> Outcome:
    """Write a caller's application down by the rules of its way in, with its mails, or say why not.

    Staff may take a time whose limit is over (KNG-19) and one more on a day (KNG-17) where the office's text leaves
    it to them, with a folded reason (Q-02). Everything is read under the day's lock; for an address of the
    consultation the caller holds the office.
    """
    day = day_of(intake.application.starts_at)
    lock_day(intake.office_id, day)
    account_id = account_for(intake.application.email, intake.application.seeker_number)
    keys = keys_of(intake.application, account_id)
    situation, known = situation_for(intake.office_id, day, day_of(intake.now), keys)
    policy = situation.policy_on(day)
    if policy is None or situation.terms_version_id is None:
        return BookingRefusal.NO_SUCH_TIME
    on_day = desk_times_of_day(day, situation, intake.now)
    facts = _facts(intake, situation, known, on_day)
    ground = ground_against_intake(facts, intake.channel, policy)
    if ground is not None:
        return ground
    address = usable_address(intake.url, intake.office_id, policy, intake.now) if intake.url else ""
    if isinstance(address, ActRefusal):
        return address
    waivers = waivers_for(facts, on_day.closes.value if on_day.closes else None, policy, intake.now)
    if waivers and not intake.reason:
        return ReasonNeeded(waivers)
    case = _Case(intake, facts, situation, policy, account_id, keys, known, waivers, address)
    return TakenDown(record_of(_write(case)), waivers)


@dataclass(frozen=True)
class _Case:
    """An application that is taken, with all that is known of it."""

    intake: Intake
    facts: ApplicationFacts
    situation: Situation
    policy: Policy
    account_id: int | None
    keys: tuple[PersonKey, ...]
    known: PersonFacts
    waivers: tuple[Waiver, ...]
    address: str


def _facts(intake: Intake, situation: Situation, known: PersonFacts, on_day: DayTimes) -> ApplicationFacts:
    wanted = intake.application.starts_at
    return ApplicationFacts(
        form=form_facts(intake.application),
        slot=next((time for time in on_day.times if time.starts_at == wanted), None),
        office_ready=situation.office.ready,
        bookings_that_day=known.most_that_day,
        banned=bool(known.banned_with),
    )


def _write(case: _Case) -> Booking:
    """The booking with its seat and day, what is kept of its intake, its consent, its mails."""
    intake = case.intake
    accepted = _accepted(case)
    booking = add_booking(intake.application, accepted, case.policy, intake.now)
    row = db.session.get_one(Booking, booking.id)
    if accepted.state in UNDECIDED and Waiver.LEAD_TIME in case.waivers:
        row.lapses_from = row.starts_at
    _count(row, case)
    db.session.add(
        IntakeRecord(booking_id=row.id, taken_by=intake.by, taken_at=intake.now, terms_read=intake.terms_read)
    )
    consent = CONSENTS.get(case.policy.consent_mode.get(intake.channel, ConsentMode.TICK))
    if consent is not None:
        record_consent(
            accepted.terms_version_id,
            consent,
            now=intake.now,
            booking_number=row.number,
            account_id=case.account_id,
        )
    if case.address:
        put_message(row, message_with(case.address, ""), by=intake.by, now=intake.now)
    _tell(row, case)
    return row


def _accepted(case: _Case) -> Accepted:
    slot, version = case.facts.slot, case.situation.terms_version_id
    if slot is None or version is None:
        raise ValueError("an application without time or terms was accepted")
    return Accepted(
        office_id=case.situation.office.id,
        seat_no=slot.free_seats[0],
        state=first_state(case.intake.channel, case.policy),
        channel=case.intake.channel,
        calendar=case.situation.calendar,
        terms_version_id=version,
        language=case.intake.language,
        account_id=case.account_id,
        session_kind=case.intake.session_kind,
    )


def _count(row: Booking, case: _Case) -> None:
    """Count the booking for its person and day; one beyond the limit keeps why (Q-02)."""
    reason = case.intake.reason if Waiver.SECOND_THAT_DAY in case.waivers else None
    take_day(record_of(row), keys_of_the_day(case.keys), case.known, case.policy, reason=reason)


def _tell(row: Booking, case: _Case) -> None:
    """What the application brings at once: guidance and password (KNG-26, KNG-28), the question for a reply (MYK-18).

    An invitation goes out with its address only (KRS-26).
    """
    if row.state == BookingState.CONFIRMED:
        situation = case.situation
        tell_of_completion(record_of(row), situation.office, case.policy, situation.calendar, case.intake.now)
    elif row.state == BookingState.AWAITING_REPLY or case.address:
        tell_way_in(row, case.policy, case.intake.now)
