"""Fixing a date at the desk: one that was wished for, or the next one at a session (NGS-22, Q-48)."""

from datetime import datetime

from app.booking.rules.intake import may_waive
from app.booking.terms.bookings import PersonFacts
from app.booking.terms.sessions import ActRefusal
from app.kernel.moments import by
from app.kernel.slots import SlotTime, WhyClosed
from app.offices.terms import Policy


def ground_against_fixing(
    slot: SlotTime | None, closes: datetime | None, policy: Policy, reason: str, now: datetime
) -> ActRefusal | None:
    """Why a time cannot be fixed at `now`; `slot` is the desk's, without the booking's own seat.

    Fixing is the confirmation, so the limit of the day counts (NGS-15, KRS-24, Q-48): later only with a reason, and
    never where the text knows no 原則として (Q-02).
    """
    if slot is None:
        return ActRefusal.NO_SUCH_TIME
    if not slot.is_free:
        return _ground_of_slot(slot)
    if not is_late(closes, now):
        return None
    if not may_waive(policy):
        return ActRefusal.TOO_LATE
    return None if reason else ActRefusal.EXCEPTION_NEEDED


def is_late(closes: datetime | None, now: datetime) -> bool:
    """Whether the limit of the day is over."""
    return closes is not None and not by(now, closes)


def ground_against_counselor(chosen: int | None, members: frozenset[int], engaged: frozenset[int]) -> ActRefusal | None:
    """Why somebody cannot hold the session: nobody of the office, or with another person at that time (NGS-22)."""
    if chosen is None or chosen not in members:
        return ActRefusal.NOBODY_CHOSEN
    return ActRefusal.COUNSELOR_BUSY if chosen in engaged else None


def _ground_of_slot(slot: SlotTime) -> ActRefusal:
    why = slot.why.kind if slot.why else WhyClosed.TAKEN
    if why in (WhyClosed.PAST, WhyClosed.DEADLINE_OVER):
        return ActRefusal.TOO_LATE
    return ActRefusal.TIME_TAKEN if why is WhyClosed.TAKEN else ActRefusal.NO_SUCH_TIME


def ground_of_followers(known: PersonFacts, policy: Policy, reason: str) -> ActRefusal | None:
    """Why a person gets no next booking: future use is refused (MYK-27), or the day has as many as one may have.

    One more that day takes a reason, where the text knows 原則として (KNG-17, Q-02).
    """
    if known.banned_with:
        return ActRefusal.BANNED
    if not has_full_day(known, policy):
        return None
    if not may_waive(policy):
        return ActRefusal.SECOND_THAT_DAY
    return None if reason else ActRefusal.EXCEPTION_NEEDED


def has_full_day(known: PersonFacts, policy: Policy) -> bool:
    """Whether the person has as many bookings that day as one may have (KNG-17)."""
    return policy.daily_limit is not None and known.most_that_day >= policy.daily_limit
