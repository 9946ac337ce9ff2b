"""Taking a booking up for an act of the desk, inside somebody's transaction."""

from dataclasses import dataclass
from datetime import date, datetime

from app.booking.effects.bookings import lock_day, locked_booking
from app.booking.models.bookings import Booking
from app.booking.queries.bookings import facts_of, find_booking
from app.booking.queries.outside import outside_now
from app.booking.queries.sessions import act_facts
from app.booking.rules.session import ground_against_act
from app.booking.terms.application import ApplicantType
from app.booking.terms.sessions import ActFacts, ActRefusal, DeskAct
from app.kernel.moments import day_of
from app.offices.queries import offices
from app.offices.terms import Channel, Policy

OF_WHAT_IS_SET = frozenset({DeskAct.EXCEPTION, DeskAct.CALLING_OFF})
"""Acts for which it is asked whether the booking still fits."""


def hold_days(office_id: str, number: str, other: date) -> None:
    """Hold the day of a booking together with another one, the earlier first: no two wait for each other."""
    found = find_booking(number)
    days = {other} | ({day_of(found.starts_at)} if found else set())
    for day in sorted(days):
        lock_day(office_id, day)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A booking taken up by somebody: its row under lock, what is known of it, the policy of its day."""

    row: Booking
    facts: ActFacts
    policy: Policy
    by: int
    now: datetime


def take_up(act: DeskAct, office_id: str, number: str, *, revision: int, by: int, now: datetime) -> Taken | ActRefusal:
    """Lock the booking and ask whether `act` may be done at `now`; where not, why, and nothing is changed.

    Another office's booking is not there. Refused as well where anybody has acted on the booking since the page of
    `revision` was made: from another tab, or by a colleague.
    """
    row = locked_booking(number)
    if row is None or row.office_id != office_id:
        return ActRefusal.NO_SUCH_BOOKING
    outside = act in OF_WHAT_IS_SET and outside_now(row.id, now) is not None
    channel, applicant_type = Channel(row.channel), ApplicantType(row.applicant_type)
    facts = act_facts(row.id, facts_of(row), channel, applicant_type, outside=outside)
    policy = offices.policy_in_force(row.office_id, day_of(row.starts_at))
    ground = ground_against_act(act, facts, policy, now)
    if ground is None and row.revision != revision:
        ground = ActRefusal.CHANGED_MEANWHILE
    return ground or Taken(row=row, facts=facts, policy=policy, by=by, now=now)
