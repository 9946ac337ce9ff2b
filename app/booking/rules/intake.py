"""Telephone intake: the site's rules, and what staff may make an exception from with a reason (Q-02)."""

from datetime import datetime

from app.booking.rules.ground import ground_of_form, ground_of_slot
from app.booking.rules.ways import ways_of_intake
from app.booking.terms.application import ApplicationFacts, BookingRefusal
from app.booking.terms.intake import Waiver
from app.kernel.moments import by
from app.offices.terms import Channel, LeadException, Policy


def may_waive(policy: Policy) -> bool:
    """Whether the office's text says 原則として, so that staff may make exceptions (Q-02)."""
    return policy.lead_exception is not LeadException.NONE


def ground_against_intake(facts: ApplicationFacts, channel: Channel, policy: Policy) -> BookingRefusal | None:
    """Why not even staff may take it down; the same order as on the site. The slot must be the desk's."""
    if not facts.office_ready:
        return BookingRefusal.NOT_OPEN_YET
    if channel not in ways_of_intake(policy):
        return BookingRefusal.NOT_BOOKED_HERE
    return ground_of_slot(facts.slot) or ground_of_form(facts.form, policy) or _ground_of_person(facts, policy)


def waivers_for(facts: ApplicationFacts, closes: datetime | None, policy: Policy, now: datetime) -> tuple[Waiver, ...]:
    """The exceptions the booking takes; none where the site would have taken it. `closes` ends the time to apply."""
    late = closes is not None and not by(now, closes)
    found = ((Waiver.LEAD_TIME, late), (Waiver.SECOND_THAT_DAY, is_one_too_many(facts, policy)))
    return tuple(waiver for waiver, needed in found if needed)


def is_one_too_many(facts: ApplicationFacts, policy: Policy) -> bool:
    """Whether the person has as many bookings that day as one may have (KNG-17)."""
    return policy.daily_limit is not None and facts.bookings_that_day >= policy.daily_limit


def _ground_of_person(facts: ApplicationFacts, policy: Policy) -> BookingRefusal | None:
    if facts.banned:
        return BookingRefusal.BANNED
    return BookingRefusal.SECOND_THAT_DAY if is_one_too_many(facts, policy) and not may_waive(policy) else None
